import type { WritableCase } from '../open.ts'
import { MAX_PAST_LEGS, type PastLeg } from '../query/past-leg.ts'

export function preparePastLegWriter({ db }: WritableCase) {
  const put = db.prepare(
    `INSERT OR REPLACE INTO past_leg (legs, leg_id, source_id, stream, mark, messages, now)
     VALUES (:legs, :leg, :source, :stream, :mark, :messages, :now)`,
  )
  const place = db.prepare<[number, string, number]>('UPDATE past_leg SET now = ? WHERE legs = ? AND leg_id = ?')
  const remove = db.prepare<[string, number]>('DELETE FROM past_leg WHERE legs = ? AND leg_id = ?')
  const forgetOldest = db.prepare<[number]>(
    'DELETE FROM past_leg WHERE leg_id <= (SELECT leg_id FROM past_leg ORDER BY leg_id DESC LIMIT 1 OFFSET ?)',
  )
  return {
    put: (leg: PastLeg): void => void put.run(leg),
    place: ({ legs, leg }: PastLeg, now: number): void => void place.run(now, legs, leg),
    remove: ({ legs, leg }: PastLeg): void => void remove.run(legs, leg),
    forgetOldest: (): void => void forgetOldest.run(MAX_PAST_LEGS),
  }
}

/** Before the legs of a source are removed: what those showed is looked for again when the case is joined. */
export function losePastLegs({ db }: WritableCase, sourceId: number): void {
  db.prepare<[number]>(
    'UPDATE past_leg SET now = NULL WHERE EXISTS (SELECT 1 FROM leg WHERE leg.id = past_leg.now AND leg.source_id = ?)',
  ).run(sourceId)
}
