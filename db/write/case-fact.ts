import type { WritableCase } from '../open.ts'

/**
 * Facts of the case as a whole. `joined` is `no` while sources were read and their legs not yet joined; `causes` is `stale` while causes may
 * stand that rest on what is no longer there. `highest-leg` is the highest number that a leg had when legs were last removed.
 */
export type CaseFact = 'title' | 'example' | 'joined' | 'origin' | 'window' | 'causes' | 'highest-leg'

export function prepareCaseFactWriter({ db }: WritableCase) {
  const put = db.prepare<[CaseFact, string]>('INSERT OR REPLACE INTO case_fact VALUES (?, ?)')
  return (name: CaseFact, value: string): void => void put.run(name, value)
}
