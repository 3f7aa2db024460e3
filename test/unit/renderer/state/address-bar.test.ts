import { describe, expect, it } from 'vitest'
import { readPlace, writePlace } from '../../../../renderer/state/address-bar.ts'

describe('the place in the address', () => {
  it.each([
    { connection: 12, tab: 'ladder', message: undefined, compared: undefined },
    { connection: 1, tab: 'negotiation', message: undefined, compared: undefined },
    { connection: 7, tab: 'table', message: 3, compared: undefined },
    { connection: 2, tab: 'ladder', message: undefined, compared: [2, 9] },
    { connection: undefined, tab: 'ladder', message: undefined, compared: [2, 9] },
    { connection: 2, tab: 'ladder', message: undefined, compared: [2, 9, 4, 1] },
    { connection: undefined, tab: 'ladder', message: undefined, compared: undefined, settings: [3, 1] },
  ] as const)('is read back as it was written: %o', (place) =>
    expect(readPlace(writePlace({ settings: undefined, ...place }))).toEqual(place),
  )

  it('is empty without a connection', () =>
    expect(
      writePlace({ connection: undefined, tab: 'table', message: 2, compared: undefined, settings: undefined }),
    ).toBe(''))

  it.each(['', '#', '#connection=-1', '#connection=x&message=1e99', '#token=abc'])('of %j is no place', (hash) =>
    expect(readPlace(hash).connection).toBeUndefined(),
  )
  it.each(['#compare=1', '#compare=1,x', '#compare=3,3', '#compare=,', '#compare=1,2,1', '#compare=1,2,3,4,5,6,7,8,9'])(
    'of %j compares nothing',
    (hash) => expect(readPlace(hash).compared).toBeUndefined(),
  )
  it('takes an unknown tab for the ladder', () => expect(readPlace('#connection=1&tab=../x').tab).toBe('ladder'))
})
