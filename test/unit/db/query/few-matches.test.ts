import { expect, it } from 'vitest'
import type { HELD } from '../../../../db/query/connection-filter.ts'
import { type FilterTerm } from '../../../../db/query/connection-filter.ts'
import { prepareConnectionMatch } from '../../../../db/query/connection-match.ts'
import { fewMatches } from '../../../../db/query/few-matches.ts'
import { dropConnectionIndexes } from '../../../../db/connection-indexes.ts'
import {
  aConnection,
  aLeg,
  emptyCase,
  preparedBy,
  putConnections,
  putLegs,
  queryPlan,
} from '../../../support/case-fixture.ts'

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

it('knows those with a port on either side', () => {
  const index = emptyCase()
  putConnections(
    index,
    aConnection({ id: 1, client: { address: '10.1.0.2', port: 50_001 } }),
    aConnection({ id: 2, server: { address: '10.1.1.2', port: 992 } }),
    aConnection({ id: 3, client: { address: '10.1.0.2', port: 992 } }),
    aConnection({ id: 4, server: undefined, client: { address: '10.1.0.2', port: 992 } }),
    ...Array.from({ length: MANY }, (_, i) => aConnection({ id: i + 5 })),
  )
  const port = (number: number): FilterTerm => ({ kind: 'port', port: number, negated: false })
  expect(fewMatches(index, [port(992)])).toStrictEqual([2, 3, 4])
  expect(fewMatches(index, [port(50_001)])).toStrictEqual([1])
  expect(fewMatches(index, [port(1)])).toStrictEqual([])
  expect(fewMatches(index, [port(2023)])).toBeUndefined()
  expect(prepareConnectionMatch(index, [port(992)]).ids(0, 9)).toStrictEqual([2, 3, 4])
})

it('knows those with a client port, however many server ports there are', () => {
  const index = emptyCase()
  const at = (port: number) => ({ address: '10.1.0.2', port })
  putConnections(
    index,
    ...Array.from({ length: MANY + 10 }, (_, i) => aConnection({ id: i + 1, client: at(20_000 + i), server: at(i) })),
  )
  for (const i of [0, 3, 4_999, 5_000, 5_009])
    expect(fewMatches(index, [{ kind: 'port', port: 20_000 + i, negated: false }])).toStrictEqual([i + 1])
})

it('knows those of a job, however many jobs there are', () => {
  const index = emptyCase()
  const job = (pattern: string): FilterTerm => ({ kind: 'job', pattern, negated: false })
  expect(fewMatches(index, [job('any')])).toStrictEqual([])
  putLegs(index, aLeg(), aLeg({ job: 'TN3270' }), ...Array.from({ length: MANY }, () => aLeg({ job: 'CICSPRD' })))
  expect(fewMatches(index, [job('tn32*')])).toStrictEqual([2])
  expect(fewMatches(index, [job('cics')])).toBeUndefined()

  const several = emptyCase()
  putLegs(several, ...Array.from({ length: MANY + 10 }, (_, i) => aLeg({ job: `JOB${String(i).padStart(5, '0')}` })))
  expect(fewMatches(several, [job('JOB00003')])).toStrictEqual([4])
  expect(fewMatches(several, [job('JOB05009')])).toStrictEqual([5_010])
  expect(fewMatches(several, [job('job')])).toBeUndefined()
})

it('knows those of a time of the day on each day of a case that is not too long', () => {
  const hour = 3_600_000_000_000n
  const index = emptyCase()
  const after: FilterTerm = { kind: 'afterTimeOfDay', timeNs: 22n * hour, negated: false }
  const before: FilterTerm = { kind: 'beforeTimeOfDay', timeNs: 2n * hour, negated: false }
  expect(fewMatches(index, [after])).toStrictEqual([])
  putConnections(
    index,
    ...Array.from({ length: 24 * 3 }, (_, i) => aConnection({ id: i + 1, startNs: BigInt(i) * hour + 5n })),
    aConnection({ id: 100, startNs: undefined }),
  )
  expect(fewMatches(index, [after])).toStrictEqual([23, 24, 47, 48, 71, 72])
  expect(fewMatches(index, [before])).toStrictEqual([1, 2, 25, 26, 49, 50])
  expect(prepareConnectionMatch(index, [after]).ids(0, 200)).toStrictEqual([23, 24, 47, 48, 71, 72])

  for (const startNs of [-5n, 401n * 24n * hour]) {
    const long = emptyCase()
    putConnections(
      long,
      aConnection({ id: 1, startNs }),
      ...Array.from({ length: MANY }, (_, i) => aConnection({ id: i + 2, startNs: 12n * hour })),
    )
    expect(fewMatches(long, [after])).toBeUndefined()
    expect(fewMatches(long, [before])).toBeUndefined()
  }
})

it('knows those that have what only few have', () => {
  const index = emptyCase()
  putConnections(
    index,
    aConnection({ id: 1, sources: [1, 2] }),
    aConnection({ id: 2, resumption: 'ticket' }),
    aConnection({ id: 3, alert: { from: 'server', level: 2, description: 40 } }),
    ...Array.from({ length: MANY }, (_, i) => aConnection({ id: i + 4 })),
  )
  const has = (what: (typeof HELD)[number]): FilterTerm => ({ kind: 'has', what, negated: false })
  expect(fewMatches(index, [has('several-sources')])).toStrictEqual([1])
  expect(fewMatches(index, [has('resumption')])).toStrictEqual([2])
  expect(fewMatches(index, [has('alert')])).toStrictEqual([3])
  expect(fewMatches(index, [has('findings')])).toStrictEqual([])
  expect(fewMatches(index, [has('sni')])).toBeUndefined()
  expect(fewMatches(index, [has('notes')])).toBeUndefined()
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
    { kind: 'port', port: 1, negated: false },
    { kind: 'job', pattern: 'a', negated: false },
    { kind: 'has', what: 'findings', negated: false },
    { kind: 'has', what: 'alert', negated: false },
    { kind: 'has', what: 'sni', negated: false },
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

  // These go through an index that has only what they ask for.
  for (const [term, served] of [
    [{ kind: 'has', what: 'several-sources', negated: false }, 'connection_of_several_sources'],
    [{ kind: 'has', what: 'resumption', negated: false }, 'connection_with_resumption'],
    [{ kind: 'afterTimeOfDay', timeNs: 1n, negated: false }, 'connection_by_start'],
  ] as const) {
    const sql = preparedBy(index, () => fewMatches(index, [term])).at(-1) ?? ''
    const plan = queryPlan(index, sql, { value: 1, most: 1 })
    expect(plan, sql).toContain(served)
    expect(plan, sql).not.toMatch(/SCAN connection(?! USING COVERING INDEX| USING INDEX connection_(of|with)_)/)
  }
})
