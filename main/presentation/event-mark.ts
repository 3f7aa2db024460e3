import type { EventRow } from '../../preload/contract/connection.ts'
import type { Side } from '../../preload/contract/vocabulary.ts'
import { count, plural, size } from './format.ts'
import type { Draw } from './ladder-arrow.ts'
import type { DataMark, EventMark, Tone } from './ladder-mark.ts'
import { cut, SANS_PX } from './ladder-text.ts'

const HEIGHT = { arrow: 32, band: 34, data: 40 } as const

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

/** What a drawing says of an event; `band`: nobody sent it, or what is there is no message. */
export interface EventWords {
  readonly tone: Tone
  readonly label: string
  readonly band: boolean
}

export function eventWords(event: EventRow): EventWords {
  const band = event.from === null || event.kind === 'gap' || event.kind === 'not_tls' || event.kind === 'conflict'
  const label = [EVENT_LABEL[event.kind](event), band && event.from ? `from the ${event.from}` : '', event.text ?? '']
    .filter(Boolean)
    .join(' · ')
  return { tone: EVENT_TONE[event.kind] ?? 'quiet', label, band }
}

/** What happened beside the messages: an arrow where somebody sent it, else a band across. */
export function eventMark(
  event: EventRow,
  y: number,
  time: string,
  draw: Draw,
  middle: number,
  room: number,
): EventMark {
  const { tone, label, band } = eventWords(event)
  return {
    kind: 'event',
    key: `event-${event.kind}-${event.source}-${event.frame ?? ''}-${event.line ?? ''}-${y}`,
    y,
    heightPx: band ? HEIGHT.band : HEIGHT.arrow,
    time,
    event,
    tone,
    shape: band ? 'band' : 'arrow',
    arrow: draw(event.from ?? 'client', y + 18),
    centreX: middle,
    label: cut(label, room, SANS_PX),
  }
}

/** Application data in a row, in words and bytes. */
export function dataWords(events: readonly EventRow[]): {
  readonly label: string
  readonly fromClient: number
  readonly fromServer: number
} {
  const sum = (side: Side): number =>
    events.reduce((bytes, event) => bytes + (event.from === side ? event.length : 0), 0)
  const [fromClient, fromServer] = [sum('client'), sum('server')]
  const records = events.length > 1 ? ` · ${count(events.length)} records` : ''
  return { label: `application data${records} · ${size(fromClient + fromServer)}`, fromClient, fromServer }
}

/** Application data in a row, as one bar between the lanes. */
export function dataMark(
  events: readonly EventRow[],
  y: number,
  time: string,
  client: number,
  server: number,
  room: number,
): DataMark {
  const { label, fromClient, fromServer } = dataWords(events)
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
    label: cut(label, room, SANS_PX),
  }
}
