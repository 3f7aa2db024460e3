import type { Evidence, Finding } from '../../preload/contract/finding.ts'
import type { ArrowShape, Ladder, Mark } from './ladder-mark.ts'
import { bracketPath, type Point } from './svg-path.ts'

/** Between the lane and the trunk that the links of one side share, px. */
const TRUNK_PX = { wire: 17, ssl: 11 } as const
const CORNER_PX = 6
const PILL = { heightPx: 16, charPx: 6.2, paddingPx: 10 } as const
/** More numbers than this in one pill are shortened to the first and `+`. */
const MOST_NUMBERS = 3

/** From the mark that shows the failure to one that shows why; several pieces of evidence may lie in the same mark. */
export interface EvidenceLink {
  /** Key of the mark that it leads to. */
  readonly key: string
  /** Places of the evidence in the finding, from 0. */
  readonly evidence: readonly number[]
  /** SVG path; empty where the evidence is the failure itself. */
  readonly line: string
  readonly pill: { readonly x: number; readonly y: number; readonly widthPx: number; readonly text: string }
  /** `bytes 39–58`, right-aligned at x; empty where the evidence is no range of bytes. */
  readonly bytes: { readonly x: number; readonly y: number; readonly text: string }
}

export interface EvidenceLinks {
  /** Key of the mark that shows the failure; undefined where it is the end of the ladder. */
  readonly failure: string | undefined
  readonly links: readonly EvidenceLink[]
}

/** How a piece of evidence is called, by its place in the finding. */
export type EvidenceName = (at: number) => string

/** `A`, `B`, ... `Z`, `AA`: names for what has no numbers beside it. */
export const letterOf: EvidenceName = (at) =>
  at < 26 ? String.fromCharCode(65 + at) : letterOf(Math.floor(at / 26) - 1) + letterOf(at % 26)

const numberOf: EvidenceName = (at) => String(at + 1)

/** How the evidence of a finding hangs together with the failure on the ladder; what the ladder does not show has no link. */
export function linkEvidence(
  ladder: Ladder,
  finding: Pick<Finding, 'evidence'>,
  name: EvidenceName = numberOf,
): EvidenceLinks {
  const failure = failureMark(ladder.marks)
  const byTarget = new Map<Mark, number[]>()
  finding.evidence.forEach((evidence, i) => {
    const mark = markOf(ladder.marks, evidence)
    if (mark) byTarget.set(mark, [...(byTarget.get(mark) ?? []), i])
  })
  const links = [...byTarget].map(([mark, evidence]): EvidenceLink => {
    const onSsl = mark.kind === 'note'
    const to = onSsl ? { x: mark.x, y: mark.y + 10 } : laneEnd(mark, 'client')
    const from = failure ? laneEnd(failure, onSsl ? 'server' : 'client') : ladderEnd(ladder, onSsl)
    const trunkX = onSsl ? (laneX(ladder, 'server') ?? from.x) + TRUNK_PX.ssl : from.x - TRUNK_PX.wire
    return {
      key: mark.key,
      evidence,
      line: mark === failure ? '' : bracketPath(from, to, trunkX, CORNER_PX),
      pill: evidencePill(evidence, { x: trunkX, y: to.y }, name),
      bytes: {
        x: ladder.timeX,
        y: mark.y + 44,
        text: onSsl ? '' : bytesText(evidence.map((i) => finding.evidence[i])),
      },
    }
  })
  return { failure: failure?.key, links }
}

/** The pill of pieces of evidence (their places in the finding, from 0) with its middle at a point. */
export function evidencePill(
  evidence: readonly number[],
  { x, y }: Point,
  name: EvidenceName = numberOf,
): EvidenceLink['pill'] {
  const text = pillText(evidence.map(name))
  const widthPx = Math.max(PILL.heightPx, text.length * PILL.charPx + PILL.paddingPx)
  return { x: x - widthPx / 2, y: y - PILL.heightPx / 2, widthPx, text }
}

/** The mark that a piece of evidence speaks of; undefined where the ladder does not show it. */
export function markOf(marks: readonly Mark[], { message, source, line, frame }: Evidence): Mark | undefined {
  if (message !== null) return marks.find((mark) => mark.kind === 'message' && mark.message.n === message)
  if (line !== null)
    return marks.find(
      (mark) =>
        (mark.kind === 'note' && mark.note.source === source && mark.note.line === line) ||
        (mark.kind === 'event' && mark.event.source === source && mark.event.line === line),
    )
  if (frame === null) return undefined
  return marks.find((mark) => mark.kind === 'event' && mark.event.source === source && mark.event.frame === frame)
}

/** `bytes 39–58`: the last byte is named, not the one behind it. */
export function bytesWords(range: readonly [number, number]): string {
  const [start, end] = range
  return end - start === 1 ? `byte ${start}` : `bytes ${start}–${end - 1}`
}

/** What ended the handshake as far as the ladder shows it: the last fatal or unreadable alert, else the last event that is bad. */
function failureMark(marks: readonly Mark[]): Mark | undefined {
  return (
    marks.findLast((mark) => mark.kind === 'message' && mark.alert && mark.message.level !== 1) ??
    marks.findLast((mark) => mark.kind === 'event' && mark.tone === 'bad')
  )
}

function laneX(ladder: Ladder, id: 'client' | 'server'): number | undefined {
  return ladder.lanes.find((lane) => lane.id === id)?.x
}

/** Where a mark meets a lane. */
function laneEnd(mark: Mark, lane: 'client' | 'server'): Point {
  const arrow: ArrowShape | undefined = mark.kind === 'message' || mark.kind === 'event' ? mark.arrow : undefined
  if (!arrow) return { x: 0, y: mark.y + mark.heightPx / 2 }
  const [left, right] = arrow.from.x < arrow.to.x ? [arrow.from, arrow.to] : [arrow.to, arrow.from]
  const end = lane === 'client' ? left : right
  return mark.kind === 'event' && mark.shape === 'band' ? { x: end.x, y: mark.y + 16 } : end
}

function ladderEnd(ladder: Ladder, onSsl: boolean): Point {
  return { x: laneX(ladder, onSsl ? 'server' : 'client') ?? 0, y: ladder.end.y + 8 }
}

/** `1`, `1 3`, `1 2 4`, `1 +5`: as the finding's card names its evidence. */
function pillText(names: readonly string[]): string {
  return names.length > MOST_NUMBERS ? `${names[0]} +${names.length - 1}` : names.join(' ')
}

function bytesText(evidence: readonly (Evidence | undefined)[]): string {
  const ranges = evidence.flatMap((one) => (one?.byteRange ? [one.byteRange] : []))
  const [first] = ranges
  return first && ranges.length === 1 ? bytesWords(first) : first ? `${bytesWords(first)}, …` : ''
}
