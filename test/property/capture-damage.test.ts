import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readWhole, readerOf, transcribe } from '../support/capture-transcript.ts'

const FIXTURES = [
  'recorded-tls12-client-cert.pcap',
  'recorded-tls13-psk-0rtt.pcap',
  'derived-ip-fragments-tls12.pcap',
  'derived-plain-tls12.pcapng',
]

/** What a user would see of a capture: everything, so that nothing may depend on how the file was brought. */
function picture(bytes: Uint8Array, pieceSize?: number): unknown {
  const reader = readerOf(bytes)
  if (!reader) return undefined
  const { legs, ...rest } = readWhole(reader, bytes, pieceSize)
  return {
    ...rest,
    legs: legs.map((leg) => ({ ...transcribe(leg), events: leg.events, startNs: leg.startNs, endNs: leg.endNs })),
  }
}

describe.each(FIXTURES)('%s', (name) => {
  const bytes = readFileSync(join(import.meta.dirname, '../fixture/capture', name))

  it('is read without an error whatever is changed in it, and the same in pieces', () => {
    const change = fc.tuple(fc.nat(bytes.length - 1), fc.integer({ min: 0, max: 255 }))
    fc.assert(
      fc.property(fc.array(change, { maxLength: 30 }), fc.integer({ min: 200, max: 5_000 }), (changes, pieceSize) => {
        const damaged = Uint8Array.from(bytes)
        for (const [at, value] of changes) damaged[at] = value
        expect(picture(damaged, pieceSize)).toEqual(picture(damaged))
      }),
      { numRuns: 150 },
    )
  })
})
