import type { TlsMessage } from '../tls/message.ts'
import { pairMessages } from './pair-messages.ts'
import { fuller } from './same-message.ts'

/** A message of a joined connection: from which source, and when on the clock of the first one. */
export interface SourcedMessage {
  readonly source: number
  readonly message: TlsMessage
  readonly timeNs: bigint | undefined
}

/** One leg's messages, ready to be merged. */
export function sourced(source: number, messages: readonly TlsMessage[]): SourcedMessage[] {
  return messages.map((message) => ({ source, message, timeNs: message.timeNs }))
}

/**
 * Puts two legs of one connection into one order. A message that both show is there once: the first leg's view, unless the other's
 * shows more of it. What the first leg does not show is set in between its neighbours that it does, by time where that leaves a choice.
 * `offsetNs` is added to the times of `other` (see clockOffset). Give the capture as `one`: its order is the wire's.
 */
export function mergeMessages(
  one: readonly SourcedMessage[],
  other: readonly SourcedMessage[],
  offsetNs: bigint,
): SourcedMessage[] {
  const moved = other.map((item) => ({
    ...item,
    timeNs: item.timeNs === undefined ? undefined : item.timeNs + offsetNs,
  }))
  const pairs = pairMessages(
    one.map(({ message }) => message),
    moved.map(({ message }) => message),
  )
  const partnerOf = new Map(pairs.map(([first, second]) => [second, first]))
  const kept: SourcedMessage[] = [...one]
  /** What goes before each position of `one`; the last list goes behind all. */
  const before: SourcedMessage[][] = Array.from({ length: one.length + 1 }, () => [])
  let low = 0
  moved.forEach((item, second) => {
    const first = partnerOf.get(second)
    const partner = first === undefined ? undefined : one[first]
    if (first !== undefined && partner !== undefined) {
      if (fuller(partner.message, item.message) === 'other')
        kept[first] = { ...item, timeNs: partner.timeNs ?? item.timeNs }
      low = Math.max(low, first + 1)
      return
    }
    low = placeOf(item, one, low, upperEnd(partnerOf, second, moved.length, low, one.length))
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
