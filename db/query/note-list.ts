import type { ReadableCase } from '../open.ts'

/** A note as it is kept; `mark` is for main/ingest/note-mark.ts to read. */
export interface StoredNote {
  readonly id: number
  /** The note's own, in whatever case it is. */
  readonly key: string
  readonly mark: string
  /** Where what it is about was found: a leg, and the message's number in it. */
  readonly leg: number | null
  readonly message: number | null
  readonly text: string
  readonly madeMs: number
  readonly changedMs: number
}

export interface PlacedNote extends StoredNote {
  /** The connection that its leg is in. */
  readonly connection: number | null
}

/** More than people write about one incident; each is looked for when the case is joined, and all of them are listed at once. */
export const MAX_NOTES = 2_000

const COLUMNS =
  'note.id, note.key, note.mark, note.leg_id AS leg, note.message, note.text, note.made_ms AS madeMs, note.changed_ms AS changedMs'

/** All notes, the first made first. Served by the primary keys. */
export function prepareNoteList({ db }: ReadableCase) {
  const statement = db.prepare<[number], PlacedNote>(
    `SELECT ${COLUMNS}, leg.connection_id AS connection
       FROM note LEFT JOIN leg ON leg.id = note.leg_id
      ORDER BY note.id
      LIMIT ?`,
  )
  return (): PlacedNote[] => statement.all(MAX_NOTES)
}

/** One note. Served by the primary key. */
export function prepareNoteById({ db }: ReadableCase) {
  const statement = db.prepare<[number], StoredNote>(`SELECT ${COLUMNS} FROM note WHERE note.id = ? LIMIT 1`)
  return (id: number): StoredNote | undefined => statement.get(id)
}

/** A table of some dozens of rows. */
export function prepareNoteCount({ db }: ReadableCase) {
  const statement = db.prepare<[], number>('SELECT count(*) FROM note').pluck()
  return (): number => statement.get() ?? 0
}
