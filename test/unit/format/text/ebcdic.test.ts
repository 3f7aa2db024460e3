import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { EBCDIC_TO_LATIN, ebcdicToLatin } from '../../../../main/format/text/ebcdic.ts'

describe('ebcdicToLatin', () => {
  it('translates each byte alone, wherever the bytes lie and however many they are', () => {
    const many = fc.constantFrom(0, 65_535, 65_536, 65_537, 70_001)
    const place = fc.nat(3)
    fc.assert(
      fc.property(many, place, place, fc.nat(255), (length, from, to, first) => {
        const bytes = Uint8Array.from({ length: from + length }, (_, at) => (at * 31 + first) & 0xff).subarray(from)
        const latin = new Uint8Array(to + length + 1).subarray(to)
        ebcdicToLatin(bytes, latin)
        expect(
          Buffer.compare(
            latin.subarray(0, length),
            bytes.map((byte) => EBCDIC_TO_LATIN[byte] ?? 0),
          ),
        ).toBe(0)
        expect(latin[length]).toBe(0)
      }),
      { numRuns: 60 },
    )
  })
})
