import type { ReadableCase } from '../open.ts'
import { CONFIDENCES, numberOf, OUTCOMES } from '../vocabulary.ts'

export interface FailedConnection {
  readonly id: number
  /** It has several legs. */
  readonly joined: boolean
  /** A log speaks of it. */
  readonly logged: boolean
  /** Its root cause is certain. */
  readonly sure: boolean
}

interface Row {
  readonly id: number
  readonly legs: number
  readonly logged: number
  readonly sure: number
}

/** Failed connections with ids above one, in order. Served by connection_by_outcome, leg_by_connection and the index of log messages by leg. */
export function prepareFailedConnections({ db }: ReadableCase) {
  const statement = db.prepare<[number, number, number, number], Row>(
    `SELECT id,
            (SELECT count(*) FROM (SELECT 1 FROM leg WHERE connection_id = connection.id LIMIT 2)) AS legs,
            EXISTS (SELECT 1 FROM leg JOIN log_message ON leg_id = leg.id WHERE connection_id = connection.id) AS logged,
            ifnull(cause_confidence = ?, 0) AS sure
       FROM connection
      WHERE outcome = ? AND id > ?
      ORDER BY id
      LIMIT ?`,
  )
  return (after: number, limit: number): FailedConnection[] =>
    statement
      .all(numberOf(CONFIDENCES, 'certain'), numberOf(OUTCOMES, 'failed'), after, limit)
      .map(({ id, legs, logged, sure }) => ({ id, joined: legs > 1, logged: logged !== 0, sure: sure !== 0 }))
}
