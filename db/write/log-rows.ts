import type { WritableCase } from '../open.ts'
import { sourceKey } from './position-key.ts'
import { RowBuffer } from './row-buffer.ts'

/** A message of a log. */
export interface LogRow {
  /** Its number in the source, from 0. */
  readonly position: number
  /** The connection that it speaks of; undefined where it names none. */
  readonly legId: number | undefined
  /** How many of the leg's messages came before it. */
  readonly afterMessage: number
  readonly timeNs: bigint | undefined
  readonly line: number
  readonly offset: number
  readonly length: number
  readonly id: string
  readonly lines: readonly string[]
}

/** Rows of `log_message`. */
export function prepareLogWriter({ db }: WritableCase) {
  const rows = new RowBuffer(db, 'INSERT INTO log_message VALUES', 9)
  return {
    /** The caller has opened the transaction. */
    write(sourceId: number, messages: readonly LogRow[]): void {
      for (const { position, legId, afterMessage, timeNs, line, offset, length, id, lines } of messages) {
        const key = sourceKey(sourceId, position)
        rows.values.push(key, legId ?? null, afterMessage, timeNs ?? null, line, offset, length, id)
        rows.values.push(JSON.stringify(lines))
      }
      rows.write()
    },
  }
}

export type LogWriter = ReturnType<typeof prepareLogWriter>
