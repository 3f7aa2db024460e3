import { expect, it } from 'vitest'
import {
  lastFailedConnection,
  prepareFailedConnections,
  prepareFailedSpokenOf,
} from '../../../../db/query/failed-connections.ts'
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

const REFUSED = { outcome: 'failed', boundary: 'client_hello' } as const
const ELSEWHERE = { address: '10.1.1.3', port: 2023 }

it('gives failed connections in order, between two ids', () => {
  const index = emptyCase()
  const failed = prepareFailedConnections(index)
  expect(failed(0, 10, 10)).toEqual([])
  expect(lastFailedConnection(index)).toBe(0)
  putConnections(
    index,
    aConnection({ id: 1 }),
    aConnection({ id: 2, ...REFUSED }),
    aConnection({ id: 3, ...REFUSED }),
    aConnection({ id: 4 }),
  )
  expect(failed(0, 10, 10)).toEqual([2, 3])
  expect(failed(2, 10, 10)).toEqual([3])
  expect(failed(0, 2, 10)).toEqual([2])
  expect(failed(0, 10, 1)).toEqual([2])
  expect(lastFailedConnection(index)).toBe(3)
})

it('gives those among them of which more is known than their own messages say', () => {
  const index = emptyCase()
  putLegs(index, ...Array.from({ length: 8 }, () => aLeg()))
  prepareLegWriter(index).join(8, 2, 'time')
  putConnections(
    index,
    aConnection({ id: 1 }),
    // Joined to another leg, though its server is nobody's.
    aConnection({ id: 2, outcome: 'failed', server: ELSEWHERE }),
    aConnection({ id: 3, outcome: 'failed', server: ELSEWHERE }),
    // A log speaks of it.
    aConnection({ id: 4, outcome: 'failed', server: ELSEWHERE, cause: { id: 'unknown-ca', confidence: 'certain' } }),
    // Refused by a server that established the first one.
    aConnection({ id: 5, ...REFUSED, cause: { id: 'no-common-cipher', confidence: 'likely' } }),
    aConnection({ id: 6, ...REFUSED, cause: { id: 'no-common-cipher', confidence: 'certain' } }),
    aConnection({ id: 7, ...REFUSED, server: ELSEWHERE }),
  )
  index.db.exec("INSERT INTO log_message VALUES (1, 4, 0, NULL, 1, 0, 1, 'EZD1287I', '[]')")
  const spokenOf = prepareFailedSpokenOf(index)
  expect(spokenOf(0, 10)).toEqual([2, 4, 5])
  expect(spokenOf(2, 4)).toEqual([4])
})

it('walks the index of outcomes, and those of legs, their log messages and servers', () => {
  const index = emptyCase()
  const [sql = ''] = preparedBy(index, () => prepareFailedSpokenOf(index))
  const plan = queryPlan(index, sql, 2, 0, 10, 0, 0, 0, 10)
  expect(plan).toContain('SEARCH failed USING INDEX connection_by_outcome (outcome=? AND id>? AND id<?)')
  expect(plan).toContain('leg_by_connection')
  expect(plan).toContain('log_message_by_leg')
  expect(plan).toContain('USING COVERING INDEX connection_by_server (server_order=? AND outcome=?)')
})
