/** The same listing in every encoding, record form, layout and chunking gives the same records. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { FORMS, LAYOUTS, SURROUNDINGS } from '../support/listing-form.ts'
import { latin } from '../support/bytes.ts'
import { type KeptListing, readListing } from '../support/read-listing.ts'

const lines = readFileSync(new URL('../fixture/listing/tls12-server.txt', import.meta.url), 'latin1')
  .split('\n')
  .map((line) => line.trimEnd())
const expected = substance(readListing(new Uint8Array(Buffer.from(lines.join('\n'), 'latin1'))))

const NOTHING = new Uint8Array(0)

/** Everything but places. */
function substance({ records }: KeptListing): unknown {
  return records.map(({ line, offset, length, dump, ...rest }) => [
    rest,
    dump && [dump.title, dump.bytes, dump.damaged],
  ])
}

/** Without texts. */
function recordsAndDumps({ records }: KeptListing): unknown {
  return records.map(({ timeOfDayNs, thread, description, dump }) => [
    timeOfDayNs,
    thread,
    description,
    dump?.bytes,
    dump?.damaged,
  ])
}

describe('a listing', () => {
  it('has records and dumps to compare', () => {
    const { records } = readListing(new Uint8Array(Buffer.from(lines.join('\n'), 'latin1')))
    expect(records.length).toBeGreaterThan(20)
    expect(records.filter(({ dump }) => dump !== undefined).length).toBeGreaterThan(4)
  })

  for (const [form, write] of Object.entries(FORMS)) {
    it.each(Object.entries(LAYOUTS))(`in ${form}, %s`, (_layout, layOut) => {
      const bytes = write(layOut(lines))
      expect(substance(readListing(bytes))).toEqual(expected)
      expect(substance(readListing(bytes, 70_001))).toEqual(expected)
    })
  }

  it.each(Object.entries(SURROUNDINGS))('with %s', (what, put) => {
    // Sequence numbers take the end of what is longer, which the comparison leaves out.
    const kept = lines.filter((line) => line.length <= 72)
    // Behind what somebody else wrote a text cannot be told from more of it; a dump can.
    const compared = what.startsWith('words') ? recordsAndDumps : substance
    const wanted = compared(readListing(latin(kept.join('\n'))))
    for (const form of ['LF', 'CRLF', 'EBCDIC with NEL'])
      expect(compared(readListing(FORMS[form]?.(put(kept)) ?? NOTHING))).toEqual(wanted)
  })

  it.each([72, 78, 80])('clipped at %i loses texts at most: every record and dump is there', (width) => {
    const clipped = readListing(
      new Uint8Array(Buffer.from(lines.map((line) => line.slice(0, width)).join('\n'), 'latin1')),
    )
    const whole = readListing(new Uint8Array(Buffer.from(lines.join('\n'), 'latin1')))
    expect(recordsAndDumps(clipped)).toEqual(recordsAndDumps(whole))
  })
})
