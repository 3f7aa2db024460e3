import { expect, it } from 'vitest'
import { decodeEvents, decodeMessages } from '../../../../db/leg-content.ts'
import { prepareLegContent } from '../../../../db/query/leg-content.ts'
import { aLeg, emptyCase, preparedBy, putLegs, queryPlan } from '../../../support/case-fixture.ts'

it('gives what a leg said as it is laid out, and nothing of a leg that is not there', () => {
  const index = emptyCase()
  const leg = aLeg()
  putLegs(index, leg)
  const stored = prepareLegContent(index)(1)
  expect(decodeEvents(stored?.events ?? new Uint8Array(0), 10)).toEqual(leg.events)
  expect(decodeMessages(stored?.messages ?? new Uint8Array(0), 10, () => undefined)).toHaveLength(1)
  expect(prepareLegContent(index)(2)).toBeUndefined()
})

it('is served by the primary key', () => {
  const index = emptyCase()
  const [sql = ''] = preparedBy(index, () => prepareLegContent(index))
  expect(queryPlan(index, sql, 1)).toBe('SEARCH leg_content USING INTEGER PRIMARY KEY (rowid=?)')
})
