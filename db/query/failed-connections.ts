import type { ReadableCase } from '../open.ts'
import { BOUNDARIES, CONFIDENCES, numberOf, OUTCOMES } from '../vocabulary.ts'

const FAILED = `
  SELECT id
    FROM connection AS failed
   WHERE outcome = ? AND id > ? AND id <= ?`
const IN_ORDER = `
   ORDER BY id
   LIMIT ?`

/** Ids of failed connections above one and up to another, in order. Served by connection_by_outcome. */
export function prepareFailedConnections({ db }: ReadableCase) {
  const statement = db.prepare<[number, number, number, number], number>(FAILED + IN_ORDER).pluck()
  return (above: number, upTo: number, limit: number): number[] =>
    statement.all(numberOf(OUTCOMES, 'failed'), above, upTo, limit)
}

/**
 * Those among them of which the case knows more than their own messages say: they have several legs, a log speaks of them, or their server,
 * which refused the hello for a reason that is not certain, established other connections. Looks at all between the two ids, so these want to be
 * near each other. Served by leg_by_connection, log_message_by_leg and connection_by_server too.
 */
export function prepareFailedSpokenOf({ db }: ReadableCase) {
  const statement = db
    .prepare<[number, number, number, number, number, number, number], number>(
      `${FAILED}
     AND ((SELECT count(*) FROM (SELECT 1 FROM leg WHERE connection_id = failed.id LIMIT 2)) > 1
          OR EXISTS (SELECT 1 FROM leg JOIN log_message ON leg_id = leg.id WHERE connection_id = failed.id)
          OR (boundary = ? AND cause_confidence IS NOT ?
              AND EXISTS (SELECT 1 FROM connection AS other WHERE other.server_order = failed.server_order AND other.outcome = ?)))
     ${IN_ORDER}`,
    )
    .pluck()
  const refused = [
    numberOf(BOUNDARIES, 'client_hello'),
    numberOf(CONFIDENCES, 'certain'),
    numberOf(OUTCOMES, 'established'),
  ] as const
  return (above: number, upTo: number): number[] =>
    statement.all(numberOf(OUTCOMES, 'failed'), above, upTo, ...refused, upTo - above)
}

/** The highest id of a failed connection; 0 without one. Served by connection_by_outcome. */
export function lastFailedConnection({ db }: ReadableCase): number {
  const statement = db.prepare<[number], number>('SELECT ifnull(max(id), 0) FROM connection WHERE outcome = ?').pluck()
  return statement.get(numberOf(OUTCOMES, 'failed')) ?? 0
}
