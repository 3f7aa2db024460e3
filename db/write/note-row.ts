import type { WritableCase } from '../open.ts'
import type { StoredNote } from '../query/note-list.ts'

export function prepareNoteWriter({ db }: WritableCase) {
  const insert = db.prepare(
    `INSERT INTO note (key, mark, leg_id, message, text, made_ms, changed_ms)
     VALUES (:key, :mark, :leg, :message, :text, :madeMs, :changedMs)`,
  )
  const put = db.prepare(
    `INSERT OR REPLACE INTO note (id, key, mark, leg_id, message, text, made_ms, changed_ms)
     VALUES (:id, :key, :mark, :leg, :message, :text, :madeMs, :changedMs)`,
  )
  const remove = db.prepare<[number]>('DELETE FROM note WHERE id = ?')
  const place = db.prepare<[number | null, number | null, number]>(
    'UPDATE note SET leg_id = ?, message = ? WHERE id = ?',
  )
  return {
    /** Returns the new note's id. */
    add: (note: Omit<StoredNote, 'id'>): number => Number(insert.run(note).lastInsertRowid),
    /** As it is given, in place of one with its id or key. */
    put: (note: StoredNote): void => void put.run(note),
    remove: (id: number): void => void remove.run(id),
    place: (id: number, leg: number | null, message: number | null): void => void place.run(leg, message, id),
  }
}
