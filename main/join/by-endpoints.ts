import type { Groups } from './groups.ts'
import { endText, type LegKey } from './leg-key.ts'

const SECOND_NS = 1_000_000_000n
/** A client's port comes round again after some time: with set clocks, legs of one connection begin within this of each other. */
const NEAR_NS = 30n * SECOND_NS
/** Clocks that nothing has set yet differ by their zones at most; a listing without a date by anything. */
const ZONES_NS = 15n * 3_600n * SECOND_NS
/** Connections of one client port, and how regular the times between them must be to pair them in their order. */
const SAME_RHYTHM_NS = SECOND_NS
/** Times before this have no date: days of a listing without a date line count from 0. */
const UNDATED_BEFORE_NS = 366n * 86_400n * SECOND_NS

/** Nanoseconds to add to a source's times; undefined while that is not known. */
export type Clocks = ReadonlyMap<number, bigint>

/**
 * Joins legs of different sources with the same client address and port. The server's end counts where both show it: a host trace names
 * its partner only, and a client's port is one connection's alone at a time. Ports that come again are told apart by time.
 */
export function joinByEndpoints(legs: readonly LegKey[], groups: Groups, clocks: Clocks): void {
  const byClient = new Map<string, LegKey[]>()
  for (const leg of legs) {
    if (leg.client === undefined) continue
    const end = endText(leg.client)
    const known = byClient.get(end)
    if (known === undefined) byClient.set(end, [leg])
    else known.push(leg)
  }
  for (const same of byClient.values()) {
    const sources = [...new Set(same.map(({ source }) => source))].sort((a, b) => a - b)
    sources.forEach((one, at) => {
      for (const other of sources.slice(at + 1)) {
        const free = (source: number, elsewhere: number): LegKey[] =>
          same.filter((leg) => leg.source === source && groups.partner(leg, elsewhere) === undefined)
        pair(free(one, other), free(other, one), groups, clocks)
      }
    })
  }
}

function pair(ones: readonly LegKey[], others: readonly LegKey[], groups: Groups, clocks: Clocks): void {
  const [one] = ones
  const [other] = others
  if (one === undefined || other === undefined) return
  const oneClock = clocks.get(one.source)
  const otherClock = clocks.get(other.source)
  if (oneClock === undefined || otherClock === undefined) {
    if (ones.length === others.length && isSameRhythm(ones, others)) {
      ones.forEach((leg, at) => joinPair(leg, others[at], ZONES_NS, 0n, groups))
    }
    return
  }
  for (const leg of ones) {
    const near = others.filter((candidate) => isNear(leg, candidate, NEAR_NS, otherClock - oneClock))
    if (near.length === 1) joinPair(leg, near[0], NEAR_NS, otherClock - oneClock, groups)
  }
}

function joinPair(one: LegKey, other: LegKey | undefined, within: bigint, shift: bigint, groups: Groups): void {
  if (other === undefined || !isNear(one, other, within, shift)) return
  if (one.server && other.server && endText(one.server) !== endText(other.server)) return
  groups.join(one, other, 'four-tuple')
}

function isNear(one: LegKey, other: LegKey, within: bigint, shift: bigint): boolean {
  if (one.startNs === undefined || other.startNs === undefined) return true
  if (shift === 0n && (one.startNs < UNDATED_BEFORE_NS || other.startNs < UNDATED_BEFORE_NS)) return true
  const distance = other.startNs + shift - one.startNs
  return distance <= within && -distance <= within
}

function isSameRhythm(ones: readonly LegKey[], others: readonly LegKey[]): boolean {
  return ones.every((one, at) => {
    const before = ones[at - 1]
    const other = others[at]
    const otherBefore = others[at - 1]
    if (before?.startNs === undefined || otherBefore?.startNs === undefined) return at === 0
    if (one.startNs === undefined || other?.startNs === undefined) return false
    const drift = one.startNs - before.startNs - (other.startNs - otherBefore.startNs)
    return drift <= SAME_RHYTHM_NS && -drift <= SAME_RHYTHM_NS
  })
}
