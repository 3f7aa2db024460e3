import fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  CONNECTION_ORDERS,
  type ConnectionOrder,
  prepareConnectionOrder,
  prepareConnectionsAfter,
} from '../../../../db/query/connection-order.ts'
import { ConnectionSort } from '../../../../preload/contract/connection.ts'
import { aConnection, emptyCase, preparedBy, putConnections, queryPlan } from '../../../support/case-fixture.ts'

it('knows every order that the contract has', () => {
  expect([...CONNECTION_ORDERS].sort()).toStrictEqual([...ConnectionSort.options].sort())
})

const client = (address: string) => ({ address, port: 1 })

it.each<[ConnectionOrder, number[]]>([
  ['start', [2, 1, 3]],
  ['duration', [3, 2, 1]],
  ['client', [3, 2, 1]],
  ['server', [1, 3, 2]],
  ['serverName', [3, 1, 2]],
  ['version', [3, 1, 2]],
  ['cipherSuite', [3, 2, 1]],
  ['outcome', [1, 2, 3]],
  ['boundary', [2, 1, 3]],
  ['signature', [2, 3, 1]],
  ['messageCount', [1, 2, 3]],
  ['group', [3, 1, 2]],
  ['alert', [1, 2, 3]],
])('sorts by %s, equal ones by id', (order, ids) => {
  const index = emptyCase()
  putConnections(
    index,
    aConnection({
      id: 1,
      startNs: 20n,
      endNs: 40n,
      client: client('10.0.0.10'),
      server: client('9.9.9.9'),
      serverName: 'a',
      boundary: 'server_hello',
      signature: 'b',
      messageCount: 1,
      group: 0x17,
    }),
    aConnection({
      id: 2,
      startNs: 10n,
      endNs: 20n,
      client: client('10.0.0.2'),
      server: client('::1'),
      serverName: 'b',
      version: 0x0304,
      cipherSuite: 5,
      outcome: 'incomplete',
      boundary: 'tcp',
      signature: 'a',
      group: 0x1d,
      alert: { from: 'client', level: 1, description: 0 },
    }),
    aConnection({
      id: 3,
      startNs: undefined,
      client: undefined,
      server: client('10.0.0.1'),
      serverName: undefined,
      version: undefined,
      cipherSuite: undefined,
      outcome: 'failed',
      boundary: 'finished',
      signature: 'a',
      messageCount: 9,
      group: undefined,
      alert: { from: 'server', level: 2, description: 40 },
    }),
  )
  const ordered = prepareConnectionOrder(index)
  expect(ordered(order, false, 0, 10)).toStrictEqual(ids)
  expect(ordered(order, true, 0, 10)).toStrictEqual([...ids].reverse())
  expect(ordered(order, false, 1, 1)).toStrictEqual(ids.slice(1, 2))
})

it('has those of one server by how they ended, and clients by their addresses alone', () => {
  const index = emptyCase()
  putConnections(
    index,
    aConnection({ id: 1, outcome: 'failed', client: { address: '10.0.0.1', port: 9 } }),
    aConnection({ id: 2, outcome: 'established', client: { address: '10.0.0.1', port: 10 } }),
    aConnection({ id: 3, outcome: 'failed', client: { address: '10.0.0.1', port: 8 } }),
  )
  const ordered = prepareConnectionOrder(index)
  expect(ordered('server', false, 0, 9)).toStrictEqual([2, 1, 3])
  expect(ordered('client', true, 0, 9)).toStrictEqual([3, 1, 2])
})

it('is answered by an index alone, whatever the order', () => {
  const index = emptyCase()
  const statements = preparedBy(index, () => prepareConnectionOrder(index))
  expect(statements).toHaveLength(28)
  for (const sql of statements) {
    const plan = queryPlan(index, sql, 1, 0)
    expect(plan).toMatch(/^SCAN connection USING COVERING INDEX connection_by_\w+$/)
  }
})

/** Connections with few different values and many that are missing, so that most have the same as others. */
const someConnections = fc
  .array(
    fc.record({
      startNs: fc.option(fc.bigInt({ min: -3n, max: 3n }), { nil: undefined }),
      endNs: fc.option(fc.bigInt({ min: -3n, max: 3n }), { nil: undefined }),
      client: fc.option(fc.constantFrom(client('10.0.0.1'), client('::1')), { nil: undefined }),
      server: fc.option(fc.constantFrom(client('10.0.0.1'), client('::1')), { nil: undefined }),
      serverName: fc.constantFrom(undefined, '', 'a', 'ä'),
      version: fc.constantFrom(undefined, 0, 0x0303),
      cipherSuite: fc.constantFrom(undefined, 5),
      group: fc.constantFrom(undefined, 0, 23),
      signature: fc.constantFrom('', 'C'),
      outcome: fc.constantFrom('established', 'incomplete', 'failed'),
      boundary: fc.constantFrom('tcp', 'finished'),
      messageCount: fc.constantFrom(0, 1),
      cause: fc.constantFrom(
        undefined,
        { id: 'expired', confidence: 'certain' },
        { id: 'no-common-cipher', confidence: 'likely' },
      ),
    }),
    { maxLength: 25 },
  )
  .map((all) => all.map((facts, at) => aConnection({ ...facts, id: at * 3 + 1 })))

it('goes on behind any connection as by counting, whatever the order', () => {
  fc.assert(
    fc.property(someConnections, fc.integer({ min: 1, max: 4 }), (connections, limit) => {
      const index = emptyCase()
      putConnections(index, ...connections)
      const ordered = prepareConnectionOrder(index)
      for (const order of CONNECTION_ORDERS)
        for (const descending of [false, true]) {
          const after = prepareConnectionsAfter(index, order, descending)
          const all = ordered(order, descending, 0, 100)
          for (const [at, id] of all.entries())
            expect(after(id, limit), `${order} behind ${id}`).toStrictEqual(all.slice(at + 1, at + 1 + limit))
        }
    }),
    { numRuns: 15 },
  )
})

it('says when the connection is no more', () => {
  const index = emptyCase()
  putConnections(index, aConnection({ id: 1 }))
  expect(prepareConnectionsAfter(index, 'start', false)(2, 9)).toBeUndefined()
})

/** SQLite knows that nothing is NULL there, or that all is not. */
const NEVER_NULL = /(outcome|boundary|signature|message_count) IS (NOT )?NULL|\) IS NOT NULL/

it('goes to a place by an index alone, sorting nothing', () => {
  const index = emptyCase()
  for (const order of CONNECTION_ORDERS)
    for (const descending of [false, true]) {
      const statements = preparedBy(index, () => prepareConnectionsAfter(index, order, descending))
      for (const sql of statements) {
        const plan = queryPlan(index, sql, ...Array.from({ length: sql.split('?').length - 1 }, () => 1))
        if (sql.includes('AS value')) expect(plan).toContain('USING INTEGER PRIMARY KEY')
        else if (!NEVER_NULL.test(sql))
          expect(plan, sql).toMatch(/^SEARCH connection USING COVERING INDEX connection_by_\w+ \([^)]*\)$/)
      }
    }
})
