import type { Piece } from './time-scale.ts'
import { measured } from '../../../main/presentation/format.ts'

/** A label and the room around it, px. */
const LABEL_PX = 54
/** A mark without a label, of which this many stand between two labels. */
const FINE = 5
/** Of a letter of a label. */
const LETTER_PX = 6.2
/** Beyond the edges nothing is drawn. */
const MOST_TICKS = 400

const HOUR_NS = 3_600_000_000_000
const DAY_NS = 24 * HOUR_NS

const UNITS = [
  { ns: 1, name: 'ns', many: 1_000 },
  { ns: 1_000, name: 'µs', many: 1_000 },
  { ns: 1_000_000, name: 'ms', many: 1_000 },
  { ns: 1_000_000_000, name: 's', many: 60 },
  { ns: 60_000_000_000, name: 'min', many: 60 },
  { ns: HOUR_NS, name: 'h', many: 1_000_000 },
] as const

type Unit = (typeof UNITS)[number]

export interface Tick {
  readonly px: number
  readonly text: string
  /** A whole one of the next larger unit, in full; those that are not are told from it: `3 ms`, `+200 µs`. */
  readonly strong: boolean
}

export interface Ruler {
  readonly ticks: readonly Tick[]
  /** Marks between those with labels, px. */
  readonly fine: readonly number[]
  /** What the first tick counts from where that is out of view: `60.001 s`. */
  readonly before: string
}

/** Ticks of a zoomed scale over 0 to `widthPx`: always as many as can be read, from nanoseconds to hours. */
export function ruler(pieces: readonly Piece[], widthPx: number): Ruler {
  const busy = pieces.filter(({ idle, fromPx, toPx }) => !idle && toPx > 0 && fromPx < widthPx)
  const [first] = busy
  if (!first) return { ticks: [], fine: [], before: '' }
  const nsPerPx = (first.toNs - first.fromNs) / (first.toPx - first.fromPx)
  const stepNs = tickStep(nsPerPx * LABEL_PX)
  const unit = unitOf(stepNs)
  const largerNs = unit.ns * unit.many
  const ticks: Tick[] = []
  const fine: number[] = []
  let free = 0
  let lastStrong: number | undefined
  let before = ''
  for (const piece of busy) {
    const px = (ns: number): number => piece.fromPx + (ns - piece.fromNs) / nsPerPx
    const startNs = piece.fromNs + Math.max(0, -piece.fromPx) * nsPerPx
    const endNs = piece.toNs - Math.max(0, piece.toPx - widthPx) * nsPerPx
    const fineNs = stepNs / FINE
    for (let i = Math.ceil(startNs / fineNs - 1e-9); i * fineNs <= endNs && fine.length < MOST_TICKS; i++)
      if (i % FINE !== 0) fine.push(px(i * fineNs))
    let opened = false
    for (let i = Math.ceil(startNs / stepNs - 1e-9); i * stepNs <= endNs && ticks.length < MOST_TICKS; i++) {
      const ns = i * stepNs
      const base = Math.floor(ns / largerNs) * largerNs
      const at = px(ns)
      const strong = ns === base || (!opened && piece !== first && base !== lastStrong)
      const text = strong ? elapsed(ns, ns === base ? largerNs : unit.ns) : words(ns - base, base > 0, unit)
      const half = (text.length * LETTER_PX) / 2
      if (at - half < free) {
        fine.push(at)
        continue
      }
      if (ticks.length === 0 && !strong && base > 0) before = elapsed(base, largerNs)
      if (strong) lastStrong = base
      opened = true
      ticks.push({ px: at, text, strong })
      free = at + half + 10
    }
  }
  return { ticks, fine, before }
}

/** The least step that a clock or a ruler would have, no shorter than `leastNs`: 1, 2 or 5 of a unit, parts of a minute, an hour or a day, whole days. */
export function tickStep(leastNs: number): number {
  for (const { ns, many } of UNITS)
    for (const step of ns === HOUR_NS
      ? [1, 2, 3, 6, 12]
      : many === 60
        ? [1, 2, 5, 10, 15, 30]
        : [1, 2, 5, 10, 20, 50, 100, 200, 500])
      if (ns * step >= leastNs) return ns * step
  return Math.ceil(leastNs / DAY_NS) * DAY_NS
}

function unitOf(stepNs: number): Unit {
  return UNITS.findLast(({ ns }) => ns <= stepNs) ?? UNITS[0]
}

function words(ns: number, told: boolean, { ns: unitNs, name }: Unit): string {
  return `${told ? '+' : ''}${Math.round(ns / unitNs)} ${name}`
}

/** `0`, `3 ms`, `60.001 s`, `2 min 15 s`: a time since the start, as exact as the unit it is counted in. */
export function elapsed(ns: number, exactNs: number): string {
  if (ns === 0) return '0'
  if (ns < 999_999_999.5) return measured(ns)
  const digits = exactNs >= 1_000_000_000 ? 0 : exactNs >= 1_000_000 ? 3 : exactNs >= 1_000 ? 6 : 9
  const minutes = Math.floor(ns / 60_000_000_000)
  const seconds = `${((ns % 60_000_000_000) / 1_000_000_000).toFixed(digits)} s`
  if (minutes === 0) return seconds
  return ns % 60_000_000_000 === 0 ? `${minutes} min` : `${minutes} min ${seconds}`
}
