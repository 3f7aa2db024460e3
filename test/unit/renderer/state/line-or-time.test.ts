import { expect, it } from 'vitest'
import { lineOrTime } from '../../../../renderer/state/line-or-time.ts'

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
