import { describe, expect, it } from 'vitest'
import { RecordSearch } from '../../../main/tls/record-search.ts'
import { filled, record } from '../../support/tls-bytes.ts'

const DATA = 23
const ALERT = 21

/** Where in the whole stream a header is found, when it comes in pieces of this size. */
function found(stream: readonly number[], size: number): number {
  const search = new RecordSearch()
  const bytes = Uint8Array.from([9, 9, ...stream, 9])
  for (let at = 0; at < stream.length; at += size) {
    const end = Math.min(stream.length, at + size)
    const index = search.look(bytes, at + 2, end + 2)
    if (index >= 0) return index - 2
  }
  return -1
}

describe('RecordSearch', () => {
  // The rest of a record, a record, and one more.
  const rest = filled(700, 0x17)
  const stream = [...rest, ...record(DATA, filled(900)), ...record(ALERT, filled(26))]

  it.each([50, 800, 1_448, 65_536])('finds the record behind a record, in pieces of %i bytes', (size) => {
    expect(found(stream, size)).toBe(rest.length + 905)
  })

  it('is never wrong about the place, whatever the pieces', () => {
    for (let size = 1; size < 100; size++) expect([-1, rest.length + 905]).toContain(found(stream, size))
  })

  it.each([
    ['no second header', [...record(DATA, filled(900)), ...filled(300, 0x20)]],
    ['another version in it', [...record(DATA, filled(900)), ...record(DATA, filled(300), 0x0301)]],
    ['a length that no record has', [DATA, 3, 3, 0xff, 0xff, ...filled(700)]],
    ['a record too short for a tag', [...record(DATA, filled(16)), ...record(DATA, filled(16))]],
    ['the end in the second header', [...record(DATA, filled(900)), DATA, 3, 3]],
  ])('finds nothing where there is %s', (_what, bytes) => {
    for (const size of [100, 65_536]) expect(found(bytes, size)).toBe(-1)
  })

  it('forgets what it waited for at a gap', () => {
    const search = new RecordSearch()
    const bytes = Uint8Array.from(stream)
    expect(search.look(bytes, 0, 1_000)).toBe(-1)
    search.drop()
    expect(search.look(bytes, 1_000, bytes.length)).toBe(-1)
  })
})
