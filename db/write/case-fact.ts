import type { WritableCase } from '../open.ts'

/** Facts of the case as a whole: `title`, `example`, `createdBy`. */
export type CaseFact = 'title' | 'example' | 'createdBy'

export function prepareCaseFactWriter({ db }: WritableCase) {
  const put = db.prepare<[CaseFact, string]>('INSERT OR REPLACE INTO case_fact VALUES (?, ?)')
  return (name: CaseFact, value: string): void => void put.run(name, value)
}
