import { measured } from '../../../main/presentation/format.ts'
import type { TimedMark } from './timed-mark.ts'
import { busyNsPerPx, type Stretch, type TimeScale } from './time-scale.ts'

/** The time between two marks, with its measure. */
export interface Wait {
  readonly key: string
  readonly fromPx: number
  readonly toPx: number
  /** Where the measure stands: the middle of what is in view. */
  readonly textPx: number
  readonly text: string
  /** There is room from top to bottom alone. */
  readonly upright: boolean
  /** Long, and not only drawn long. */
  readonly long: boolean
}

/** From here on a wait is one that somebody notices. */
const LONG_NS = 1_000_000_000
const LETTER_PX = 6.4
const AROUND_PX = 22
const UPRIGHT_PX = 20

/** The time between two marks, wherever it is drawn. */
export interface Pause {
  readonly key: string
  readonly fromNs: number
  readonly toNs: number
  /** Of the mark before it. */
  readonly after: string
  readonly long: boolean
  /** Nothing else happened meanwhile. */
  readonly silent: boolean
}

/** What passed between one mark and the next on the wire, in order; marks are by time. */
export function pauses(marks: readonly TimedMark[], idle: readonly Stretch[] = []): readonly Pause[] {
  const beside = marks.filter(({ lane }) => lane !== 'wire')
  const found: Pause[] = []
  let last: TimedMark | undefined
  for (const mark of marks) {
    if (mark.lane !== 'wire') continue
    const before = last
    // Data may last longer than what began behind it.
    if (!before || mark.endNs >= before.endNs) last = mark
    if (!before || mark.atNs <= before.endNs) continue
    const [fromNs, toNs] = [before.endNs, mark.atNs]
    const long = toNs - fromNs >= LONG_NS || idle.some(([a, b]) => a >= fromNs && b <= toNs)
    const silent = !long || !beside.some(({ atNs }) => atNs > fromNs && atNs < toNs)
    found.push({ key: `${before.key} ${mark.key}`, fromNs, toNs, after: before.label, long, silent })
  }
  return found
}

/** Pauses in view wherever their measure has room; of a long one it says that nothing came. */
export function waits(all: readonly Pause[], scale: TimeScale, widthPx: number): readonly Wait[] {
  const [firstNs, lastNs] = [scale.ns(0), scale.ns(widthPx)]
  // Most of thousands are too short for any measure.
  const leastNs = busyNsPerPx(scale) * UPRIGHT_PX
  const found: Wait[] = []
  for (const { key, fromNs, toNs, long, silent } of all) {
    if (toNs - fromNs < leastNs || toNs < firstNs || fromNs > lastNs) continue
    const [fromPx, toPx] = [scale.px(fromNs), scale.px(toNs)]
    const [left, right] = [Math.max(0, fromPx), Math.min(widthPx, toPx)]
    if (right - left < UPRIGHT_PX) continue
    const measure = measured(toNs - fromNs)
    const fits = (one: string): boolean => one.length * LETTER_PX + AROUND_PX <= right - left
    const text = [...(long ? [`${measure} ${silent ? 'nothing' : 'no message'}`] : []), measure].find(fits)
    const upright = text === undefined && long
    if (text === undefined && !upright) continue
    found.push({ key, fromPx, toPx, textPx: (left + right) / 2, text: text ?? measure, upright, long })
  }
  return found
}

/** The longest time without a message, in words; undefined where there are not two. */
export function longestWait(all: readonly Pause[]): string | undefined {
  const [longest] = [...all].sort((a, b) => b.toNs - b.fromNs - (a.toNs - a.fromNs))
  return longest && `${measured(longest.toNs - longest.fromNs)} after ${longest.after}`
}
