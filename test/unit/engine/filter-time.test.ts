import { expect, test } from 'vitest'
import { readTime } from '../../../main/engine/filter-time.ts'

const HOUR = 3_600_000_000_000n

test.each<[string, bigint, boolean]>([
  ['15:19', 15n * HOUR + 19n * 60_000_000_000n, false],
  ['0:00:01.5', 1_500_000_000n, false],
  ['1970-01-02', 24n * HOUR, true],
  ['1970-01-02T01:00', 25n * HOUR, true],
  ['1970-01-02t01:00:00.000000001Z', 25n * HOUR + 1n, true],
])('%s', (text, timeNs, dated) => {
  expect(readTime(text)).toEqual({ timeNs, dated })
})

test.each([
  '',
  'Z',
  'noon',
  '24:00',
  '10:60',
  '10',
  '2026-02-31',
  '2026-13-01',
  '2026-05-26 10:00',
  '10:00:00.1234567890',
])('%j is none', (text) => {
  expect(readTime(text)).toBeUndefined()
})
