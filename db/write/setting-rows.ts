import type { WritableCase } from '../open.ts'
import { sourceKey } from './position-key.ts'
import { RowBuffer } from './row-buffer.ts'

/** The kind of what somebody wrote into a source about a part of it: the part is the name, the words are `text` of the value. */
export const NOTE_KIND = 'note'

/** One thing that a configuration says. */
export interface SettingRow {
  /** Its number in the source, from 0. */
  readonly position: number
  readonly kind: string
  readonly name: string | undefined
  readonly line: number
  readonly offset: number
  readonly length: number
  /** What the reader made of it, as JSON. */
  readonly json: string
}

/** Rows of `setting`. */
export function prepareSettingWriter({ db }: WritableCase) {
  const rows = new RowBuffer(db, 'INSERT INTO setting VALUES', 7)
  return {
    /** The caller has opened the transaction. */
    write(sourceId: number, settings: readonly SettingRow[]): void {
      for (const { position, kind, name, line, offset, length, json } of settings)
        rows.values.push(sourceKey(sourceId, position), kind, name ?? null, line, offset, length, json)
      rows.write()
    },
  }
}

export type SettingWriter = ReturnType<typeof prepareSettingWriter>
