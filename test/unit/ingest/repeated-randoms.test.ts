import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { repeatedRandoms } from '../../../main/ingest/repeated-randoms.ts'

describe('repeatedRandoms', () => {
  it('finds what comes again, whatever else there is', () => {
    const random = fc.string({ unit: fc.constantFrom('0', '1', 'f'), maxLength: 3 })
    fc.assert(
      fc.property(fc.array(random), (texts) => {
        const again = texts.filter((text, at) => texts.indexOf(text) < at)
        expect(repeatedRandoms(() => texts, 1_000)).toEqual(new Set(again))
      }),
    )
  })

  it('is not misled by texts that share a place', () => {
    const texts = Array.from({ length: 40_000 }, (_, at) => `${at * 7_919}`.padStart(64, '0'))
    expect(repeatedRandoms(() => texts, 10)).toEqual(new Set())
    expect(repeatedRandoms(() => [...texts, texts[20_000] ?? ''], 10)).toEqual(new Set([texts[20_000]]))
  })

  it('gives no more than were asked for', () => {
    const texts = Array.from({ length: 100 }, (_, at) => String(at % 50))
    expect(repeatedRandoms(() => texts, 7).size).toBe(7)
  })
})
