import type { Evidence } from '../../../preload/contract/finding.ts'
import type { Note } from '../../../preload/contract/note.ts'
import { evidencePill, type EvidenceLink } from '../../../main/presentation/evidence-link.ts'
import { straightPath } from '../../../main/presentation/svg-path.ts'
import { lettersText, type NotePin, pinWidth } from '../note-pin.ts'
import type { Bands } from './bands.ts'
import { failureOf, markOfEvidence, type TimedMark } from './timed-mark.ts'

/** What a finding and people say of marks: numbers of evidence and letters of notes in a row above the lanes. */
export interface Annotations {
  /** Key of the mark that shows the failure. */
  readonly failure: string | undefined
  readonly links: readonly EvidenceLink[]
  readonly pins: readonly NotePin[]
}

const PIN_HEIGHT_PX = 15
const APART_PX = 3
/** Above the row of numbers, what ties evidence to the failure runs; this far from its middle. */
const TRUNK_PX = 11

type Placed = { readonly x: number; readonly widthPx: number; readonly put: (leftPx: number) => void }

/** `x` gives a mark's place; what is out of view (0 to `widthPx`) is left out, but a link that leads out of it still runs to the edge. */
export function annotations(
  marks: readonly TimedMark[],
  evidence: readonly Evidence[],
  notes: readonly Note[],
  x: (mark: TimedMark) => number,
  widthPx: number,
  bands: Bands,
): Annotations {
  const failure = failureOf(marks)
  const y = bands.annotationY
  if (y === undefined) return { failure: failure?.key, links: [], pins: [] }
  const byMark = new Map<TimedMark, number[]>()
  evidence.forEach((one, at) => {
    const mark = markOfEvidence(marks, one)
    if (mark) byMark.set(mark, [...(byMark.get(mark) ?? []), at])
  })
  const inView = (at: number): boolean => at >= 0 && at <= widthPx
  const links: EvidenceLink[] = []
  const pins: NotePin[] = []
  const row: Placed[] = []
  for (const [mark, places] of byMark) {
    const at = x(mark)
    const pill = evidencePill(places, { x: 0, y })
    if (inView(at))
      row.push({
        x: at,
        widthPx: pill.widthPx,
        put: (left) =>
          links.push({
            key: mark.key,
            evidence: places,
            line: linkPath(at, laneY(mark, bands), failure && failure !== mark ? x(failure) : undefined, y, widthPx),
            pill: { ...pill, x: left },
            bytes: { x: 0, y: 0, text: '' },
          }),
      })
  }
  const byMessage = Map.groupBy(notes, ({ n }) => n)
  for (const mark of marks) {
    const here = mark.message === undefined ? undefined : byMessage.get(mark.message)
    const at = x(mark)
    if (!here || !inView(at)) continue
    const text = lettersText(here)
    const width = pinWidth(text)
    row.push({
      x: at,
      widthPx: width,
      put: (left) => pins.push({ key: mark.key, x: left, y: y - PIN_HEIGHT_PX / 2, widthPx: width, text, notes: here }),
    })
  }
  placeInRow(row, widthPx)
  return { failure: failure?.key, links, pins }
}

/** Each in the middle over its mark, or moved to the right where another stands. */
function placeInRow(row: readonly Placed[], widthPx: number): void {
  let free = 0
  for (const { x, widthPx: own, put } of [...row].sort((a, b) => a.x - b.x)) {
    const left = Math.min(Math.max(x - own / 2, free), Math.max(free, widthPx - own))
    put(left)
    free = left + own + APART_PX
  }
}

function laneY(mark: TimedMark, bands: Bands): number {
  if (mark.lane === 'ssl') return bands.ssl?.y ?? bands.serverY
  if (mark.lane === 'log') return bands.log?.y ?? bands.serverY
  return bands.clientY
}

/** From the mark up to the row, and along it to where the failure is. */
function linkPath(x: number, markY: number, failureX: number | undefined, y: number, widthPx: number): string {
  const up = straightPath([
    { x, y: markY },
    { x, y },
  ])
  if (failureX === undefined) return up
  const end = Math.max(0, Math.min(widthPx, failureX))
  const trunkY = y - TRUNK_PX
  return (
    up +
    straightPath([
      { x, y },
      { x, y: trunkY },
      { x: end, y: trunkY },
      ...(end === failureX ? [{ x: end, y: y + TRUNK_PX }] : []),
    ])
  )
}
