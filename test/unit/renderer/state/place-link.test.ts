import { describe, expect, it } from 'vitest'
import { readLink, writeLink, type LinkedPlace } from '../../../../renderer/state/place-link.ts'

const NOWHERE: LinkedPlace = {
  connection: undefined,
  tab: 'ladder',
  message: undefined,
  compared: undefined,
  settings: undefined,
  bytes: undefined,
  source: undefined,
  line: undefined,
}

describe('a link to a place', () => {
  it.each<Partial<LinkedPlace>>([
    { connection: 12 },
    { connection: 3, message: 2, bytes: [4, 6] },
    { connection: 3, tab: 'certificates' },
    { tab: 'source', source: 2, line: 4_711 },
    { connection: 1, compared: [1, 9] },
    {},
  ])('is read back as it was written: %o', (some) => {
    const place = { ...NOWHERE, ...some }
    const link = writeLink(place, 'a & b #1.gskope')
    expect(link).toMatch(/^gskope:\?case=\S+#\S*$/)
    expect(readLink(`  ${link}\n`)).toEqual({ place, title: 'a & b #1.gskope' })
  })

  it.each([
    '',
    'https://example.org/#connection=1',
    'gskope:#connection=1',
    'gskope:?case=a',
    `gskope:?case=${'x'.repeat(5_000)}#`,
  ])('is none: %j', (text) => expect(readLink(text)).toBeUndefined())

  it('has nothing that does not fit', () => {
    expect(readLink('gskope:?#connection=-1&message=x&bytes=6-4&line=1e9&source=-2')?.place).toEqual(NOWHERE)
  })
})
