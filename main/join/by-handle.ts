import type { ApartList } from './apart.ts'
import { type Clocks, distance } from './clocks.ts'
import type { Groups } from './groups.ts'
import type { LegKey } from './leg-key.ts'
import { pairAlike } from './pair-alike.ts'

/** A handle is an address, used again when the connection is gone: with set clocks, legs of one connection begin within this of each other. */
const NEAR_NS = 5_000_000_000n

/**
 * Joins legs on the two ways a host tells of a connection, its System SSL trace and its AT-TLS log, by the handle that both print. Where a handle
 * stands for several connections, time has to tell them apart, and without set clocks nothing does: they stay apart.
 */
export function joinByHandle(legs: readonly LegKey[], groups: Groups, clocks: Clocks, apart: ApartList): void {
  const byHandle = new Map<string, LegKey[]>()
  for (const leg of legs) {
    if (leg.handle === undefined || leg.role === 'wire') continue
    const known = byHandle.get(leg.handle)
    if (known === undefined) byHandle.set(leg.handle, [leg])
    else known.push(leg)
  }
  for (const same of byHandle.values()) {
    if (same.length < 2) continue
    const bySource = [...Map.groupBy(same, ({ source }) => source)]
    bySource.forEach(([one, ones], at) => {
      for (const [other, others] of bySource.slice(at + 1)) {
        const free = (own: readonly LegKey[], elsewhere: number): LegKey[] =>
          own.filter((leg) => groups.partner(leg, elsewhere) === undefined)
        pairAlike(
          free(ones, other),
          free(others, one),
          {
            joinedBy: 'connection-id',
            shiftNs: distance(clocks, one, other),
            withinNs: NEAR_NS,
            fits: () => true,
          },
          groups,
          apart,
        )
      }
    })
  }
}
