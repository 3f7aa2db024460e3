import type { TlsMessage } from '../../main/tls/message.ts'
import type { ReadableCase } from '../open.ts'
import { CONTENTS, SIDES, VISIBILITIES, wordOf } from '../vocabulary.ts'
import { PER_LEG } from '../write/position-key.ts'
import { small } from './connection-by-id.ts'

interface MessageRow {
  timeNs: bigint | null
  frame: bigint | null
  line: bigint | null
  side: bigint
  content: bigint
  type: bigint | null
  level: bigint | null
  recordVersion: bigint | null
  length: bigint
  visibility: bigint
  complete: bigint
  offset: bigint
  extent: bigint
  bytes: Uint8Array
}

/** The first `limit` messages of a leg, in order. Served by the primary key. */
export function prepareMessagesOfLeg({ db }: ReadableCase) {
  const statement = db
    .prepare<[number, number, number], MessageRow>(
      `
    SELECT time_ns AS timeNs, frame, line, side, content, type, level, record_version AS recordVersion, length, visibility, complete,
           source_offset AS offset, source_extent AS extent, bytes
      FROM message
     WHERE id >= ? AND id < ?
     ORDER BY id
     LIMIT ?`,
    )
    .safeIntegers()
  return (leg: number, limit: number): TlsMessage[] =>
    statement.all(leg * PER_LEG, (leg + 1) * PER_LEG, limit).map(messageOf)
}

function messageOf(row: MessageRow): TlsMessage {
  return {
    timeNs: row.timeNs ?? undefined,
    frame: small(row.frame),
    line: small(row.line),
    from: wordOf(SIDES, row.side),
    content: wordOf(CONTENTS, row.content),
    type: small(row.type),
    level: small(row.level),
    recordVersion: small(row.recordVersion),
    length: Number(row.length),
    visibility: wordOf(VISIBILITIES, row.visibility),
    complete: row.complete !== 0n,
    // A Buffer would reach the window as something else than bytes.
    bytes: new Uint8Array(row.bytes.buffer, row.bytes.byteOffset, row.bytes.byteLength),
    offset: Number(row.offset),
    extent: Number(row.extent),
  }
}
