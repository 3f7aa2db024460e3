import { expect, it } from 'vitest'
import { isBeyond, lineOrTime } from '../../../../renderer/state/line-or-time.ts'

const ns = (iso: string): bigint => BigInt(Date.parse(iso)) * 1_000_000n
const FIRST = ns('2026-05-26T15:19:52.500Z')

it.each([
  ['1204', { line: 1204 }],
  [' 1 204 ', { line: 1204 }],
  ['1,204,555', { line: 1_204_555 }],
  ['0', undefined],
  ['15:20', { timeNs: ns('2026-05-26T15:20:00Z') }],
  ['15:19:53.25', { timeNs: ns('2026-05-26T15:19:53.250Z') }],
  ['15:19:53.000000001', { timeNs: ns('2026-05-26T15:19:53Z') + 1n }],
  ['15:19:52', { timeNs: ns('2026-05-26T15:19:52Z') }],
  ['01:00', { timeNs: ns('2026-05-27T01:00:00Z') }],
  ['24:00', undefined],
  ['15:60', undefined],
  ['error', undefined],
  ['', undefined],
])('%j', (text, goal) => expect(lineOrTime(text, FIRST)).toEqual(goal))

it('knows no time where the source has none', () => expect(lineOrTime('15:20', null)).toBeUndefined())

it.each([
  [{ line: 10 }, 10, null, false],
  [{ line: 11 }, 10, null, true],
  [{ line: 11 }, undefined, null, false],
  [{ timeNs: FIRST }, 10, FIRST, false],
  [{ timeNs: FIRST + 1n }, 10, FIRST, true],
  [{ timeNs: FIRST + 1n }, 10, null, false],
])('ends before %o: of %o lines, to %o: %o', (goal, lines, lastTimeNs, beyond) =>
  expect(isBeyond(goal, lines, lastTimeNs)).toBe(beyond),
)
