import type { Clocks } from './by-endpoints.ts'
import type { Groups } from './groups.ts'
import type { LegKey } from './leg-key.ts'

const SECOND_NS = 1_000_000_000n
/** A handle is an address, used again when the connection is gone: with set clocks, legs of one connection begin within this of each other. */
const NEAR_NS = 5n * SECOND_NS
/** Legs of one handle that are looked at: a busy server gives one to many connections a second. */
const MAX_SAME = 1_000

/**
 * Joins legs on the two ways a host tells of a connection, its System SSL trace and its AT-TLS log, by the handle that both print. Where a handle
 * stands for several connections, time has to tell them apart, and without set clocks nothing does: they stay apart.
 */
export function joinByHandle(legs: readonly LegKey[], groups: Groups, clocks: Clocks): void {
  const byHandle = new Map<string, LegKey[]>()
  for (const leg of legs) {
    if (leg.handle === undefined || leg.role === 'wire') continue
    const known = byHandle.get(leg.handle)
    if (known === undefined) byHandle.set(leg.handle, [leg])
    else if (known.length < MAX_SAME) known.push(leg)
  }
  for (const same of byHandle.values()) {
    for (const one of same) {
      const others = same.filter(
        (other) => other.source > one.source && groups.partner(one, other.source) === undefined,
      )
      for (const source of new Set(others.map((other) => other.source))) {
        const fitting = others.filter((other) => other.source === source && mayBe(one, other, clocks))
        const rivals = same.filter(
          (rival) => rival.source === one.source && fitting[0] && mayBe(rival, fitting[0], clocks),
        )
        if (fitting.length === 1 && rivals.length === 1 && fitting[0]) groups.join(one, fitting[0], 'connection-id')
      }
    }
  }
}

function mayBe(one: LegKey, other: LegKey, clocks: Clocks): boolean {
  const [clock, otherClock] = [clocks.get(one.source), clocks.get(other.source)]
  if (clock === undefined || otherClock === undefined || one.startNs === undefined || other.startNs === undefined)
    return true
  const distance = one.startNs + clock - (other.startNs + otherClock)
  return distance <= NEAR_NS && -distance <= NEAR_NS
}
