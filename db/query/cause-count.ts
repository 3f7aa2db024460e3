import type { ReadableCase } from '../open.ts'
import { CONFIDENCES, wordOf } from '../vocabulary.ts'

export interface CauseCount {
  readonly cause: string
  readonly confidence: (typeof CONFIDENCES)[number]
  readonly count: number
}

/** More than there are causes, each with three confidences. */
const MAX_ROWS = 300

/** How many connections failed for which root cause, the most frequent first. Served by connection_by_cause alone: some 20 ms for 100,000 failed ones. */
export function prepareCauseCounts({ db }: ReadableCase) {
  const statement = db.prepare<[], { cause: string; confidence: number; count: number }>(
    `SELECT cause, cause_confidence AS confidence, count(*) AS count
       FROM connection
      WHERE cause IS NOT NULL
      GROUP BY cause, cause_confidence
      ORDER BY count DESC, cause, cause_confidence
      LIMIT ${MAX_ROWS}`,
  )
  return (): CauseCount[] =>
    statement
      .all()
      .map(({ cause, confidence, count }) => ({ cause, confidence: wordOf(CONFIDENCES, confidence), count }))
}
