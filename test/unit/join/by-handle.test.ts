import { describe, expect, it } from 'vitest'
import { ApartList } from '../../../main/join/apart.ts'
import { joinByHandle } from '../../../main/join/by-handle.ts'
import { Groups } from '../../../main/join/groups.ts'
import type { LegKey } from '../../../main/join/leg-key.ts'
import { setClocks } from '../../support/set-clocks.ts'

const SECOND = 1_000_000_000n
const leg = (
  id: number,
  source: number,
  handle: string | undefined,
  startNs?: bigint,
  role: LegKey['role'] = 'server',
): LegKey => ({
  id,
  source,
  role,
  clientRandom: undefined,
  client: undefined,
  server: undefined,
  handle,
  startNs,
  messageCount: 0,
})
function joined(legs: readonly LegKey[], clocks = new Map<number, bigint>()): number[][] {
  const groups = new Groups()
  joinByHandle(legs, groups, setClocks(clocks), new ApartList())
  for (const join of groups.joins()) for (const { joinedBy } of join.legs) expect(joinedBy).toBe('connection-id')
  return groups.joins().map((join) => join.legs.map(({ id }) => id))
}
const SET = new Map([
  [1, 0n],
  [2, -3_600n * SECOND],
])

describe('by the handle of System SSL', () => {
  it('joins a trace with a log', () => {
    expect(joined([leg(1, 1, '2BEC6598'), leg(2, 2, '2BEC6598'), leg(3, 2, '2BEC6599'), leg(4, 1, undefined)])).toEqual(
      [[1, 2]],
    )
  })

  it('tells a handle that is used again apart by time, as soon as clocks are set', () => {
    const legs = [1n, 100n].flatMap((at, i) => [
      leg(10 + i, 1, 'A0', at * SECOND),
      leg(20 + i, 2, 'A0', (at + 3_600n) * SECOND),
    ])
    expect(joined(legs, SET)).toEqual([
      [10, 20],
      [11, 21],
    ])
    expect(joined(legs)).toEqual([])
  })

  it('joins nothing where two fit as well, and no leg of the wire', () => {
    expect(
      joined([leg(1, 1, 'A0', SECOND), leg(2, 1, 'A0', 2n * SECOND), leg(3, 2, 'A0', 3_602n * SECOND)], SET),
    ).toEqual([])
    expect(joined([leg(1, 1, 'A0', 0n, 'wire'), leg(2, 2, 'A0', 0n)])).toEqual([])
  })

  it('stays quick with one handle for a hundred thousand legs', () => {
    const legs = Array.from({ length: 100_000 }, (_, i) => leg(i, 1 + (i % 2), 'A0', BigInt(i) * SECOND))
    const began = performance.now()
    joined(legs, SET)
    expect(performance.now() - began).toBeLessThan(5_000)
  })
})
