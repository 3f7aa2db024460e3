import type { ReadableCase } from '../open.ts'
import { parsedJson } from '../parsed-json.ts'
import { PER_SOURCE } from '../write/position-key.ts'

/** A message of a log, as it was printed. */
export interface StoredLogMessage {
  readonly source: number
  readonly line: number
  readonly offset: number
  readonly length: number
  /** On the log's own clock. */
  readonly timeNs: bigint | undefined
  /** `EZD1287I`, `SYSERR`, `134CC19E`. */
  readonly id: string
  readonly lines: readonly string[]
  /** How many of its leg's messages came before it; 0 where it belongs to no leg. */
  readonly afterMessage: number
}

export interface LogMessageRow {
  id: bigint
  afterMessage: bigint
  timeNs: bigint | null
  line: bigint
  offset: bigint
  length: bigint
  messageId: string
  lines: string
}

export const COLUMNS = `id, after_message AS afterMessage, time_ns AS timeNs, line, source_offset AS offset, source_extent AS length,
  message_id AS messageId, lines`

/** The first `limit` messages of a leg, in the order of the log. Served by index log_message_by_leg. */
export function prepareLogMessagesOfLeg({ db }: ReadableCase) {
  const statement = db
    .prepare<[number, number], LogMessageRow>(`SELECT ${COLUMNS} FROM log_message WHERE leg_id = ? ORDER BY id LIMIT ?`)
    .safeIntegers()
  return (leg: number, limit: number): StoredLogMessage[] => statement.all(leg, limit).map(messageOf)
}

/** The first `limit` messages that name no connection, source by source. Served by index log_message_by_leg. */
export function prepareLogMessagesOfCase({ db }: ReadableCase) {
  const statement = db
    .prepare<[number], LogMessageRow>(`SELECT ${COLUMNS} FROM log_message WHERE leg_id IS NULL ORDER BY id LIMIT ?`)
    .safeIntegers()
  return (limit: number): StoredLogMessage[] => statement.all(limit).map(messageOf)
}

export function messageOf(row: LogMessageRow): StoredLogMessage {
  return {
    source: Number(row.id / BigInt(PER_SOURCE)),
    line: Number(row.line),
    offset: Number(row.offset),
    length: Number(row.length),
    timeNs: row.timeNs ?? undefined,
    id: row.messageId,
    lines: linesOf(row.lines),
    afterMessage: Number(row.afterMessage),
  }
}

/** A case file may come from anybody: what is no list of texts is an empty one. */
function linesOf(json: string): string[] {
  const parsed = parsedJson(json)
  return Array.isArray(parsed) ? parsed.filter((line: unknown): line is string => typeof line === 'string') : []
}
