import { expect, it } from 'vitest'
import { prepareConnectionOfLeg } from '../../../../db/query/connection-of-leg.ts'
import { aLeg, emptyCase, preparedBy, putLegs, queryPlan } from '../../../support/case-fixture.ts'

it('gives the connection of a leg, by the primary key', () => {
  const index = emptyCase()
  putLegs(index, aLeg(), aLeg())
  const connectionOf = prepareConnectionOfLeg(index)
  expect(connectionOf(2)).toBe(index.db.prepare('SELECT connection_id FROM leg WHERE id = 2').pluck().get())
  expect(connectionOf(77)).toBeUndefined()
  for (const sql of preparedBy(index, () => prepareConnectionOfLeg(index)))
    expect(queryPlan(index, sql, 1)).toContain('SEARCH leg USING INTEGER PRIMARY KEY')
})
