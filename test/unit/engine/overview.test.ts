import { describe, expect, it } from 'vitest'
import { overviewOf } from '../../../main/engine/overview.ts'
import { Overview } from '../../../preload/contract/overview.ts'
import { aConnection, emptyCase, putConnections } from '../../support/case-fixture.ts'

describe('the overview', () => {
  it('counts outcomes, endings, servers and what was used, the most frequent first', async () => {
    const index = emptyCase()
    const failed = { outcome: 'failed', boundary: 'client_hello', version: undefined } as const
    putConnections(
      index,
      ...[1, 2, 3].map((id) => aConnection({ id, startNs: BigInt(id) * 1_000_000_000n })),
      ...[4, 5].map((id) =>
        aConnection({
          id,
          ...failed,
          server: { address: '::1', port: 21 },
          alert: { from: 'server', level: 2, description: 40 },
        }),
      ),
      aConnection({
        id: 6,
        ...failed,
        boundary: 'tcp',
        startNs: undefined,
        cause: { id: 'unexplained', confidence: 'possible' },
      }),
    )
    const overview = await overviewOf(index, [], undefined)
    expect(Overview.parse(overview)).toEqual(overview)
    expect(overview.outcomes).toEqual({ established: 3, incomplete: 0, failed: 3 })
    expect(overview.causes).toEqual([{ cause: 'unexplained', certain: 0, likely: 0, possible: 1 }])
    expect(overview.endings).toEqual([
      { boundary: 'client_hello', alert: { from: 'server', description: 40, name: 'handshake_failure' }, count: 2 },
      { boundary: 'tcp', alert: null, count: 1 },
    ])
    expect(overview.servers.map(({ server, failed }) => [server?.address, failed])).toEqual([
      ['::1', 2],
      ['10.1.1.2', 1],
    ])
    expect(overview.versions.map(({ code, established }) => [code.name, established])).toEqual([['TLS 1.2', 3]])
    expect(overview.time.undated).toBe(1)
    expect(overview.time.bins.reduce((sum, { established, failed }) => sum + established + failed, 0)).toBe(5)
  })

  it('counts what a filter leaves', async () => {
    const index = emptyCase()
    putConnections(index, aConnection({ id: 1 }), aConnection({ id: 2, outcome: 'failed' }))
    const overview = await overviewOf(index, [{ kind: 'outcome', outcome: 'failed', negated: false }], undefined)
    expect([overview.total, overview.outcomes.failed]).toEqual([1, 1])
  })

  it('of nothing is empty, and is given up when nobody waits', async () => {
    expect(await overviewOf(emptyCase(), [], undefined)).toMatchObject({ total: 0, time: { startNs: null, bins: [] } })
    await expect(overviewOf(emptyCase(), [], AbortSignal.abort())).rejects.toThrow()
  })
})
