import type { TlsMessage, Visibility } from '../tls/message.ts'
import { pairMessages } from './pair-messages.ts'
import { fuller } from './same-message.ts'

/** Where a message of a connection was seen. */
export interface Sighting {
  readonly source: number
  /** On the clock of the case's reference source. */
  readonly timeNs: bigint | undefined
  readonly frame: number | undefined
  readonly line: number | undefined
  readonly visibility: Visibility
  readonly complete: boolean
}

/** A message of a joined connection: as the source shows it that shows most, and when on the clock of the reference source. */
export interface SourcedMessage {
  readonly source: number
  readonly message: TlsMessage
  readonly timeNs: bigint | undefined
  /** All of them, captures first. */
  readonly sightings: readonly Sighting[]
}

/** Sightings kept of one message; a case has as many sources at most. */
const MAX_SIGHTINGS = 100

/** One leg's messages, ready to be merged. `offsetNs` is added to their times. */
export function sourced(source: number, messages: readonly TlsMessage[], offsetNs = 0n): SourcedMessage[] {
  return messages.map((message) => {
    const timeNs = message.timeNs === undefined ? undefined : message.timeNs + offsetNs
    const { frame, line, visibility, complete } = message
    return { source, message, timeNs, sightings: [{ source, timeNs, frame, line, visibility, complete }] }
  })
}

/**
 * Puts two legs of one connection into one order. A message that both show is there once: the first leg's view, unless the other's
 * shows more of it, at the time of the first. What the first leg does not show is set in between its neighbours that it does, by time where that
 * leaves a choice. Give the capture as `one`: its order is the wire's.
 */
export function mergeMessages(one: readonly SourcedMessage[], other: readonly SourcedMessage[]): SourcedMessage[] {
  const pairs = pairMessages(
    one.map(({ message }) => message),
    other.map(({ message }) => message),
  )
  const partnerOf = new Map(pairs.map(([first, second]) => [second, first]))
  const kept: SourcedMessage[] = [...one]
  /** What goes before each position of `one`; the last list goes behind all. */
  const before: SourcedMessage[][] = Array.from({ length: one.length + 1 }, () => [])
  let low = 0
  other.forEach((item, second) => {
    const first = partnerOf.get(second)
    const partner = first === undefined ? undefined : one[first]
    if (first !== undefined && partner !== undefined) {
      const shown = fuller(partner.message, item.message) === 'other' ? item : partner
      kept[first] = {
        ...shown,
        timeNs: partner.timeNs ?? item.timeNs,
        sightings: [...partner.sightings, ...item.sightings].slice(0, MAX_SIGHTINGS),
      }
      low = Math.max(low, first + 1)
      return
    }
    low = placeOf(item, one, low, upperEnd(partnerOf, second, other.length, low, one.length))
    before[low]?.push(item)
  })
  return [...kept.flatMap((item, at) => [...(before[at] ?? []), item]), ...(before[one.length] ?? [])]
}

/** The partner of the next message that has one: what stands before that message belongs before its partner. */
function upperEnd(
  partnerOf: ReadonlyMap<number, number>,
  from: number,
  count: number,
  low: number,
  length: number,
): number {
  for (let second = from + 1; second < count; second++) {
    const first = partnerOf.get(second)
    if (first !== undefined && first >= low) return first
  }
  return length
}

/** The first position from `low` to `high` whose message is later. */
function placeOf(item: SourcedMessage, one: readonly SourcedMessage[], low: number, high: number): number {
  const { timeNs } = item
  if (timeNs === undefined) return low
  let at = low
  while (at < high) {
    const there = one[at]?.timeNs
    if (there !== undefined && there > timeNs) break
    at++
  }
  return at
}
