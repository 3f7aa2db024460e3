import type { ApartList } from './apart.ts'
import { type Clocks, distance } from './clocks.ts'
import type { Groups } from './groups.ts'
import { endText, isDated, isSameEnd, type LegKey } from './leg-key.ts'
import { pairAlike } from './pair-alike.ts'
import { inTime } from './time-index.ts'

const SECOND_NS = 1_000_000_000n
/** A client's port comes round again after some time: with set clocks, legs of one connection begin within this of each other. */
const NEAR_NS = 30n * SECOND_NS
/** Clocks that nothing has set yet differ by their zones at most; a listing without a date by anything. */
const ZONES_NS = 15n * 3_600n * SECOND_NS
/** Connections of one client port, and how regular the times between them must be to pair them in their order. */
const SAME_RHYTHM_NS = SECOND_NS

/**
 * Joins legs of different sources with the same client address and port. The server's end counts where both show it: a host trace names
 * its partner only, and a client's port is one connection's alone at a time. Ports that come again are told apart by time.
 */
export function joinByEndpoints(legs: readonly LegKey[], groups: Groups, clocks: Clocks, apart: ApartList): void {
  const byClient = new Map<string, LegKey[]>()
  for (const leg of legs) {
    if (leg.client === undefined) continue
    const end = endText(leg.client)
    const known = byClient.get(end)
    if (known === undefined) byClient.set(end, [leg])
    else known.push(leg)
  }
  for (const same of byClient.values()) {
    if (same.length < 2) continue
    const bySource = [...Map.groupBy(same, ({ source }) => source)]
    bySource.forEach(([one, ones], at) => {
      for (const [other, others] of bySource.slice(at + 1)) {
        const free = (own: readonly LegKey[], elsewhere: number): LegKey[] =>
          own.filter((leg) => groups.partner(leg, elsewhere) === undefined)
        pair(free(ones, other), free(others, one), distance(clocks, one, other), groups, apart)
      }
    })
  }
}

function pair(
  ones: readonly LegKey[],
  others: readonly LegKey[],
  shiftNs: bigint | undefined,
  groups: Groups,
  apart: ApartList,
): void {
  if (ones.length === 0 || others.length === 0) return
  if (shiftNs === undefined && ones.length === others.length && ones.length > 1) {
    const [first, second] = [inTime(ones), inTime(others)]
    if (first.length === ones.length && second.length === ones.length && isSameRhythm(first, second)) {
      first.forEach((leg, at) => {
        const other = second[at]
        if (other && isInZones(leg, other) && isSameServer(leg, other)) groups.join(leg, other, 'four-tuple')
      })
      return
    }
  }
  pairAlike(
    ones,
    others,
    {
      joinedBy: 'four-tuple',
      shiftNs,
      withinNs: NEAR_NS,
      fits: (one, other) => isSameServer(one, other) && (shiftNs !== undefined || isInZones(one, other)),
    },
    groups,
    apart,
  )
}

function isSameServer(one: LegKey, other: LegKey): boolean {
  return one.server === undefined || other.server === undefined || isSameEnd(one.server, other.server)
}

/** Whether two times whose clocks nothing has set may be the same. */
function isInZones({ startNs: one }: LegKey, { startNs: other }: LegKey): boolean {
  if (one === undefined || other === undefined || !isDated(one) || !isDated(other)) return true
  return one - other <= ZONES_NS && other - one <= ZONES_NS
}

/** Whether the pauses between connections are the same in both, so that their order tells which is which. */
function isSameRhythm(ones: readonly { startNs: bigint }[], others: readonly { startNs: bigint }[]): boolean {
  return ones.every((one, at) => {
    const before = ones[at - 1]
    const other = others[at]
    const otherBefore = others[at - 1]
    if (before === undefined || otherBefore === undefined || other === undefined) return at === 0
    const drift = one.startNs - before.startNs - (other.startNs - otherBefore.startNs)
    return drift <= SAME_RHYTHM_NS && -drift <= SAME_RHYTHM_NS
  })
}
