import fc from 'fast-check'
import { expect, it } from 'vitest'
import { decimalSeconds } from '../../../../main/report/analysis/decimal-seconds.ts'

it.each([
  [0n, '0'],
  [1_764_000_000_123n, '1764.000000123'],
  [1_764_000_000_000_000_000n, '1764000000'],
  [1_500_000_000n, '1.5'],
  [-1n, '-0.000000001'],
  [-1_500_000_000n, '-1.5'],
])('%d ns are %s s', (ns, text) => expect(decimalSeconds(ns)).toBe(text))

it('says every nanosecond exactly', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n }), (ns) => {
      const [whole = '', fraction = ''] = decimalSeconds(ns).replace('-', '').split('.')
      const back = BigInt(whole) * 1_000_000_000n + BigInt(fraction.padEnd(9, '0'))
      expect(ns < 0n ? -back : back).toBe(ns)
    }),
  )
})
