import { expect, test } from 'vitest'
import { readTime } from '../../../../../main/engine/filter-time.ts'
import {
  hasTerm,
  timeTerms,
  toggledTerms,
  withoutNames,
  withTerms,
} from '../../../../../renderer/state/filter/filter-terms.ts'

test.each<[string, readonly string[], string]>([
  ['', ['outcome:failed'], 'outcome:failed'],
  ['port:2023', ['outcome:failed'], 'port:2023 outcome:failed'],
  ['outcome:failed port:2023', ['outcome:failed'], 'port:2023'],
  ['outcome:established port:2023', ['outcome:failed'], 'port:2023 outcome:failed'],
  ['outcome:failed', ['outcome:failed', 'boundary:tcp'], 'outcome:failed boundary:tcp'],
  ['outcome:failed boundary:tcp', ['outcome:failed', 'boundary:tcp'], ''],
  ['sni:"a b" "x y"', ['port:1'], 'sni:"a b" "x y" port:1'],
  ['-outcome:failed', ['outcome:failed'], '-outcome:failed outcome:failed'],
])('%j with %j turned is %j', (filter, terms, expected) => {
  expect(toggledTerms(filter, ...terms)).toBe(expected)
})

test('terms are told from words that hold them', () => {
  expect(hasTerm('"outcome:failed"', 'outcome:failed')).toBe(false)
  expect(withTerms('AFTER:10:00 x', 'after:11:00')).toBe('x after:11:00')
  expect(withoutNames('after:1:00 port:1 before:2:00', 'after', 'before')).toBe('port:1')
})

test.each([
  [54_000_000_000_000n, 54_060_000_000_000n, false, ['after:15:00', 'before:15:01']],
  [54_030_000_000_000n, 54_030_000_001_000n, false, ['after:15:00:30', 'before:15:00:30.000001']],
  [1_779_808_800_000_000_000n, 1_779_895_200_000_000_000n, true, ['after:2026-05-26T15:20', 'before:2026-05-27T15:20']],
])('a stretch from %d to %d', (from, to, dated, expected) => {
  const terms = timeTerms(from, to, dated)
  expect(terms).toEqual(expected)
  // What the window writes the engine reads as the same times.
  expect(terms.map((term) => readTime(term.slice(term.indexOf(':') + 1)))).toEqual(
    [from, to].map((timeNs) => ({ timeNs, dated })),
  )
})
