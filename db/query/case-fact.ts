import type { ReadableCase } from '../open.ts'
import type { CaseFact } from '../write/case-fact.ts'

/** A fact of the case, or undefined where it was never stated. Served by the primary key. */
export function prepareCaseFact({ db }: ReadableCase) {
  const statement = db.prepare<[CaseFact], string>('SELECT value FROM case_fact WHERE name = ? LIMIT 1').pluck()
  return (name: CaseFact): string | undefined => statement.get(name)
}
