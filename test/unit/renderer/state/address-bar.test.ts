import { describe, expect, it } from 'vitest'
import { readPlace, writePlace } from '../../../../renderer/state/address-bar.ts'

describe('the place in the address', () => {
  it.each([
    { connection: 12, tab: 'ladder', message: undefined },
    { connection: 1, tab: 'negotiation', message: undefined },
    { connection: 7, tab: 'table', message: 3 },
  ] as const)('is read back as it was written: %o', (place) => expect(readPlace(writePlace(place))).toEqual(place))

  it('is empty without a connection', () =>
    expect(writePlace({ connection: undefined, tab: 'table', message: 2 })).toBe(''))

  it.each(['', '#', '#connection=-1', '#connection=x&message=1e99', '#token=abc'])('of %j is no place', (hash) =>
    expect(readPlace(hash).connection).toBeUndefined(),
  )
  it('takes an unknown tab for the ladder', () => expect(readPlace('#connection=1&tab=../x').tab).toBe('ladder'))
})
