import type { Bands } from './bands.ts'
import type { TimedMark } from './timed-mark.ts'

/** More marks than these are painted on a canvas. */
export const MOST_ELEMENTS = 2_000

/** Everything that is drawn in one way, as one path: thousands of marks are a dozen elements. */
export interface Stroke {
  /** Classes of the path: tone and look. */
  readonly look: string
  /** As the `d` of an SVG path, which a canvas takes as well. */
  readonly line: string
  readonly head: string
}

const HEAD_PX = 8
const HALF_HEAD_PX = 3.6
/** Between a lane and an arrow's ends. */
const CLEAR_PX = 4
const DATA_PX = 7
/** A stretch that short is still seen. */
const LEAST_BAR_PX = 6
const BAND_PX = 6

/** Where a mark is drawn: its arrow from lane to lane, its bar, its point. */
export interface MarkPlace {
  readonly mark: TimedMark
  readonly look: string
  readonly x: number
  readonly endX: number
}

/** The places in view, in order; of marks that would be drawn over each other the first alone. */
export function placesInView(
  marks: readonly TimedMark[],
  px: (ns: number) => number,
  widthPx: number,
  beyondPx = 12,
): readonly MarkPlace[] {
  const places: MarkPlace[] = []
  const seen = new Map<string, number>()
  for (const mark of marks) {
    const x = px(mark.atNs)
    const endX = mark.endNs === mark.atNs ? x : px(mark.endNs)
    if (endX < -beyondPx || x > widthPx + beyondPx) continue
    const look = lookOf(mark)
    const column = Math.round(x * 2)
    if (endX === x && seen.get(look) === column) continue
    seen.set(look, column)
    places.push({ mark, look, x, endX })
  }
  return places
}

/** What is drawn alike, together. */
export function strokes(places: readonly MarkPlace[], bands: Bands): readonly Stroke[] {
  const byLook = new Map<string, { line: string[]; head: string[] }>()
  for (const place of places) {
    let group = byLook.get(place.look)
    if (!group) byLook.set(place.look, (group = { line: [], head: [] }))
    const { line, head } = strokeOf(place, bands)
    group.line.push(line)
    group.head.push(head)
  }
  return [...byLook].map(([look, { line, head }]) => ({ look, line: line.join(''), head: head.join('') }))
}

/** The path of one mark. */
export function strokeOf({ mark, x, endX }: MarkPlace, bands: Bands): { readonly line: string; readonly head: string } {
  const { clientY, serverY } = bands
  const at = round(x)
  switch (mark.shape) {
    case 'message':
    case 'tcp': {
      const down = mark.from !== 'server'
      const from = down ? clientY + CLEAR_PX : serverY - CLEAR_PX
      const to = down ? serverY - CLEAR_PX : clientY + CLEAR_PX
      const back = to + (down ? -HEAD_PX : HEAD_PX)
      const half = mark.shape === 'tcp' ? HALF_HEAD_PX - 1 : HALF_HEAD_PX
      const cross = mark.kind === 'rst' ? `M${at - 4},${to - 4}l8,8m0,-8l-8,8` : ''
      return { line: `M${at},${from}V${to}`, head: `M${at - half},${back}L${at},${to}L${at + half},${back}${cross}` }
    }
    case 'band': {
      const width = Math.max(BAND_PX, round(endX - x))
      return { line: `M${at - BAND_PX / 2},${clientY + 10}h${width}V${serverY - 10}h${-width}Z`, head: '' }
    }
    case 'data': {
      const width = Math.max(LEAST_BAR_PX, round(endX - x))
      const middle = Math.round((clientY + serverY) / 2)
      return { line: `M${at},${middle - DATA_PX / 2}h${width}v${DATA_PX}h${-width}Z`, head: '' }
    }
    case 'point': {
      const y = (mark.lane === 'log' ? bands.log : bands.ssl)?.y ?? 0
      const r = mark.tone === 'bad' ? 5.5 : 3.2
      return {
        line:
          mark.tone === 'bad'
            ? `M${at},${y - r}L${at + r},${y}L${at},${y + r}L${at - r},${y}Z`
            : `M${at - r},${y}a${r},${r} 0 1,0 ${2 * r},0a${r},${r} 0 1,0 ${-2 * r},0Z`,
        head: '',
      }
    }
  }
}

/** What is drawn alike: shape, tone, and for a message how it is known, and who sent it. */
export function lookOf({ shape, tone, look, from, kind, complete, lane }: TimedMark): string {
  if (shape === 'message') return `message ${tone} ${look} ${complete ? '' : 'cut '}${from}`
  if (shape === 'tcp') return `tcp ${tone} ${kind === 'retransmission' ? 'retransmission ' : ''}${from}`
  return shape === 'point' ? `point ${tone} ${lane}` : `${shape} ${tone}`
}

/** The mark nearest to a place: within reach of it, and in the lane that the pointer is in. */
export function markNear(
  places: readonly MarkPlace[],
  x: number,
  y: number,
  bands: Bands,
  reachPx = 14,
): TimedMark | undefined {
  const lane = bands.log && y >= bands.log.topY ? 'log' : bands.ssl && y >= bands.ssl.topY ? 'ssl' : 'wire'
  let nearest: TimedMark | undefined
  let least = reachPx
  for (const { mark, x: from, endX } of places) {
    if (mark.lane !== lane) continue
    // A bar is under the pointer all along, but what stands upon it is meant first.
    const away = x < from ? from - x : x > endX ? x - endX : mark.endNs > mark.atNs ? reachPx / 2 : 0
    if (away < least) {
      least = away
      nearest = mark
    }
  }
  return nearest
}

/** A tenth of a pixel is nothing that anybody sees. */
function round(px: number): number {
  return Math.round(px * 10) / 10
}
