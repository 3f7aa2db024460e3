import type { EventRow, MessageRow, TraceNote } from '../../preload/contract/connection.ts'
import type { Side, Visibility } from '../../preload/contract/vocabulary.ts'
import { count, plural, size } from './format.ts'
import { isError, type LadderItem } from './ladder-item.ts'
import { cut, RunningTime, wrap } from './ladder-text.ts'
import { type Point, straightPath } from './svg-path.ts'
import { levelWord } from './words.ts'

/** Rough widths of a character, px: enough to cut a label before it runs over a lane; the full text is in the title. */
const SANS_PX = 7
const MONO_PX = 6.7
const ARROW_SLOPE_PX = 7
const HEIGHT = {
  message: 50,
  alert: 46,
  alertWithDetail: 58,
  thin: 32,
  band: 34,
  data: 40,
  note: 23,
  noteLine: 15,
  fold: 30,
  end: 44,
} as const
const TOP_PX = 10

export type Tone = 'ink' | 'quiet' | 'bad' | 'warn'

interface Placed {
  readonly key: string
  readonly y: number
  readonly heightPx: number
  /** Absolute for the first, then the gap to the one before it on the same clock; empty where the source has no times. */
  readonly time: string
}

export interface ArrowShape {
  readonly from: Point
  readonly to: Point
  readonly line: string
  readonly head: string
}

export interface MessageMark extends Placed {
  readonly kind: 'message'
  readonly message: MessageRow
  readonly tone: Tone
  readonly look: Visibility
  readonly arrow: ArrowShape
  readonly centreX: number
  readonly label: string
  readonly detail: string
  readonly alert: boolean
  /** Everything in words, for the one who does not see the drawing. */
  readonly spoken: string
}

export interface EventMark extends Placed {
  readonly kind: 'event'
  readonly event: EventRow
  readonly tone: Tone
  readonly shape: 'arrow' | 'band'
  readonly arrow: ArrowShape
  readonly centreX: number
  readonly label: string
}

export interface DataMark extends Placed {
  readonly kind: 'data'
  readonly bar: { readonly x: number; readonly widthPx: number }
  readonly towardsServer: boolean
  readonly towardsClient: boolean
  readonly centreX: number
  readonly label: string
}

export interface NoteMark extends Placed {
  readonly kind: 'note'
  readonly note: TraceNote
  readonly tone: Tone
  readonly x: number
  readonly label: string
  /** Its detail in lines; an error is given more of them than the rest. */
  readonly says: readonly string[]
}

export interface FoldMark extends Placed {
  readonly kind: 'fold'
  readonly fold: string
  readonly open: boolean
  readonly x: number
  readonly label: string
}

export type Mark = MessageMark | EventMark | DataMark | NoteMark | FoldMark

export interface Lane {
  readonly id: 'client' | 'server' | 'ssl'
  readonly x: number
}

export interface Ladder {
  readonly lanes: readonly Lane[]
  readonly marks: readonly Mark[]
  readonly end: { readonly y: number; readonly x: number }
  readonly heightPx: number
  /** Right edge of the column of times. */
  readonly timeX: number
}

/** Where everything of the ladder lies, px, for a drawing `widthPx` wide; `nameOf` names sources. */
export function layoutLadder(
  items: readonly LadderItem[],
  widthPx: number,
  nameOf: (source: number) => string = (source) => `source ${source}`,
): Ladder {
  const notes = items.some((item) => item.kind === 'note')
  const lanes = placeLanes(widthPx, notes)
  const x = (id: Lane['id']): number => lanes.find((lane) => lane.id === id)?.x ?? 0
  const [client, server] = [x('client'), x('server')]
  const middle = (client + server) / 2
  const room = server - client - 24
  const noteRoom = widthPx - x('ssl') - 26
  const arrow = (from: Side, y: number): ArrowShape =>
    arrowShape(from === 'client' ? client : server, from === 'client' ? server : client, y)

  // Two clocks: a trace's and a capture's never agree to the microsecond, and a gap between them would say nothing.
  const times = new RunningTime(widthPx < 760 ? 3 : 6)
  const noteTimes = new RunningTime(undefined)
  let y = TOP_PX
  const marks = items.map((item): Mark => {
    const top = y
    const mark = ((): Mark => {
      switch (item.kind) {
        case 'message':
          return messageMark(item.message, top, times.next(item.message.timeNs), arrow, middle, room, nameOf)
        case 'event':
          return eventMark(item.event, top, times.next(item.event.timeNs), arrow, middle, room)
        case 'data':
          return dataMark(item.events, top, times.next(item.events[0]?.timeNs ?? null), client, server, room)
        case 'note':
          return noteMark(item.note, top, noteTimes.next(item.note.timeNs), x('ssl'), noteRoom)
        case 'fold':
          return {
            kind: 'fold',
            key: `fold-${item.fold}`,
            y: top,
            heightPx: HEIGHT.fold,
            time: '',
            fold: item.fold,
            open: item.open,
            x: x('ssl'),
            label: item.open ? 'Fold again' : `${count(item.notes.length)} more`,
          }
      }
    })()
    y += mark.heightPx
    return mark
  })
  return { lanes, marks, end: { y, x: middle }, heightPx: y + HEIGHT.end, timeX: timeColumn(widthPx) }
}

function timeColumn(widthPx: number): number {
  return widthPx < 760 ? 94 : 122
}

/** The lanes share what is right of the times; arrows are not drawn longer than they need to be read. */
function placeLanes(widthPx: number, notes: boolean): readonly Lane[] {
  const left = timeColumn(widthPx) + (widthPx < 760 ? 26 : 38)
  const room = Math.max(220, widthPx - left)
  const span = notes ? Math.max(190, Math.min(430, room * 0.5)) : Math.max(190, Math.min(560, room - 84))
  const start = notes ? left : left + Math.max(0, (room - span - 84) / 3)
  const lanes: Lane[] = [
    { id: 'client', x: Math.round(start) },
    { id: 'server', x: Math.round(start + span) },
  ]
  if (notes)
    lanes.push({
      id: 'ssl',
      x: Math.round(start + span + Math.max(widthPx < 500 ? 60 : 78, Math.min(96, room * 0.12))),
    })
  return lanes
}

function arrowShape(fromX: number, toX: number, y: number): ArrowShape {
  const way = toX > fromX ? 1 : -1
  const from = { x: fromX + way * 3, y }
  const to = { x: toX - way * 4, y: y + ARROW_SLOPE_PX }
  const angle = Math.atan2(to.y - from.y, to.x - from.x)
  const barb = (turn: number): Point => ({
    x: to.x - 9 * Math.cos(angle + turn),
    y: to.y - 9 * Math.sin(angle + turn),
  })
  return { from, to, line: straightPath([from, to]), head: straightPath([barb(0.46), to, barb(-0.46)]) }
}

type Draw = (from: Side, y: number) => ArrowShape

const VISIBILITY_WORD: Readonly<Record<Visibility, string>> = {
  plain: '',
  decrypted: 'decrypted',
  inferred: 'inferred',
  encrypted: 'encrypted',
}

function messageMark(
  message: MessageRow,
  y: number,
  time: string,
  draw: Draw,
  middle: number,
  room: number,
  nameOf: (source: number) => string,
): MessageMark {
  const alert = message.content === 'alert'
  const name = message.name ?? (alert ? 'alert' : `${message.content} record`)
  const label = alert ? `${levelWord(message.level)} ${name}` : message.name === null ? `encrypted ${name}` : name
  const facts = [
    size(message.length),
    VISIBILITY_WORD[message.visibility],
    sealedElsewhere(message) ? `plain in ${nameOf(message.source)}` : '',
    message.complete ? '' : 'bytes missing',
    message.summary,
  ]
  const detail = (alert && message.visibility === 'plain' && message.complete ? [] : facts).filter(Boolean).join(' · ')
  return {
    kind: 'message',
    key: `message-${message.n}`,
    y,
    heightPx: alert ? (detail ? HEIGHT.alertWithDetail : HEIGHT.alert) : HEIGHT.message,
    time,
    message,
    tone: toneOf(message),
    look: message.visibility,
    arrow: draw(message.from, y + (alert ? 30 : 23)),
    centreX: middle,
    label: cut(label, room, SANS_PX),
    detail: cut(detail, room, MONO_PX),
    alert,
    spoken: [
      `${message.n}`,
      message.from,
      label,
      size(message.length),
      VISIBILITY_WORD[message.visibility],
      message.complete ? '' : 'incomplete',
      message.summary,
      time,
    ]
      .filter(Boolean)
      .join(', '),
  }
}

/** Encrypted on the wire, and still readable: a source on the host dumped it. */
function sealedElsewhere({ visibility, source, sightings }: MessageRow): boolean {
  return visibility === 'plain' && sightings.some((one) => one.visibility === 'encrypted' && one.source !== source)
}

/** close_notify is how a connection ends well (RFC 8446 §6.1): a warning by its level, but nothing to look at. */
function toneOf(message: MessageRow): Tone {
  if (message.content === 'alert')
    return message.level === 1 ? (message.type === 0 ? 'quiet' : 'warn') : message.level === 2 ? 'bad' : 'ink'
  return message.content === 'handshake' ? 'ink' : 'quiet'
}

const EVENT_LABEL: Readonly<Record<EventRow['kind'], (event: EventRow) => string>> = {
  syn: () => 'TCP SYN',
  syn_ack: () => 'TCP SYN, ACK',
  fin: () => 'TCP FIN',
  rst: () => 'TCP RST',
  after_reset: () => 'goes on after its reset',
  icmp: () => 'packets do not arrive',
  clear_text: (event) => `clear text, ${size(event.length)}`,
  gap: (event) => `${plural(event.length, 'byte')} missing`,
  retransmission: (event) => `retransmission, ${size(event.length)}`,
  conflict: (event) => `overlapping bytes that differ, ${size(event.length)}`,
  out_of_window: () => 'packets numbered beyond any window, not read',
  application_data: (event) => `application data, ${size(event.length)}`,
  not_tls: (event) => `not TLS, ${size(event.length)}`,
  closed: () => 'connection closed',
  record_read: (event) => `record read, ${size(event.length)}`,
  application_call: () => 'the application reads',
  host_error: () => 'error on the host',
  host_secured: () => 'handshake complete, says the host',
  host_failed: () => 'handshake failed, says the host',
  bad_record_mac: (event) => `record does not authenticate, ${size(event.length)}`,
  keys_do_not_fit: () => "the key log's secret opens nothing",
  quic_version: () => 'QUIC',
  finished_does_not_verify: () => 'Finished does not fit the messages before it',
}

const EVENT_TONE: Readonly<Partial<Record<EventRow['kind'], Tone>>> = {
  rst: 'bad',
  after_reset: 'warn',
  icmp: 'bad',
  host_failed: 'bad',
  gap: 'warn',
  conflict: 'warn',
  out_of_window: 'warn',
  not_tls: 'warn',
  bad_record_mac: 'bad',
  keys_do_not_fit: 'warn',
  finished_does_not_verify: 'bad',
  retransmission: 'warn',
  host_error: 'bad',
}

function eventMark(event: EventRow, y: number, time: string, draw: Draw, middle: number, room: number): EventMark {
  const band = event.from === null || event.kind === 'gap' || event.kind === 'not_tls' || event.kind === 'conflict'
  const label = [EVENT_LABEL[event.kind](event), band && event.from ? `from the ${event.from}` : '', event.text ?? '']
    .filter(Boolean)
    .join(' · ')
  return {
    kind: 'event',
    key: `event-${event.kind}-${event.source}-${event.frame ?? ''}-${event.line ?? ''}-${y}`,
    y,
    heightPx: band ? HEIGHT.band : HEIGHT.thin,
    time,
    event,
    tone: EVENT_TONE[event.kind] ?? 'quiet',
    shape: band ? 'band' : 'arrow',
    arrow: draw(event.from ?? 'client', y + 18),
    centreX: middle,
    label: cut(label, room, SANS_PX),
  }
}

function dataMark(
  events: readonly EventRow[],
  y: number,
  time: string,
  client: number,
  server: number,
  room: number,
): DataMark {
  const sum = (side: Side): number =>
    events.reduce((bytes, event) => bytes + (event.from === side ? event.length : 0), 0)
  const [fromClient, fromServer] = [sum('client'), sum('server')]
  const records = events.length > 1 ? ` · ${count(events.length)} records` : ''
  return {
    kind: 'data',
    key: `data-${y}`,
    y,
    heightPx: HEIGHT.data,
    time,
    bar: { x: client + 10, widthPx: server - client - 20 },
    towardsServer: fromClient > 0,
    towardsClient: fromServer > 0,
    centreX: (client + server) / 2,
    label: cut(`application data${records} · ${size(fromClient + fromServer)}`, room, SANS_PX),
  }
}

function noteMark(note: TraceNote, y: number, time: string, x: number, room: number): NoteMark {
  const error = isError(note)
  const says = wrap(note.detail.join('; '), room, SANS_PX - 0.8, error ? 3 : 2)
  return {
    kind: 'note',
    key: `note-${note.source}-${note.line}`,
    y,
    heightPx: HEIGHT.note + says.length * HEIGHT.noteLine,
    time,
    note,
    tone: error ? 'bad' : 'ink',
    x,
    label: cut(note.functionName ?? note.description, room, MONO_PX),
    says,
  }
}

/** The marks that touch a stretch of the drawing, in order. */
export function marksBetween(marks: readonly Mark[], topPx: number, bottomPx: number): readonly Mark[] {
  const first = lowerBound(marks, (mark) => mark.y + mark.heightPx >= topPx)
  const end = lowerBound(marks, (mark) => mark.y > bottomPx)
  return marks.slice(first, end)
}

/** Index of the first mark for which a test holds that, once it holds, holds for all after it. */
function lowerBound(marks: readonly Mark[], holds: (mark: Mark) => boolean): number {
  let low = 0
  let high = marks.length
  while (low < high) {
    const middle = (low + high) >> 1
    const mark = marks[middle]
    if (mark && !holds(mark)) low = middle + 1
    else high = middle
  }
  return low
}
