import type { Clocks } from './by-endpoints.ts'
import { contradict, type Groups } from './groups.ts'
import { endText, type LegKey } from './leg-key.ts'
import { supposedOffset } from './supposed-offset.ts'

const SECOND_NS = 1_000_000_000n
/** A host begins to trace a connection as soon as it is there: with set clocks this is plenty. */
export const WINDOW_NS = 2n * SECOND_NS
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
export function joinByTime(legs: readonly LegKey[], groups: Groups, clocks: Clocks, sizes: Sizes): void {
  const wires = [...new Set(legs.filter(({ role }) => role === 'wire').map(({ source }) => source))]
  const hosts = [...new Set(legs.filter(({ role }) => role !== 'wire').map(({ source }) => source))]
  for (const host of hosts) {
    for (const wire of wires) {
      const traced = inTime(legs, host).filter((leg) => !leg.clientRandom && !groups.partner(leg, wire))
      const captured = inTime(legs, wire).filter((leg) => !groups.partner(leg, host))
      const hostClock = clocks.get(host)
      const shift =
        hostClock === undefined ? supposedOffset(traced, captured, mayBe) : hostClock - (clocks.get(wire) ?? 0n)
      if (shift !== undefined) pairByTime(traced, captured, shift, groups, sizes)
    }
  }
}

interface Timed extends LegKey {
  readonly startNs: bigint
}

function inTime(legs: readonly LegKey[], source: number): Timed[] {
  return legs
    .filter((leg): leg is Timed => leg.source === source && leg.startNs !== undefined)
    .sort((one, other) => (one.startNs < other.startNs ? -1 : one.startNs > other.startNs ? 1 : 0))
}

/** Whether what both show of the ends goes together. Which end of a host's leg the partner is, its trace may not say. */
function mayBe(traced: LegKey, captured: LegKey): boolean {
  if (contradict(traced, captured)) return false
  const ends = [captured.client, captured.server].flatMap((end) => (end === undefined ? [] : [endText(end)]))
  return [traced.client, traced.server].every((end) => end === undefined || ends.includes(endText(end)))
}

function pairByTime(
  traced: readonly Timed[],
  captured: readonly Timed[],
  shift: bigint,
  groups: Groups,
  sizes: Sizes,
): void {
  const best = new Map<Timed, Timed>()
  const rivals = new Map<Timed, Timed[]>()
  let from = 0
  for (const leg of traced) {
    const at = leg.startNs + shift
    while (from < captured.length && (captured[from] as Timed).startNs < at - WINDOW_NS) from++
    const near: Timed[] = []
    for (let i = from; i < captured.length && (captured[i] as Timed).startNs <= at + WINDOW_NS; i++) {
      if (mayBe(leg, captured[i] as Timed)) near.push(captured[i] as Timed)
    }
    const chosen = nearest(leg, near, at, sizes)
    if (chosen === undefined) continue
    best.set(leg, chosen)
    rivals.set(chosen, [...(rivals.get(chosen) ?? []), leg])
  }
  for (const [leg, chosen] of best) if (rivals.get(chosen)?.length === 1) groups.join(chosen, leg, 'time')
}

function nearest(leg: Timed, near: readonly Timed[], at: bigint, sizes: Sizes): Timed | undefined {
  if (near.length < 2) return near[0]
  const fitting = near.filter((one) => fits(sizes.readOf(leg), sizes.sentOf(one)))
  const ordered = fitting
    .map((one) => ({ one, distance: one.startNs < at ? at - one.startNs : one.startNs - at }))
    .sort((a, b) => (a.distance < b.distance ? -1 : 1))
  const [first, second] = ordered
  if (first === undefined || second === undefined) return first?.one
  // Whole seconds tell nothing of what lies within them.
  if (leg.startNs % SECOND_NS === 0n) return undefined
  return second.distance > (first.distance + BLUR_NS) * CLEARLY ? first.one : undefined
}

/** The first record that the host read is one that its partner sent. */
function fits(read: readonly number[], { client, server }: SentSizes): boolean {
  const [first] = read
  return first === undefined || client.includes(first) || server.includes(first)
}
