import type { Apart } from '../../main/join/apart.ts'
import type { WritableCase } from '../open.ts'
import { JOINED_BY, numberOf } from '../vocabulary.ts'

const ROWS_AT_ONCE = 5_000

/** Puts what is known of legs that stay apart in the place of what was known before. */
export function replaceApart({ db }: WritableCase, apart: readonly Apart[]): void {
  const some = db.prepare<[number]>(
    'DELETE FROM leg_apart WHERE leg_id IN (SELECT leg_id FROM leg_apart ORDER BY leg_id LIMIT ?)',
  )
  while (some.run(ROWS_AT_ONCE).changes > 0);
  const insert = db.prepare<[number, number, number, string, number]>(
    'INSERT OR REPLACE INTO leg_apart VALUES (?, ?, ?, ?, ?)',
  )
  const insertSome = db.transaction((rows: readonly Apart[]) => {
    for (const { leg, source, reason, candidates, count } of rows)
      insert.run(leg, source, numberOf(JOINED_BY, reason), JSON.stringify(candidates), count)
  })
  for (let at = 0; at < apart.length; at += ROWS_AT_ONCE) insertSome.immediate(apart.slice(at, at + ROWS_AT_ONCE))
}
