import { hostSightings, quickestAnswer } from './host-sighting.ts'
import { pairMessages } from './pair-messages.ts'
import type { SeenLeg, SeenTwice } from './seen-leg.ts'

export interface ClockOffset {
  /** Nanoseconds to add to the other source's times to have them on the first one's clock. */
  readonly offsetNs: bigint
  /** How far the truth may be from it, as far as what was seen tells. */
  readonly spreadNs: bigint
}

/** As many differences as an estimate is better for. */
const MAX_DIFFERENCES = 10_000
/** Differences further from the median than this come from things that were taken for each other. */
const MAX_DEVIATION_NS = 1_000_000_000n

/**
 * The distance of two sources' clocks, by all that both saw. A host traces what it receives after the wire has it, and what it sends before: of
 * a capture and a host the truth lies between the two, no further from what was received than half the host's quickest answer on the wire. Of
 * sources of one kind it is the median. Undefined: nothing was seen twice.
 */
export function clockOffset(connections: Iterable<SeenTwice>): ClockOffset | undefined {
  /** How much later the host has things than the wire. */
  const received: bigint[] = []
  const sent: bigint[] = []
  const plain: bigint[] = []
  let answerNs: bigint | undefined
  let sign = 1n
  for (const { one, other } of connections) {
    if ((one.role === 'wire') !== (other.role === 'wire')) {
      const [wire, host] = one.role === 'wire' ? [one, other] : [other, one]
      sign = host === one ? 1n : -1n
      for (const { laterNs, way } of hostSightings(wire, host)) (way === 'received' ? received : sent).push(laterNs)
      const quickest = quickestAnswer(wire, host.role)
      if (quickest !== undefined && (answerNs === undefined || quickest < answerNs)) answerNs = quickest
    } else plain.push(...differences(one, other))
    if (received.length + sent.length + plain.length >= MAX_DIFFERENCES) break
  }
  if (received.length + sent.length > 0) {
    const { offsetNs, spreadNs } = between(received, sent, answerNs)
    return { offsetNs: sign * offsetNs, spreadNs }
  }
  if (plain.length === 0) return undefined
  const middle = median(plain)
  return { offsetNs: middle, spreadNs: plain.reduce((most, one) => larger(most, size(one - middle)), 0n) }
}

function differences(one: SeenLeg, other: SeenLeg): bigint[] {
  const found: bigint[] = []
  for (const [first, second] of pairMessages(one.messages, other.messages)) {
    const oneNs = one.messages[first]?.timeNs
    const otherNs = other.messages[second]?.timeNs
    if (oneNs !== undefined && otherNs !== undefined) found.push(oneNs - otherNs)
  }
  if (found.length === 0 && one.startNs !== undefined && other.startNs !== undefined)
    found.push(one.startNs - other.startNs)
  return found
}

/** `received` is at least the distance and `sent` at most; the way to the host and back takes no longer than `answerNs`. */
function between(received: readonly bigint[], sent: readonly bigint[], answerNs: bigint | undefined): ClockOffset {
  const middle = median([...received, ...sent])
  const sane = (all: readonly bigint[]): bigint[] => all.filter((one) => size(one - middle) <= MAX_DEVIATION_NS)
  const upper = sane(received).reduce<bigint | undefined>(
    (least, one) => (least === undefined || one < least ? one : least),
    undefined,
  )
  const lower = sane(sent).reduce<bigint | undefined>(
    (most, one) => (most === undefined || one > most ? one : most),
    undefined,
  )
  if (upper === undefined || lower === undefined) {
    const offsetNs = upper ?? lower ?? middle
    return { offsetNs, spreadNs: size(middle - offsetNs) }
  }
  // Clocks that jitter, or a listing out of order.
  if (upper < lower) return { offsetNs: middle, spreadNs: lower - upper }
  const half = (upper + lower) / 2n
  if (answerNs === undefined) return { offsetNs: half, spreadNs: (upper - lower) / 2n }
  // A host waits for what it receives; what it sends it may have traced long before.
  const offsetNs = larger(half, upper - answerNs / 2n)
  return { offsetNs, spreadNs: larger(upper - offsetNs, offsetNs - lower) }
}

function median(all: readonly bigint[]): bigint {
  const sorted = [...all].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
  return sorted[sorted.length >> 1] ?? 0n
}

function size(value: bigint): bigint {
  return value < 0n ? -value : value
}

function larger(one: bigint, other: bigint): bigint {
  return one > other ? one : other
}
