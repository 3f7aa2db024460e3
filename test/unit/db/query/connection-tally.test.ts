import { expect, it } from 'vitest'
import { prepareConnectionTally } from '../../../../db/query/connection-tally.ts'
import { aConnection, emptyCase, preparedBy, putConnections, queryPlan } from '../../../support/case-fixture.ts'

it('counts what is alike in a range of ids, the end left out', () => {
  const index = emptyCase()
  const failed = { outcome: 'failed', boundary: 'client_hello', version: undefined, cipherSuite: undefined } as const
  const alert = { from: 'server', level: 2, description: 40 } as const
  putConnections(
    index,
    aConnection({ id: 1, startNs: 100n }),
    aConnection({ id: 2, startNs: 250n }),
    aConnection({
      id: 3,
      startNs: undefined,
      cause: { id: 'no-common-cipher', confidence: 'likely' },
      ...failed,
      group: undefined,
      alert,
    }),
    aConnection({ id: 4, startNs: 2n ** 62n, server: undefined }),
  )
  const tally = prepareConnectionTally(index, [])
  const none = { alertFrom: undefined, alertDescription: undefined }
  const settled = { outcome: 'established', boundary: 'application', version: 0x0303, cipherSuite: 0xc02b, group: 23 }
  expect(tally.kinds(1, 4)).toStrictEqual([
    { ...settled, ...none, count: 2 },
    { ...failed, group: undefined, alertFrom: 'server', alertDescription: 40, count: 1 },
  ])
  const server = { address: '10.1.1.2', port: 2023 }
  expect(tally.servers(1, 9)).toStrictEqual([
    { address: undefined, port: undefined, outcome: 'established', count: 1 },
    { ...server, outcome: 'established', count: 2 },
    { ...server, outcome: 'failed', count: 1 },
  ])
  expect(tally.causes(1, 9)).toStrictEqual([{ cause: 'no-common-cipher', confidence: 'likely', count: 1 }])
  expect(tally.span(1, 9)).toStrictEqual({ first: 100n, last: 2n ** 62n, undated: 1 })
  expect(tally.span(3, 4)).toStrictEqual({ first: undefined, last: undefined, undated: 1 })
  expect(tally.times(1, 4, 100n, 100n)).toStrictEqual([
    { bin: 0, outcome: 'established', count: 1 },
    { bin: 1, outcome: 'established', count: 1 },
  ])
})

it('counts what a filter leaves, by times too', () => {
  const index = emptyCase()
  putConnections(index, ...[1, 2, 3].map((id) => aConnection({ id, startNs: 86_400_000_000_000n + BigInt(id) })))
  const counted = (kind: 'after' | 'before' | 'afterTimeOfDay' | 'beforeTimeOfDay', timeNs: bigint): number =>
    prepareConnectionTally(index, [{ kind, timeNs, negated: false }])
      .kinds(0, 9)
      .reduce((sum, { count }) => sum + count, 0)
  expect(counted('after', 86_400_000_000_002n)).toBe(2)
  expect(counted('before', 86_400_000_000_002n)).toBe(1)
  expect(counted('afterTimeOfDay', 3n)).toBe(1)
  expect(counted('beforeTimeOfDay', 3n)).toBe(2)
})

it('is served by the primary key', () => {
  const index = emptyCase()
  const sql = preparedBy(index, () => prepareConnectionTally(index, []))
  expect(sql).toHaveLength(5)
  for (const one of sql)
    expect(queryPlan(index, one, ...Array.from({ length: one.split('?').length - 1 }, () => 1))).toContain(
      'SEARCH connection USING INTEGER PRIMARY KEY',
    )
})
