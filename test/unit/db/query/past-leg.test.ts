import { expect, it } from 'vitest'
import {
  legsKey,
  type PastLeg,
  prepareLostLegs,
  preparePastLegsBeside,
  preparePastLegsOf,
} from '../../../../db/query/past-leg.ts'
import { preparePastLegWriter } from '../../../../db/write/past-leg.ts'
import { emptyCase, preparedBy, queryPlan } from '../../../support/case-fixture.ts'

const past = (legs: readonly number[], leg: number, now: number | null): PastLeg => ({
  legs: legsKey(legs),
  leg,
  source: 1,
  stream: leg,
  mark: `mark ${leg}`,
  messages: '[]',
  now,
})

it('knows the legs of a connection in whatever order they are asked for, and those beside one of them', () => {
  const index = emptyCase()
  const writer = preparePastLegWriter(index)
  for (const leg of [8, 3]) writer.put(past([3, 8], leg, leg + 10))
  writer.put(past([4], 4, 14))
  const numbers = (legs: readonly PastLeg[]): number[] => legs.map(({ leg }) => leg)
  expect(numbers(preparePastLegsOf(index)([8, 3]))).toEqual([3, 8])
  expect(preparePastLegsOf(index)([3])).toEqual([])
  // The one that is asked for goes first.
  expect(numbers(preparePastLegsBeside(index)(8))).toEqual([8, 3])
  expect(preparePastLegsBeside(index)(5)).toEqual([])
})

it('lists those that are not found yet', () => {
  const index = emptyCase()
  const writer = preparePastLegWriter(index)
  writer.put(past([1], 1, null))
  writer.put(past([2], 2, 12))
  expect(prepareLostLegs(index)().map(({ leg }) => leg)).toEqual([1])
  writer.place(past([1], 1, null), 11)
  expect(prepareLostLegs(index)()).toEqual([])
  expect(preparePastLegsOf(index)([1])[0]).toMatchObject({ leg: 1, now: 11 })
  writer.remove(past([1], 1, 11))
  expect(preparePastLegsOf(index)([1])).toEqual([])
})

it('is served by its indexes', () => {
  const index = emptyCase()
  for (const prepare of [preparePastLegsOf, preparePastLegsBeside, prepareLostLegs])
    for (const sql of preparedBy(index, () => prepare(index)))
      expect(queryPlan(index, sql, ...asked(sql))).not.toContain('SCAN')
})

const asked = (sql: string): number[] => Array.from(sql.matchAll(/\?/g), () => 1)
