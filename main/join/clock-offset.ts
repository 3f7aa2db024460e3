import { agreement, sorted } from './agreement.ts'
import { granularityNs } from './granularity.ts'
import { type HostSighting, hostSightings, quickestAnswer } from './host-sighting.ts'
import { pairMessages } from './pair-messages.ts'
import type { SeenLeg, SeenTwice } from './seen-leg.ts'

export interface ClockOffset {
  /** Nanoseconds to add to the other source's times to have them on the first one's clock. */
  readonly offsetNs: bigint
  /** How far the truth may be from it, as far as what was seen tells; undefined where a single sighting tells nothing. */
  readonly spreadNs: bigint | undefined
}

/** As many sightings as an estimate is better for. */
const MAX_SIGHTINGS = 10_000
/** Differences with a longer step between them than this are no jitter: something was taken for something else, or a clock was put back. */
const MAX_STEP_NS = 1_000_000_000n
/** Of what was seen, the share that a spread must hold: what is beyond is taken for a mistake. */
const HELD = 0.9

/**
 * The distance of two sources' clocks, by all that both saw. A host traces what it receives after the wire has it, and what it sends before: of
 * a capture and a host, or of two hosts, the truth lies between the two, and of a capture no further from what was received than half the host's
 * quickest answer on the wire. Of sources of one kind it is the median. Undefined: nothing was seen twice.
 */
export function clockOffset(connections: Iterable<SeenTwice>): ClockOffset | undefined {
  const sightings: HostSighting[] = []
  const plain: { readonly one: bigint; readonly other: bigint }[] = []
  let answerNs: bigint | undefined
  let hostIsOne = false
  for (const { one, other } of connections) {
    if (one.role === other.role) plain.push(...seenByBoth(one, other))
    else {
      hostIsOne = isNearer(other, one)
      const [wire, host] = hostIsOne ? [other, one] : [one, other]
      sightings.push(...hostSightings(wire, host))
      const quickest = wire.role === 'wire' ? quickestAnswer(wire, host.role) : undefined
      if (quickest !== undefined && (answerNs === undefined || quickest < answerNs)) answerNs = quickest
    }
    if (sightings.length + plain.length >= MAX_SIGHTINGS) break
  }
  if (sightings.length > 0) {
    const { offsetNs, spreadNs } = hostLateness(sightings, answerNs)
    return { offsetNs: hostIsOne ? offsetNs : -offsetNs, spreadNs }
  }
  return plain.length > 0 ? median(plain) : undefined
}

/** Whether `one` takes the place of the wire beside `other`: it is the wire, or the client's trace beside the server's. */
function isNearer(one: SeenLeg, other: SeenLeg): boolean {
  return one.role === 'wire' || (one.role === 'client' && other.role === 'server')
}

function seenByBoth(one: SeenLeg, other: SeenLeg): { readonly one: bigint; readonly other: bigint }[] {
  const found: { readonly one: bigint; readonly other: bigint }[] = []
  const add = (first: bigint | undefined, second: bigint | undefined): void => {
    if (first !== undefined && second !== undefined) found.push({ one: first, other: second })
  }
  for (const [first, second] of pairMessages(one.messages, other.messages))
    add(one.messages[first]?.timeNs, other.messages[second]?.timeNs)
  if (found.length === 0) add(one.startNs, other.startNs)
  return found
}

function median(seen: readonly { readonly one: bigint; readonly other: bigint }[]): ClockOffset {
  const differences = sorted(seen.map(({ one, other }) => one - other))
  const held = largestCluster(differences)
  const [first, second] = [granularityNs(seen.map(({ one }) => one)), granularityNs(seen.map(({ other }) => other))]
  // What is cut off is half a step on average.
  const offsetNs = (held[held.length >> 1] ?? 0n) + (first - second) / 2n
  if (differences.length === 1) return { offsetNs, spreadNs: first + second > 0n ? (first + second) / 2n : undefined }
  return { offsetNs, spreadNs: larger(quantile(differences.map((one) => size(one - offsetNs))), (first + second) / 2n) }
}

/** How much later the host has things than the wire. */
function hostLateness(sightings: readonly HostSighting[], answerNs: bigint | undefined): ClockOffset {
  const [wireStep, hostStep] = [
    granularityNs(sightings.map(({ wireNs }) => wireNs)),
    granularityNs(sightings.map(({ hostNs }) => hostNs)),
  ]
  const differences = sorted(sightings.map(({ wireNs, hostNs }) => hostNs - wireNs))
  const held = largestCluster(differences)
  const [from, to] = [held[0] ?? 0n, held.at(-1) ?? 0n]
  const bounds = (way: HostSighting['way'], cutOff: bigint): bigint[] =>
    sightings
      .filter((one) => one.way === way)
      .map(({ wireNs, hostNs }) => hostNs - wireNs)
      .filter((one) => one >= from && one <= to)
      .map((one) => one + cutOff)
  // What is received bounds it from above, what is sent from below; what a clock cuts off may lie beyond.
  const uppers = bounds('received', hostStep)
  const lowers = bounds('sent', -wireStep)
  const found = agreement(lowers, uppers)
  const violated = (offsetNs: bigint): bigint =>
    quantile([
      ...uppers.map((upper) => larger(offsetNs - upper, 0n)),
      ...lowers.map((lower) => larger(lower - offsetNs, 0n)),
      ...differences.filter((one) => one < from || one > to).map((one) => size(one - offsetNs)),
    ])
  // Clocks that drift or jitter, or a listing out of order.
  if (found === undefined) {
    const offsetNs = held[held.length >> 1] ?? 0n
    return { offsetNs, spreadNs: quantile(differences.map((one) => size(one - offsetNs))) }
  }
  const { lower, upper } = found
  if (lower === undefined || upper === undefined) {
    const cutOff = hostStep + wireStep
    // Of many that were cut off, one had next to nothing cut off.
    const left = cutOff / BigInt(held.length + 1)
    const offsetNs = upper === undefined ? (lower ?? 0n) + left : upper - left
    const far = quantile(held.map((one) => size(one - offsetNs)))
    const known = held.length > 1 ? far : answerNs === undefined ? undefined : answerNs / 2n
    return { offsetNs, spreadNs: cutOff > 0n ? larger(known ?? 0n, cutOff / 2n) : known }
  }
  const half = (upper + lower) / 2n
  // A host waits for what it receives; what it sends it may have traced long before.
  const offsetNs = answerNs === undefined || hostStep + wireStep > answerNs ? half : larger(half, upper - answerNs / 2n)
  return { offsetNs, spreadNs: larger(larger(upper - offsetNs, offsetNs - lower), violated(offsetNs)) }
}

/** The most differences in a row without a long step between two of them; of as many, the first. */
function largestCluster(ordered: readonly bigint[]): readonly bigint[] {
  let best: readonly [number, number] = [0, 0]
  let from = 0
  for (let at = 1; at <= ordered.length; at++) {
    if (at < ordered.length && (ordered[at] as bigint) - (ordered[at - 1] as bigint) <= MAX_STEP_NS) continue
    if (at - from > best[1] - best[0]) best = [from, at]
    from = at
  }
  return ordered.slice(...best)
}

/** A size that most are within. */
function quantile(sizes: readonly bigint[]): bigint {
  return sorted(sizes)[Math.ceil(sizes.length * HELD) - 1] ?? 0n
}

function size(value: bigint): bigint {
  return value < 0n ? -value : value
}

function larger(one: bigint, other: bigint): bigint {
  return one > other ? one : other
}
