import type { ApartList } from './apart.ts'
import { type Clocks, distance } from './clocks.ts'
import { contradict, type Groups } from './groups.ts'
import { isSameEnd, type LegKey } from './leg-key.ts'
import { supposedOffset } from './supposed-offset.ts'
import { inTime, type Timed, TimeIndex } from './time-index.ts'

const SECOND_NS = 1_000_000_000n
/** A host begins to trace a connection as soon as it is there: with set clocks this is plenty. */
const WINDOW_NS = 2n * SECOND_NS
/** Of two candidates the nearer one is taken when it is so many times nearer. */
const CLEARLY = 5n
/** Closer than this, two are as near as each other. */
const BLUR_NS = 100_000n

/** Sizes of the records and messages that each side sent, as a capture shows them. */
export interface SentSizes {
  readonly client: readonly number[]
  readonly server: readonly number[]
}

/** What a leg shows beside its key, looked up only where times leave a choice. */
export interface Sizes {
  /** Of a host's leg: bytes of the records it read, in order. */
  readOf(leg: LegKey): readonly number[]
  /** Of a leg on the wire. */
  sentOf(leg: LegKey): SentSizes
}

/**
 * Joins a host's legs that show no random and no port of their client with those on the wire that began when they did, as long as there is
 * one candidate or one that is clearly nearest; the partner's address and the sizes of records that the host read must fit. Where several
 * fit as well, they stay apart. A host source without a set clock is tried with the shift that fits most of its legs (see supposedOffset).
 */
export function joinByTime(
  legs: readonly LegKey[],
  groups: Groups,
  clocks: Clocks,
  sizes: Sizes,
  apart: ApartList,
): void {
  const bySource = [...Map.groupBy(legs, ({ source }) => source)]
  const isWire = ([, own]: (typeof bySource)[number]): boolean => own[0]?.role === 'wire'
  const wires = bySource.filter(isWire)
  for (const [host, ofHost] of bySource.filter((one) => !isWire(one))) {
    for (const [wire, ofWire] of wires) {
      const traced = inTime(ofHost.filter((leg) => !leg.clientRandom && !groups.partner(leg, wire)))
      if (traced.length === 0) continue
      const captured = inTime(ofWire.filter((leg) => !groups.partner(leg, host)))
      const shift = distance(clocks, wire, host) ?? supposedOffset(traced, captured, mayBe)
      if (shift !== undefined) pairByTime(traced, captured, shift, groups, sizes, apart)
    }
  }
}

/** Whether what both show of the ends goes together. Which end of a host's leg the partner is, its trace may not say. */
function mayBe(traced: LegKey, captured: LegKey): boolean {
  if (contradict(traced, captured)) return false
  const isEnd = (end: LegKey['client']): boolean =>
    end === undefined ||
    (captured.client !== undefined && isSameEnd(captured.client, end)) ||
    (captured.server !== undefined && isSameEnd(captured.server, end))
  return isEnd(traced.client) && isEnd(traced.server)
}

function pairByTime(
  traced: readonly Timed[],
  captured: readonly Timed[],
  shift: bigint,
  groups: Groups,
  sizes: Sizes,
  apart: ApartList,
): void {
  const index = new TimeIndex(captured)
  const fitting = new Map<Timed, readonly LegKey[]>()
  const rivals = new Map<LegKey, Timed[]>()
  for (const leg of traced) {
    const at = leg.startNs + shift
    const found = nearest(
      leg,
      index.near(at, WINDOW_NS, (other) => mayBe(leg, other)),
      at,
      sizes,
    )
    fitting.set(leg, found)
    const [only] = found
    if (only === undefined || found.length > 1) continue
    const known = rivals.get(only)
    if (known) known.push(leg)
    else rivals.set(only, [leg])
  }
  for (const [leg, found] of fitting) {
    const [only] = found
    if (only === undefined) continue
    const alone = found.length === 1 && rivals.get(only)?.length === 1
    if (!alone || !groups.join(only, leg, 'time')) apart.add(leg, only.source, 'time', found)
  }
  for (const [wire, all] of rivals) if (all.length > 1 && all[0]) apart.add(wire, all[0].source, 'time', all)
}

/** The leg that is clearly nearest, or all that fit as well. */
function nearest(leg: Timed, near: readonly LegKey[], at: bigint, sizes: Sizes): readonly LegKey[] {
  if (near.length < 2) return near
  const [first] = sizes.readOf(leg)
  const fitting = first === undefined ? near : near.filter((one) => sent(first, sizes.sentOf(one)))
  const ordered = fitting
    .map((one) => {
      const startNs = one.startNs ?? at
      return { one, distance: startNs < at ? at - startNs : startNs - at }
    })
    .sort((a, b) => (a.distance < b.distance ? -1 : a.distance > b.distance ? 1 : 0))
  const [nearer, next] = ordered
  // Whole seconds tell nothing of what lies within them.
  const clear =
    nearer === undefined ||
    next === undefined ||
    (leg.startNs % SECOND_NS !== 0n && next.distance > (nearer.distance + BLUR_NS) * CLEARLY)
  return (clear ? ordered.slice(0, 1) : ordered).map(({ one }) => one)
}

/** A record of the size that the host read first is one that its partner sent. */
function sent(size: number, { client, server }: SentSizes): boolean {
  return client.includes(size) || server.includes(size)
}
