import { measured } from '../../../main/presentation/format.ts'
import type { TimedMark } from './timed-mark.ts'
import type { Stretch, TimeScale } from './time-scale.ts'

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

/** What passed between one mark and the next on the wire, wherever its measure has room; of a long one it says that nothing came. */
export function waits(
  marks: readonly TimedMark[],
  { px }: TimeScale,
  widthPx: number,
  idle: readonly Stretch[] = [],
): readonly Wait[] {
  const wire = marks.filter(({ lane }) => lane === 'wire')
  const beside = marks.filter(({ lane }) => lane !== 'wire')
  const found: Wait[] = []
  let last: TimedMark | undefined
  for (const mark of wire) {
    const before = last
    // Data may last longer than what began behind it.
    if (!before || mark.endNs >= before.endNs) last = mark
    if (!before || mark.atNs <= before.endNs) continue
    const [fromPx, toPx] = [px(before.endNs), px(mark.atNs)]
    if (toPx < 0 || fromPx > widthPx) continue
    const ns = mark.atNs - before.endNs
    const long = ns >= LONG_NS || idle.some(([a, b]) => a >= before.endNs && b <= mark.atNs)
    const silent = !long || !beside.some(({ atNs }) => atNs > before.endNs && atNs < mark.atNs)
    const [left, right] = [Math.max(0, fromPx), Math.min(widthPx, toPx)]
    const fits = (one: string): boolean => one.length * LETTER_PX + AROUND_PX <= right - left
    const text = [...(long ? [`${measured(ns)} ${silent ? 'nothing' : 'no message'}`] : []), measured(ns)].find(fits)
    const upright = text === undefined && long && right - left >= UPRIGHT_PX
    if (text === undefined && !upright) continue
    const wait = { fromPx, toPx, textPx: (left + right) / 2, text: text ?? measured(ns), upright, long }
    found.push({ key: `${before.key} ${mark.key}`, ...wait })
  }
  return found
}

/** The longest time without a message, in words; undefined where there are not two. */
export function longestWait(marks: readonly TimedMark[]): string | undefined {
  let longest = 0
  let after: TimedMark | undefined
  let last: TimedMark | undefined
  for (const mark of marks) {
    if (mark.lane !== 'wire') continue
    if (last && mark.atNs - last.endNs > longest) {
      longest = mark.atNs - last.endNs
      after = last
    }
    if (!last || mark.endNs >= last.endNs) last = mark
  }
  return after && `${measured(longest)} after ${after.label}`
}
