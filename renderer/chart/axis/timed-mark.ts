import type { EventRow, MessageRow, TraceNote } from '../../../preload/contract/connection.ts'
import type { Evidence } from '../../../preload/contract/finding.ts'
import type { Side, Visibility } from '../../../preload/contract/vocabulary.ts'
import { dataWords, eventWords } from '../../../main/presentation/event-mark.ts'
import { isError, ladderItems, type LadderInput } from '../../../main/presentation/ladder-item.ts'
import type { Tone } from '../../../main/presentation/ladder-mark.ts'
import { messageSpoken, messageWords } from '../../../main/presentation/message-mark.ts'

/** Where a mark stands: between client and server, or with what the host's System SSL or its logs say. */
export type AxisLane = 'wire' | 'ssl' | 'log'

/** One thing that happened at a time, `atNs` to `endNs` after the first of them. */
export interface TimedMark {
  readonly key: string
  readonly lane: AxisLane
  /** `point`: a record of a trace or a log. */
  readonly shape: 'message' | 'tcp' | 'band' | 'data' | 'point'
  readonly atNs: number
  readonly endNs: number
  readonly from: Side | null
  readonly tone: Tone
  readonly look: Visibility
  readonly label: string
  readonly detail: string
  /** What it is, for the one who does not see the drawing. */
  readonly spoken: string
  /** Number of the message. */
  readonly message: number | undefined
  readonly alert: boolean
  readonly complete: boolean
  readonly kind: EventRow['kind'] | undefined
  readonly note: TraceNote | undefined
  readonly source: number
  readonly line: number | null
  readonly frame: number | null
}

export interface TimedMarks {
  /** By time. */
  readonly marks: readonly TimedMark[]
  /** The time of the first; undefined where nothing has a time. */
  readonly startNs: bigint | undefined
  /** Things that no source gives a time. */
  readonly untimed: number
}

export interface TimedInput extends LadderInput {
  readonly sourceName: (source: number) => string
  /** Of trace records: whether their source is a log and no System SSL trace. */
  readonly isLog: (source: number) => boolean
}

/** Messages, events and trace records at their times. Application data in a row is one mark from its first record to its last. */
export function timedMarks(input: TimedInput): TimedMarks {
  const found: { readonly ns: bigint; readonly mark: (atNs: number) => TimedMark }[] = []
  let untimed = 0
  const add = (ns: bigint | null, mark: (atNs: number) => TimedMark): void => {
    if (ns === null) untimed++
    else found.push({ ns, mark })
  }
  for (const item of ladderItems(input, 'all')) {
    if (item.kind === 'message') add(item.message.timeNs, (at) => messageAt(item.message, at, input.sourceName))
    else if (item.kind === 'event') add(item.event.timeNs, (at) => eventAt(item.event, at, found.length))
    else if (item.kind === 'note') add(item.note.timeNs, (at) => noteAt(item.note, at, input.isLog))
    else if (item.kind === 'data') {
      const timed = item.events.filter((event) => event.timeNs !== null)
      untimed += item.events.length - timed.length
      const [first] = timed
      if (first) add(first.timeNs, (at) => dataAt(timed, at))
    }
  }
  // Stable: what has the same time stays in the ladder's order.
  found.sort((a, b) => (a.ns < b.ns ? -1 : a.ns > b.ns ? 1 : 0))
  const startNs = found[0]?.ns
  return {
    marks: startNs === undefined ? [] : found.map(({ ns, mark }) => mark(Number(ns - startNs))),
    startNs,
    untimed,
  }
}

/** The mark that a piece of evidence speaks of; undefined where it has no time. */
export function markOfEvidence(
  marks: readonly TimedMark[],
  { message, source, line, frame }: Pick<Evidence, 'message' | 'source' | 'line' | 'frame'>,
): TimedMark | undefined {
  if (message !== null) return marks.find((mark) => mark.message === message)
  if (line !== null)
    return marks.find((mark) => mark.message === undefined && mark.source === source && mark.line === line)
  return frame === null
    ? undefined
    : marks.find((mark) => mark.message === undefined && mark.source === source && mark.frame === frame)
}

/** What ended the handshake as far as the axis shows it: the last fatal or unreadable alert, else the last event that is bad. */
export function failureOf(marks: readonly TimedMark[]): TimedMark | undefined {
  return (
    marks.findLast((mark) => mark.alert && (mark.tone === 'bad' || mark.tone === 'ink')) ??
    marks.findLast((mark) => mark.lane === 'wire' && mark.tone === 'bad')
  )
}

const PLAIN = {
  look: 'plain',
  message: undefined,
  alert: false,
  complete: true,
  kind: undefined,
  note: undefined,
  detail: '',
  line: null,
  frame: null,
} as const

function messageAt(message: MessageRow, atNs: number, nameOf: (source: number) => string): TimedMark {
  const { tone, label, detail } = messageWords(message, nameOf)
  const { n, from, visibility: look, complete, source, line, frame } = message
  return {
    ...PLAIN,
    key: `message-${n}`,
    lane: 'wire',
    shape: 'message',
    atNs,
    endNs: atNs,
    from,
    tone,
    look,
    label,
    detail,
    spoken: messageSpoken(message, label, ''),
    message: n,
    alert: message.content === 'alert',
    complete,
    source,
    line,
    frame,
  }
}

function eventAt(event: EventRow, atNs: number, place: number): TimedMark {
  const { tone, label, band } = eventWords(event)
  const { kind, from, source, line, frame } = event
  return {
    ...PLAIN,
    key: `event-${kind}-${source}-${frame ?? ''}-${line ?? ''}-${atNs}-${place}`,
    lane: 'wire',
    shape: band ? 'band' : 'tcp',
    atNs,
    endNs: atNs,
    from,
    tone,
    label,
    spoken: [from, label].filter(Boolean).join(', '),
    kind,
    source,
    line,
    frame,
  }
}

function dataAt(events: readonly EventRow[], atNs: number): TimedMark {
  const [first] = events
  const { label, fromClient, fromServer } = dataWords(events)
  const times = events.map(({ timeNs }) => timeNs ?? 0n)
  const least = times.reduce((a, b) => (b < a ? b : a))
  const most = times.reduce((a, b) => (b > a ? b : a))
  return {
    ...PLAIN,
    key: `data-${first?.source}-${first?.frame ?? first?.line ?? ''}-${atNs}`,
    lane: 'wire',
    shape: 'data',
    atNs,
    endNs: atNs + Number(most - least),
    from: fromClient > 0 && fromServer > 0 ? null : fromClient > 0 ? 'client' : 'server',
    tone: 'quiet',
    label,
    spoken: label,
    source: first?.source ?? 0,
    line: first?.line ?? null,
    frame: first?.frame ?? null,
  }
}

function noteAt(note: TraceNote, atNs: number, isLog: (source: number) => boolean): TimedMark {
  const label = note.functionName ?? note.description
  return {
    ...PLAIN,
    key: `note-${note.source}-${note.line}`,
    lane: isLog(note.source) ? 'log' : 'ssl',
    shape: 'point',
    atNs,
    endNs: atNs,
    from: null,
    tone: isError(note) ? 'bad' : 'ink',
    label,
    detail: note.detail.join('; '),
    spoken: [label, note.description, ...note.detail].join(', '),
    note,
    source: note.source,
    line: note.line,
  }
}
