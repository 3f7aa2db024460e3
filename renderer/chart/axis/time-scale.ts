import { scaleLinear } from 'd3'

/** Nanoseconds to pixels, both ways. */
export interface TimeScale {
  /** px of the drawing without zoom. */
  readonly px: (ns: number) => number
  readonly ns: (px: number) => number
  /** Stretches of one rate each, in order: the whole time, or what lies between idle stretches. */
  readonly pieces: readonly Piece[]
}

export interface Piece {
  readonly fromNs: number
  readonly toNs: number
  readonly fromPx: number
  readonly toPx: number
  /** Drawn shorter than it was. */
  readonly idle: boolean
}

export type Stretch = readonly [fromNs: number, toNs: number]

/** A wait is idle where it is longer than all shorter ones together, this many times. */
const IDLE_TIMES = 4
/** Less is no wait, whatever lies around it. */
const LEAST_IDLE_NS = 10_000
/** More of them are the connection's own pace. */
const MOST_IDLE = 24
/** Of the width: what one idle stretch takes, and all of them at most. */
const IDLE_SHARE = 0.13
const MOST_IDLE_SHARE = 0.5
/** What has no length gets one, or it could not be drawn. */
const LEAST_SPAN_NS = 1_000
/** Around an idle stretch, of what is left of the time: so that the marks at its ends stand clear of it. */
const MARGIN_SHARE = 0.02

/** The stretches in which nothing happens for longer than everything else takes; times ascend. */
export function idleStretches(timesNs: readonly number[]): readonly Stretch[] {
  const gaps: { readonly at: number; readonly ns: number }[] = []
  for (let at = 1; at < timesNs.length; at++) {
    const ns = (timesNs[at] ?? 0) - (timesNs[at - 1] ?? 0)
    if (ns > 0) gaps.push({ at, ns })
  }
  gaps.sort((a, b) => a.ns - b.ns)
  let shorter = 0
  const first = gaps.findIndex(({ ns }) => {
    const idle = shorter > 0 && ns > LEAST_IDLE_NS && ns > IDLE_TIMES * shorter
    shorter += ns
    return idle
  })
  if (first < 0 || gaps.length - first > MOST_IDLE) return []
  return gaps
    .slice(first)
    .sort((a, b) => a.at - b.at)
    .map(({ at }) => [timesNs[at - 1] ?? 0, timesNs[at] ?? 0] as const)
}

/** `fromNs` to `toNs` over `fromPx` to `toPx`; idle stretches are drawn short, and all the rest at one rate. */
export function timeScale(
  [fromNs, toNs]: Stretch,
  [fromPx, toPx]: readonly [number, number],
  idle: readonly Stretch[] = [],
): TimeScale {
  const lengthNs = Math.max(LEAST_SPAN_NS, toNs - fromNs)
  const width = Math.max(1, toPx - fromPx)
  const busyNs = lengthNs - idle.reduce((sum, [a, b]) => sum + b - a, 0)
  const marginNs = busyNs * MARGIN_SHARE
  const stretches = idle.map(([a, b]): Stretch => {
    const margin = Math.min(marginNs, (b - a) / 4)
    return [a + margin, b - margin]
  })
  const idlePx = Math.min(IDLE_SHARE, MOST_IDLE_SHARE / Math.max(1, stretches.length)) * width
  const restNs = lengthNs - stretches.reduce((sum, [a, b]) => sum + b - a, 0)
  const pxPerNs = (width - idlePx * stretches.length) / restNs
  const pieces: Piece[] = []
  let ns = fromNs
  let px = fromPx
  const push = (to: number, idlePiece: boolean): void => {
    const end = idlePiece ? px + idlePx : px + (to - ns) * pxPerNs
    if (to > ns) pieces.push({ fromNs: ns, toNs: to, fromPx: px, toPx: end, idle: idlePiece })
    ns = to
    px = end
  }
  for (const [a, b] of stretches) {
    push(a, false)
    push(b, true)
  }
  push(fromNs + lengthNs, false)
  const domain = [fromNs, ...pieces.map((piece) => piece.toNs)]
  const range = [fromPx, ...pieces.map((piece) => piece.toPx)]
  const scale = scaleLinear(domain, range)
  return { px: (at) => scale(at), ns: (at) => scale.invert(at), pieces }
}

/** Of a drawing: how often it is enlarged, and where its left edge is then. */
export interface Zoom {
  readonly k: number
  readonly x: number
}

export const WHOLE: Zoom = { k: 1, x: 0 }

export function zoomed({ px, ns, pieces }: TimeScale, { k, x }: Zoom): TimeScale {
  return {
    px: (at) => px(at) * k + x,
    ns: (at) => ns((at - x) / k),
    pieces: pieces.map((piece) => ({ ...piece, fromPx: piece.fromPx * k + x, toPx: piece.toPx * k + x })),
  }
}

/** A tenth of a microsecond takes a pixel at most: no clock here is finer. */
const FINEST_NS_PER_PX = 100

/** How far the drawing may be enlarged. */
export function mostZoom(scale: TimeScale): number {
  return Math.max(1, busyNsPerPx(scale) / FINEST_NS_PER_PX)
}

/** The rate of what is not drawn short: the least time to a pixel. */
export function busyNsPerPx({ pieces }: TimeScale): number {
  const busy = pieces.find(({ idle }) => !idle)
  return busy ? (busy.toNs - busy.fromNs) / (busy.toPx - busy.fromPx) : 1
}

/** The zoom that shows a place `px` of the drawing in the middle third of its width; the present one where it is in view. */
export function revealing(px: number, { k, x }: Zoom, widthPx: number, marginPx: number): Zoom {
  const at = px * k + x
  if (at >= marginPx && at <= widthPx - marginPx) return { k, x }
  return { k, x: Math.min(0, Math.max(widthPx - widthPx * k, widthPx / 2 - px * k)) }
}
