import type { Overview } from '../../../preload/contract/overview.ts'
import type { Answers } from '../answer.ts'
import { parseFilter } from '../filter.ts'
import { overviewOf } from '../overview.ts'
import type { CaseHolder } from './connection.ts'

/** `case.overview`: what there is in all, or in what a filter leaves. */
export function overviewAnswers(engine: CaseHolder) {
  return {
    'case.overview': async ({ filter }, signal) => {
      const parsed = parseFilter(filter)
      return parsed.ok
        ? overviewOf(engine.case.index, parsed.terms, signal)
        : { ...NOTHING, filterProblem: parsed.problem }
    },
  } satisfies Partial<Answers>
}

const NOTHING: Overview = {
  total: 0,
  outcomes: { established: 0, incomplete: 0, failed: 0 },
  time: { startNs: null, widthNs: 1n, bins: [], undated: 0 },
  causes: [],
  endings: [],
  versions: [],
  cipherSuites: [],
  groups: [],
  servers: [],
  serverCount: 0,
  filterProblem: null,
}
