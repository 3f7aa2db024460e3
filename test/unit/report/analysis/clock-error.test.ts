import { describe, expect, it } from 'vitest'
import { clockErrorNs } from '../../../../main/report/analysis/clock-error.ts'

const ns = (ms: number): bigint => BigInt(ms) * 1_000_000n
const NO_YEAR = [{ code: 'no-year', text: '', count: 1 }]

describe('clock error', () => {
  it.each([
    ['a dated source', Date.UTC(2026, 10, 23), -37, Date.UTC(2026, 10, 23), []],
    ['times of day', 9 * 3_600_000, -18_000_000, Date.UTC(2026, 10, 23), []],
    ['times of day, a zone east', 23 * 3_600_000, 7_200_000, Date.UTC(2026, 10, 23), []],
    ['month and day', Date.UTC(1970, 10, 23, 9), -500, Date.UTC(2026, 10, 23), NO_YEAR],
    ['month and day behind the leap day', Date.UTC(1970, 2, 1), 3_600_500, Date.UTC(2024, 2, 1), NO_YEAR],
    ['the turn of the year', Date.UTC(1970, 11, 31, 23, 59), 120_000, Date.UTC(2025, 11, 31), NO_YEAR],
  ])('%s', (_what, firstMs, errorMs, dayMs, warnings) => {
    const dateMs =
      firstMs > 366 * 86_400_000
        ? 0
        : warnings.length > 0
          ? dayMs - Math.floor(firstMs / 86_400_000) * 86_400_000
          : dayMs
    expect(clockErrorNs({ firstNs: ns(firstMs), clockOffsetNs: ns(dateMs + errorMs), warnings })).toBe(ns(errorMs))
  })

  it('leaves an offset that was never set alone', () => {
    expect(clockErrorNs({ firstNs: 5n, clockOffsetNs: 0n, warnings: [] })).toBe(0n)
    expect(clockErrorNs({ firstNs: null, clockOffsetNs: 7n, warnings: [] })).toBe(7n)
  })
})
