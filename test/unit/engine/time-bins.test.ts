import { expect, test } from 'vitest'
import fc from 'fast-check'
import { timeBins } from '../../../main/engine/time-bins.ts'

test('holds first and last, in 96 stretches at most, whatever they are', () => {
  const time = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })
  fc.assert(
    fc.property(time, time, (one, other) => {
      const [first, last] = one < other ? [one, other] : [other, one]
      const { startNs = 0n, widthNs, count } = timeBins(first, last)
      expect(count).toBeGreaterThanOrEqual(1)
      expect(count).toBeLessThanOrEqual(96)
      expect(startNs <= first && last < startNs + BigInt(count) * widthNs).toBe(true)
      expect(startNs % widthNs).toBe(0n)
    }),
  )
})

test('counts in widths that a clock has', () => {
  const hour = 3_600_000_000_000n
  expect(timeBins(0n, hour - 1n)).toEqual({ startNs: 0n, widthNs: 60_000_000_000n, count: 60 })
  expect(timeBins(5n, 5n)).toEqual({ startNs: 0n, widthNs: 1_000n, count: 1 })
  expect(timeBins(undefined, undefined).count).toBe(0)
})
