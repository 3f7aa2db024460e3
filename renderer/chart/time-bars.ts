import { scaleLinear, ticks } from 'd3'
import type { OutcomeCounts } from '../../preload/contract/overview.ts'
import type { Outcome } from '../../preload/contract/vocabulary.ts'
import { tickStep } from './axis/ruler.ts'

/** From the base line up: what failed stands on it, so that heights of failures compare with each other. */
export const STACK: readonly Outcome[] = ['failed', 'incomplete', 'established']

const LEFT_PX = 44
const RIGHT_PX = 12
const TOP_PX = 10
const BOTTOM_PX = 24
/** What is there is seen, though it be one of a million. */
const MIN_PART_PX = 2
const GAP_PX = 1
/** One stretch alone is no wall. */
const MAX_BAR_PX = 64
/** A label and the room around it. */
const LABEL_PX = 96
const LABEL_GAP_PX = 16

const SECOND_NS = 1_000_000_000n
const MINUTE_NS = 60n * SECOND_NS
const DAY_NS = 86_400n * SECOND_NS

export interface BarPart {
  readonly outcome: Outcome
  readonly count: number
  readonly yPx: number
  readonly heightPx: number
}

export interface TimeBar {
  readonly index: number
  readonly xPx: number
  readonly widthPx: number
  readonly parts: readonly BarPart[]
}

export interface TimeBars {
  readonly bars: readonly TimeBar[]
  readonly left: number
  readonly right: number
  readonly top: number
  readonly base: number
  readonly countTicks: readonly { readonly value: number; readonly yPx: number }[]
  readonly timeTicks: readonly { readonly ns: bigint; readonly xPx: number; readonly text: string }[]
}

export interface BinnedTime {
  readonly startNs: bigint
  readonly widthNs: bigint
  readonly bins: readonly OutcomeCounts[]
}

/** Stacked bars of connections over time, in a picture of this size. */
export function timeBars({ startNs, widthNs, bins }: BinnedTime, widthPx: number, heightPx: number): TimeBars {
  const left = LEFT_PX
  const right = Math.max(left + 1, widthPx - RIGHT_PX)
  const base = Math.max(TOP_PX + 1, heightPx - BOTTOM_PX)
  const most = Math.max(1, ...bins.map(total))
  const y = scaleLinear([0, most], [0, base - TOP_PX]).nice(4)
  const stepPx = (right - left) / Math.max(1, bins.length)
  const bars = bins.flatMap((counts, index): TimeBar[] => {
    if (total(counts) === 0) return []
    let top = base
    const parts = STACK.flatMap((outcome): BarPart[] => {
      const count = counts[outcome]
      if (count === 0) return []
      const height = Math.max(MIN_PART_PX, y(count))
      top -= height
      return [{ outcome, count, yPx: top, heightPx: height }]
    })
    const barPx = Math.min(MAX_BAR_PX, Math.max(1, stepPx - GAP_PX))
    // Where it is narrower than its stretch, in the middle of it.
    const asidePx = Math.max(0, (stepPx - GAP_PX - barPx) / 2)
    return [{ index, xPx: left + index * stepPx + asidePx, widthPx: barPx, parts }]
  })
  return {
    bars,
    left,
    right,
    top: TOP_PX,
    base,
    countTicks: ticks(0, y.domain()[1] ?? most, 4)
      .filter((value) => Number.isInteger(value))
      .map((value) => ({ value, yPx: base - y(value) })),
    timeTicks: timeTicks(startNs, Number(widthNs) / stepPx, left, right),
  }
}

/** Times that a clock shows with the fewest figures, as many as have room for their words. */
function timeTicks(startNs: bigint, nsPerPx: number, left: number, right: number): TimeBars['timeTicks'] {
  const stepNs = BigInt(tickStep(nsPerPx * LABEL_PX))
  const ticks: { ns: bigint; xPx: number; text: string }[] = []
  for (let ns = ((startNs + stepNs - 1n) / stepNs) * stepNs; ; ns += stepNs) {
    const xPx = left + Number(ns - startNs) / nsPerPx
    if (!(xPx + LABEL_PX - LABEL_GAP_PX <= right)) return ticks
    ticks.push({ ns, xPx, text: tickText(ns, ticks.at(-1)?.ns ?? startNs, stepNs) })
  }
}

/** The stretch that a place in the picture lies in; places beside it count as its ends. */
export function binAt(xPx: number, { left, right }: TimeBars, binCount: number): number {
  const share = (xPx - left) / (right - left)
  return Math.max(0, Math.min(binCount - 1, Math.floor(share * binCount)))
}

/** Where the stretches from `first` to `last`, both included, lie in the picture. */
export function spanPx(first: number, last: number, { left, right }: TimeBars, binCount: number): [number, number] {
  const step = (right - left) / Math.max(1, binCount)
  return [left + first * step, left + (last + 1) * step]
}

export const total = ({ established, incomplete, failed }: OutcomeCounts): number => established + incomplete + failed

/** As much of the time as the step between two needs; the day where it is another than the one before, or than that of the beginning. */
function tickText(ns: bigint, previousNs: bigint, stepNs: bigint): string {
  const date = new Date(Number(ns / 1_000_000n))
  if (Number.isNaN(date.getTime())) return ''
  const iso = date.toISOString()
  const day = iso.slice(0, 10)
  if (stepNs >= DAY_NS) return day
  if (previousNs / DAY_NS !== ns / DAY_NS) return `${day.slice(5)} ${iso.slice(11, 16)}`
  if (stepNs >= MINUTE_NS) return iso.slice(11, 16)
  if (stepNs >= SECOND_NS) return iso.slice(11, 19)
  const digits = stepNs >= 1_000_000n ? 3 : 6
  return `${iso.slice(11, 19)}.${String(ns % SECOND_NS)
    .padStart(9, '0')
    .slice(0, digits)}`
}
