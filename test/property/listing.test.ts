import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { detectFormat, readers } from '../../main/format/registry.ts'
import type { KeptListing } from '../support/read-listing.ts'
import { readListing } from '../support/read-listing.ts'
import { readTraceLegs } from '../support/read-trace.ts'
import { latin } from '../support/bytes.ts'

const FIXTURES = ['tls12-server.txt', 'tls13-server-carriage-control.txt', 'torn-at-both-ends.txt', 'texts-only.txt']
const listings = FIXTURES.map(
  (name) => new Uint8Array(readFileSync(new URL(`../fixture/listing/${name}`, import.meta.url))),
)
const anyListing = fc.constantFrom(...listings)
const textOf = (bytes: Uint8Array): string => String.fromCharCode(...bytes)

/** What must not change when lines are moved about: everything but places. */
function substance({ records, warnings }: KeptListing): unknown {
  return [
    warnings,
    records.map(({ line, offset, length, dump, ...rest }) => [rest, dump && [dump.title, dump.bytes, dump.damaged]]),
  ]
}

describe('listing reader', () => {
  it('gives the same records whatever pieces the bytes come in', () => {
    fc.assert(
      fc.property(anyListing, fc.integer({ min: 1, max: 5000 }), (bytes, size) => {
        expect(readListing(bytes, Math.max(size, bytes.length >> 9))).toEqual(readListing(bytes))
      }),
      { numRuns: 25 },
    )
  })

  it('reads CRLF as LF', () => {
    for (const bytes of listings) {
      expect(substance(readListing(latin(textOf(bytes).replaceAll('\n', '\r\n'))))).toEqual(
        substance(readListing(bytes)),
      )
    }
  })

  it('does not mind blank lines anywhere', () => {
    fc.assert(
      fc.property(
        anyListing,
        fc.array(fc.tuple(fc.nat(600), fc.constantFrom('', ' ', '          ', '\f'))),
        (bytes, blanks) => {
          const lines = textOf(bytes).split('\n')
          for (const [at, blank] of blanks) lines.splice(Math.min(at, lines.length), 0, blank)
          expect(substance(readListing(latin(lines.join('\n'))))).toEqual(substance(readListing(bytes)))
        },
      ),
      { numRuns: 40 },
    )
  })

  it('does not mind trailing blanks or more indentation', () => {
    for (const bytes of listings) {
      const moved = textOf(bytes)
        .split('\n')
        .map((line) => (line === '' ? '' : `  ${line}   `))
        .join('\n')
      const control = textOf(bytes).startsWith('1')
      if (!control) expect(substance(readListing(latin(moved)))).toEqual(substance(readListing(bytes)))
    }
  })

  it('never throws at a listing cut anywhere, and keeps the records before the cut', () => {
    fc.assert(
      fc.property(anyListing, fc.nat(), (bytes, at) => {
        const cut = bytes.subarray(0, at % (bytes.length + 1))
        const whole = readListing(bytes).records
        const kept = readListing(cut).records
        expect(kept.slice(0, -1)).toEqual(whole.slice(0, Math.max(0, kept.length - 1)))
        expect(readTraceLegs(cut).counts.records).toBe(kept.length)
      }),
      { numRuns: 60 },
    )
  })

  it('never throws at damaged listings', () => {
    fc.assert(
      fc.property(
        anyListing,
        fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 200 }),
        fc.nat(4000),
        (bytes, damages, size) => {
          const copy = bytes.slice()
          for (const [at, byte] of damages) copy[at % copy.length] = byte
          const listing = readListing(copy, 4096 + size)
          for (const record of listing.records) {
            expect(record.offset + record.length).toBeLessThanOrEqual(copy.length)
            expect(record.length).toBeGreaterThan(0)
          }
          readTraceLegs(copy)
        },
      ),
      { numRuns: 60 },
    )
  })

  it('never throws at random bytes, and detection always answers', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 3000 }), (bytes) => {
        readListing(bytes)
        readTraceLegs(bytes)
        const detected = detectFormat(bytes, bytes.length)
        if ('refused' in detected) expect(detected.refused.nextStep).not.toBe('')
        for (const reader of readers) expect(['certain', 'possible', 'no']).toContain(reader.detect(bytes))
      }),
      { numRuns: 200 },
    )
  })

  it("never throws at lines made of the layout's own words", () => {
    const word = fc.constantFrom(
      'S0W1',
      'MESSAGE',
      'DUMP',
      '00000020',
      '15:19:52.221414',
      'SSL_ASCII_DUMP',
      'Job',
      'Process',
      'Thread',
      '00000001',
      '00000000:',
      '010001FC',
      'Handle 11111111',
      'Socket closed by 1.2.3.4.5.',
      '****',
      '11/14/2005',
      'COMP(GSKSRVR)',
      'COMPONENT TRACE FULL FORMAT',
      '-------',
      '*..*',
      '0',
      '1',
      ' ',
      '\n',
      '\n',
      '\n',
    )
    fc.assert(
      fc.property(fc.array(word, { maxLength: 300 }), (words) => {
        readTraceLegs(latin(words.join(' ')))
      }),
      { numRuns: 200 },
    )
  })
})
