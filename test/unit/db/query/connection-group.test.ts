import { expect, it } from 'vitest'
import {
  GROUPINGS,
  prepareConnectionGroup,
  type GroupKey,
  type Grouping,
} from '../../../../db/query/connection-group.ts'
import { ConnectionGrouping } from '../../../../preload/contract/connection.ts'
import { aConnection, emptyCase, preparedBy, putConnections, queryPlan } from '../../../support/case-fixture.ts'

const cause = { id: 'no-common-cipher', confidence: 'certain' } as const

it('knows every grouping that the contract has', () => {
  expect(GROUPINGS).toStrictEqual(ConnectionGrouping.options)
})

it('steps from group to group, counts each by outcome, and names one of it', () => {
  const index = emptyCase()
  putConnections(
    index,
    aConnection({ id: 1, serverName: 'b', client: { address: '10.0.0.1', port: 1 } }),
    aConnection({ id: 2, serverName: 'b', outcome: 'failed', cause, client: { address: '10.0.0.1', port: 2 } }),
    aConnection({
      id: 3,
      serverName: 'a',
      outcome: 'incomplete',
      server: undefined,
      client: { address: '::1', port: 1 },
    }),
    aConnection({ id: 4, serverName: undefined, client: undefined }),
  )
  const groups = (by: Grouping): unknown[] => {
    const group = prepareConnectionGroup(index, by)
    const found = []
    for (let key: GroupKey | undefined = null; key !== undefined; key = group.after(key))
      found.push([
        group.member(
          key,
          group.counts(key).findIndex((count) => count > 0),
        ),
        ...group.counts(key),
      ])
    return found
  }
  expect(groups('serverName')).toStrictEqual([
    [4, 1, 0, 0],
    [3, 0, 1, 0],
    [1, 1, 0, 1],
  ])
  expect(groups('client')).toStrictEqual([
    [4, 1, 0, 0],
    [1, 1, 0, 1],
    [3, 0, 1, 0],
  ])
  expect(groups('server')).toStrictEqual([
    [3, 0, 1, 0],
    [1, 2, 0, 1],
  ])
  expect(groups('cause')).toStrictEqual([
    [1, 2, 1, 0],
    [2, 0, 0, 1],
  ])
  const { of } = prepareConnectionGroup(index, 'serverName')
  expect(of(2)).toStrictEqual({ key: 'b', outcome: 2 })
  expect(of(9)).toBeUndefined()
})

it('is empty in an empty case', () => {
  const group = prepareConnectionGroup(emptyCase(), 'client')
  expect(group.after(null)).toBeUndefined()
  expect(group.counts(null)).toStrictEqual([0, 0, 0])
  expect(group.member(null, 0)).toBeUndefined()
})

it.each(GROUPINGS)('by %s is answered inside the index, one connection by its number', (by) => {
  const index = emptyCase()
  const plans = preparedBy(index, () => prepareConnectionGroup(index, by)).map((sql) =>
    queryPlan(index, sql, ...Array.from({ length: sql.split('?').length - 1 }, () => 1)),
  )
  expect(plans).toHaveLength(5)
  for (const plan of plans.slice(0, 4)) expect(plan).toMatch(/^SEARCH connection USING COVERING INDEX connection_by_/)
  expect(plans[4]).toMatch(/INTEGER PRIMARY KEY/)
})
