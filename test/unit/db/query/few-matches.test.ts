import { expect, it } from 'vitest'
import type { FilterTerm } from '../../../../db/query/connection-filter.ts'
import { prepareConnectionMatch } from '../../../../db/query/connection-match.ts'
import { fewMatches } from '../../../../db/query/few-matches.ts'
import { dropConnectionIndexes } from '../../../../db/connection-indexes.ts'
import { aConnection, emptyCase, preparedBy, putConnections, queryPlan } from '../../../support/case-fixture.ts'

const word = (text: string): FilterTerm => ({ kind: 'word', text, negated: false })
const MANY = 5_001

it('knows those that can match by how they are spelt, and those alone are looked at', () => {
  const index = emptyCase()
  putConnections(
    index,
    aConnection({ id: 1, client: { address: 'fe80::1', port: 9 } }),
    aConnection({ id: 2, client: { address: 'FE80:0::1', port: 9 } }),
    aConnection({ id: 3, server: { address: '10.7.7.7', port: 443 }, alpn: 'h2' }),
    ...Array.from({ length: MANY }, (_, i) => aConnection({ id: i + 4 })),
  )
  expect(fewMatches(index, [word('e80::')])).toStrictEqual([1, 2])
  expect(prepareConnectionMatch(index, [word('e80::')]).ids(0, 9)).toStrictEqual([1])
  expect(fewMatches(index, [word('10.7')])).toStrictEqual([3])
  expect(fewMatches(index, [word('H2')])).toStrictEqual([3])
  expect(fewMatches(index, [word('nowhere')])).toStrictEqual([])
  expect(fewMatches(index, [{ kind: 'server', prefix: '10.7.7.7:4', negated: false }])).toStrictEqual([3])
  expect(fewMatches(index, [{ kind: 'server', prefix: '10.7.7.7:5', negated: false }])).toStrictEqual([3])
  expect(prepareConnectionMatch(index, [{ kind: 'server', prefix: '10.7.7.7:5', negated: false }]).ids(0, 9)).toEqual(
    [],
  )
})

it('says nothing of what may match many, of what must not be, and without the indexes', () => {
  const index = emptyCase()
  putConnections(index, ...Array.from({ length: MANY }, (_, i) => aConnection({ id: i + 1 })))
  expect(fewMatches(index, [word('10.1')])).toBeUndefined()
  expect(fewMatches(index, [{ ...word('nowhere'), negated: true }])).toBeUndefined()
  expect(fewMatches(index, [{ kind: 'outcome', outcome: 'failed', negated: false }])).toBeUndefined()
  expect(fewMatches(index, [word('10.1'), word('nowhere')])).toStrictEqual([])

  const growing = emptyCase()
  expect(dropConnectionIndexes(growing.db)).toBe(true)
  putConnections(growing, aConnection({ id: 1 }))
  expect(fewMatches(growing, [word('nowhere')])).toBeUndefined()
})

it('looks at no spelling where there are too many', () => {
  const index = emptyCase()
  const insert = index.db.prepare('INSERT INTO spelling VALUES (2, ?, ?)')
  index.db.transaction(() => {
    for (let i = 0; i <= 100_000; i++) insert.run(`host${i}`, `host${i}`)
  })()
  expect(fewMatches(index, [word('nowhere')])).toBeUndefined()
  expect(fewMatches(index, [{ kind: 'messages', comparison: '>', count: 3, negated: false }])).toStrictEqual([])
})

it('is served by indexes', () => {
  const index = emptyCase()
  const terms: readonly FilterTerm[] = [
    word('a'),
    { kind: 'sni', pattern: 'a', negated: false },
    { kind: 'client', prefix: 'a', negated: false },
    { kind: 'server', prefix: 'a', negated: false },
    { kind: 'source', pattern: 'a', negated: false },
    { kind: 'after', timeNs: 1n, negated: false },
    { kind: 'before', timeNs: 1n, negated: false },
    ...(['<', '<=', '>=', '>'] as const).flatMap((comparison): FilterTerm[] => [
      { kind: 'version', comparison, code: 1, negated: false },
      { kind: 'messages', comparison, count: 1, negated: false },
      { kind: 'duration', comparison, ns: 1n, negated: false },
    ]),
  ]
  for (const term of terms) {
    const sql = preparedBy(index, () => fewMatches(index, [term])).at(-1) ?? ''
    const plan = queryPlan(index, sql, { value: 1, prefix: 'a', most: 1 })
    expect(plan, sql).toMatch(/SEARCH (connection|leg) USING/)
    expect(plan, sql).not.toMatch(/SCAN (connection|leg)/)
  }
})
