import type { ConnectionEvent, PacketFacts } from '../../main/tls/message.ts'
import type { ReadableCase } from '../open.ts'
import { EVENT_KINDS, SIDES, wordOf } from '../vocabulary.ts'
import { PER_LEG } from '../write/position-key.ts'
import { small } from './connection-by-id.ts'

interface EventRow {
  kind: bigint
  timeNs: bigint | null
  frame: bigint | null
  line: bigint | null
  side: bigint | null
  afterMessage: bigint
  length: bigint
  text: string | null
  bytes: Uint8Array | null
  packet: string | null
}

/** The first `limit` events of a leg, in order. Served by the primary key. */
export function prepareEventsOfLeg({ db }: ReadableCase) {
  const statement = db
    .prepare<[number, number, number], EventRow>(
      `
    SELECT kind, time_ns AS timeNs, frame, line, side, after_message AS afterMessage, length, text, bytes, packet
      FROM connection_event
     WHERE id >= ? AND id < ?
     ORDER BY id
     LIMIT ?`,
    )
    .safeIntegers()
  return (leg: number, limit: number): ConnectionEvent[] =>
    statement.all(leg * PER_LEG, (leg + 1) * PER_LEG, limit).map(eventOf)
}

function eventOf(row: EventRow): ConnectionEvent {
  return {
    kind: wordOf(EVENT_KINDS, row.kind),
    timeNs: row.timeNs ?? undefined,
    frame: small(row.frame),
    line: small(row.line),
    from: row.side === null ? undefined : wordOf(SIDES, row.side),
    afterMessage: Number(row.afterMessage),
    length: Number(row.length),
    text: row.text ?? undefined,
    bytes: row.bytes === null ? undefined : new Uint8Array(row.bytes),
    packet: row.packet === null ? undefined : (JSON.parse(row.packet) as PacketFacts),
  }
}
