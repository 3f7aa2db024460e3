import { expect, it } from 'vitest'
import type { FilterTerm } from '../../../../db/query/connection-filter.ts'
import {
  prepareConnectionMatch,
  prepareHighestConnection,
  prepareInOrder,
  prepareMatchInOrder,
} from '../../../../db/query/connection-match.ts'
import { aConnection, emptyCase, preparedBy, putConnections, queryPlan } from '../../../support/case-fixture.ts'

it('looks at a range of ids, the end left out, and all terms must hold', () => {
  const index = emptyCase()
  putConnections(index, ...[1, 2, 3, 4].map((id) => aConnection({ id, outcome: id === 2 ? 'established' : 'failed' })))
  const match = prepareConnectionMatch(index, [
    { kind: 'outcome', outcome: 'failed', negated: false },
    { kind: 'port', port: 992, negated: true },
  ])
  expect(match.ids(1, 4)).toStrictEqual([1, 3])
  expect(match.ids(4, 9)).toStrictEqual([4])
  expect(match.isFew).toBe(false)
  expect(prepareHighestConnection(index)()).toBe(4)
  expect(prepareHighestConnection(emptyCase())()).toBe(0)
})

it('is served by the primary key', () => {
  const index = emptyCase()
  const [sql = ''] = preparedBy(index, () => prepareConnectionMatch(index, [{ kind: 'port', port: 1, negated: true }]))
  expect(queryPlan(index, sql, 0, 9, 1, 9)).toContain('SEARCH connection USING INTEGER PRIMARY KEY')
  const [highest = ''] = preparedBy(index, () => prepareHighestConnection(index))
  expect(queryPlan(index, highest)).toContain('SEARCH connection')
})

it('goes through ids behind a value that is asked for, and past no index of a range of values', () => {
  const index = emptyCase()
  // More than are looked at one by one.
  putConnections(index, ...Array.from({ length: 5_001 }, (_, i) => aConnection({ id: i + 1, messageCount: 3 })))
  const plan = (...terms: FilterTerm[]): string => {
    const sql = preparedBy(index, () => prepareConnectionMatch(index, terms)).at(-1) ?? ''
    return queryPlan(index, sql, ...Array.from({ length: sql.split('?').length - 1 }, () => 1))
  }
  const term = <T extends object>(facts: T) => ({ ...facts, negated: false })
  expect(plan(term({ kind: 'outcome', outcome: 'failed' }))).toContain(
    'connection_by_outcome (outcome=? AND id>? AND id<?)',
  )
  expect(plan(term({ kind: 'cipher', codes: [5] }))).toContain(
    'connection_by_cipher_suite (cipher_suite=? AND id>? AND id<?)',
  )
  expect(plan(term({ kind: 'cause', causes: ['expired'] }))).toContain('(cause=? AND outcome=? AND id>? AND id<?)')
  for (const [comparison, than] of [
    ['<', 1],
    ['<=', 0],
    ['>=', 0],
    ['>', -1],
  ] as const) {
    const ranges: FilterTerm[] = [
      term({ kind: 'version', comparison, code: 0x0303 + than }),
      term({ kind: 'messages', comparison, count: 3 + than }),
      term({ kind: 'duration', comparison, ns: 876_543_211n + BigInt(than) }),
    ]
    for (const range of ranges)
      expect(plan(range)).toContain('SEARCH connection USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)')
  }
  expect(plan({ kind: 'outcome', outcome: 'failed', negated: true })).toContain('USING INTEGER PRIMARY KEY')
})

const failed: FilterTerm = { kind: 'outcome', outcome: 'failed', negated: false }

it('looks at some connections of an order, and has those that match in that order', () => {
  const index = emptyCase()
  putConnections(
    index,
    ...[1, 2, 3, 4, 5].map((id) =>
      aConnection({ id, startNs: BigInt(100 - id), outcome: id === 2 ? 'established' : 'failed' }),
    ),
  )
  expect(prepareMatchInOrder(index, [failed], 'start', false)(0, 4)).toStrictEqual([5, 4, 3])
  expect(prepareMatchInOrder(index, [failed], 'start', true)(1, 9)).toStrictEqual([3, 4, 5])
  expect(
    prepareMatchInOrder(index, [{ kind: 'has', what: 'notes', negated: true }], 'start', true)(0, 2),
  ).toStrictEqual([1, 2])
  expect(prepareInOrder(index, 'start', false)([1, 5, 3])).toStrictEqual([5, 3, 1])
})

it('walks through the index of the order', () => {
  const port: FilterTerm = { kind: 'port', port: 2023, negated: false }
  const index = emptyCase()
  const [sql = ''] = preparedBy(index, () => prepareMatchInOrder(index, [port], 'serverName', true))
  const plan = queryPlan(index, sql, 1, 1, 1)
  expect(plan).toContain('SCAN connection USING COVERING INDEX connection_by_server_name')
  expect(plan).toContain('SEARCH connection USING INTEGER PRIMARY KEY (rowid=?)')
  expect(plan).not.toContain('TEMP B-TREE')
  const [sorted = ''] = preparedBy(index, () => prepareInOrder(index, 'start', false))
  expect(queryPlan(index, sorted, '[]')).toContain('SEARCH connection USING INTEGER PRIMARY KEY (rowid=?)')
})
