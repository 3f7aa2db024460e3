import type { ReadableCase, WritableCase } from '../open.ts'
import { prepareCaseFact } from '../query/case-fact.ts'
import { prepareCaseFactWriter } from './case-fact.ts'

/** A case file may come from anybody; 2^40 legs are far beyond what any case has. */
const MOST_LEGS = 2 ** 40

/**
 * The highest number that a leg of the case has or had: none is given twice, as a window may still know a connection by it. Served by the
 * primary keys.
 */
export function prepareHighestLeg({ db }: ReadableCase) {
  const highest = db.prepare<[], number | null>('SELECT max(id) FROM leg').pluck()
  const fact = prepareCaseFact({ db })
  return (): number => {
    const kept = Number(fact('highest-leg') ?? 0)
    return Math.max(highest.get() ?? 0, Number.isSafeInteger(kept) && kept < MOST_LEGS ? kept : 0)
  }
}

/** Before legs are removed: afterwards the table does not tell it any more. */
export function keepHighestLeg(index: WritableCase): void {
  prepareCaseFactWriter(index)('highest-leg', String(prepareHighestLeg(index)()))
}
