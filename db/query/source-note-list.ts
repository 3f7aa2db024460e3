import type { ReadableCase } from '../open.ts'
import { PER_SOURCE } from '../write/position-key.ts'
import { NOTE_KIND } from '../write/setting-rows.ts'

/** What somebody wrote into a source: a comment of a capture, a name for an address. */
export interface SourceNote {
  /** `packet 12`, `interface 0`, `section`, an address. */
  readonly about: string
  readonly text: string
}

/** The first `limit` notes of a source, in its order. Served by the primary key. */
export function prepareSourceNotes({ db }: ReadableCase) {
  const statement = db.prepare<[number, number, string, number], SourceNote>(`
    SELECT name AS about, iif(json_valid(value), coalesce(json_extract(value, '$.text'), ''), '') AS text
      FROM setting
     WHERE id >= ? AND id < ? AND kind = ?
     ORDER BY id
     LIMIT ?`)
  return (source: number, limit: number): SourceNote[] =>
    statement.all(source * PER_SOURCE, (source + 1) * PER_SOURCE, NOTE_KIND, limit)
}
