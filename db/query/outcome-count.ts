import type { ReadableCase } from '../open.ts'
import { OUTCOMES, wordOf } from '../vocabulary.ts'

export type OutcomeCounts = Record<(typeof OUTCOMES)[number], number>

/** How many connections ended how: three rows that writers keep, as counting a million connections at each change would take too long. */
export function prepareOutcomeCounts({ db }: ReadableCase) {
  const statement = db.prepare<[], { outcome: number; count: number }>(
    'SELECT outcome, count FROM outcome_count ORDER BY outcome LIMIT 3',
  )
  return (): OutcomeCounts => {
    const counts: OutcomeCounts = { established: 0, incomplete: 0, failed: 0 }
    for (const { outcome, count } of statement.all()) counts[wordOf(OUTCOMES, outcome)] = count
    return counts
  }
}
