import { expect, it } from 'vitest'
import { prepareFailedConnections } from '../../../../db/query/failed-connections.ts'
import { prepareLegWriter } from '../../../../db/write/leg-row.ts'
import {
  aConnection,
  aLeg,
  emptyCase,
  preparedBy,
  putConnections,
  putLegs,
  queryPlan,
} from '../../../support/case-fixture.ts'

it('gives failed connections in order, and what else speaks of each', () => {
  const index = emptyCase()
  const failedAfter = prepareFailedConnections(index)
  expect(failedAfter(0, 10)).toEqual([])
  putLegs(index, aLeg(), aLeg(), aLeg(), aLeg())
  prepareLegWriter(index).join(4, 2, 'time')
  putConnections(
    index,
    aConnection({ id: 1 }),
    aConnection({ id: 2, outcome: 'failed', cause: { id: 'unknown-ca', confidence: 'certain' } }),
    aConnection({ id: 3, outcome: 'failed', cause: { id: 'unknown-ca', confidence: 'likely' } }),
  )
  index.db.exec("INSERT INTO log_message VALUES (1, 3, 0, NULL, 1, 0, 1, 'EZD1287I', '[]')")
  expect(failedAfter(0, 10)).toEqual([
    { id: 2, joined: true, logged: false, sure: true },
    { id: 3, joined: false, logged: true, sure: false },
  ])
  expect(failedAfter(2, 10).map(({ id }) => id)).toEqual([3])
  expect(failedAfter(0, 1).map(({ id }) => id)).toEqual([2])
})

it('walks the index of outcomes, and those of legs and their log messages', () => {
  const index = emptyCase()
  const [sql = ''] = preparedBy(index, () => prepareFailedConnections(index))
  const plan = queryPlan(index, sql, 0, 2, 0, 10)
  expect(plan).toContain('SEARCH connection USING INDEX connection_by_outcome (outcome=? AND id>?)')
  expect(plan).toContain('leg_by_connection')
  expect(plan).toContain('log_message_by_leg')
})
