import { expect, it } from 'vitest'
import type { FilterTerm } from '../../../../db/query/connection-filter.ts'
import { filterInRange } from '../../../../db/query/filter-in-range.ts'
import { aConnection, emptyCase, putConnections, queryPlan } from '../../../support/case-fixture.ts'

const failed: FilterTerm = { kind: 'outcome', outcome: 'failed', negated: false }
const word: FilterTerm = { kind: 'word', text: 'tn3270', negated: false }

it('is of the ids of a range', () => {
  const { isFew, condition, values } = filterInRange(emptyCase(), [failed])
  expect(isFew).toBe(false)
  expect(condition).toBe('id >= ? AND id < ? AND (outcome = ?)')
  expect(values(3, 9)).toStrictEqual([3, 9, 2])
})

it('is of those in the range that can match at all, each looked up, where they are few', () => {
  const index = emptyCase()
  putConnections(index, ...[1, 2, 3, 4].map((id) => aConnection({ id, serverName: id === 3 ? 'mail' : 'tn3270.corp' })))
  const { isFew, condition, values } = filterInRange(index, [failed, word])
  expect(isFew).toBe(true)
  expect(values(2, 4)).toStrictEqual(['[2]', 2, '%tn3270%'])
  const plan = queryPlan(index, `SELECT id FROM connection WHERE ${condition}`, ...values(2, 4))
  expect(plan).toContain('(outcome=? AND id=?)')
})
