import { prepareConnectionOrder } from '../../db/query/connection-order.ts'
import type { Finding } from '../diagnose/finding.ts'
import { documentFinding } from '../report/analysis/finding.ts'
import type { AnalysisConnection } from '../report/analysis/schema.ts'
import { analysisSource } from '../report/analysis/source.ts'
import type { AnalysisParts } from '../report/analysis/write.ts'
import { analysisReader } from './analysis-reader.ts'
import { caseFindings } from './connection-findings.ts'
import type { OpenCase } from './open-case.ts'

/** Ids read at a time. */
const AT_ONCE = 1_000

/**
 * The open case as the analysis document's parts; connections are read from the index one by one as they are asked for, until `stopped`.
 */
export function analysisParts(open: OpenCase, version: string, stopped: () => boolean): AnalysisParts {
  const counts = open.counts
  const causes: Record<string, number> = {}
  const findings = caseFindingsOf(open).map(documentFinding)
  return {
    version,
    sources: open.sources.map(analysisSource),
    connections: connections(open, stopped, causes),
    findings,
    summary: {
      connections: counts.established + counts.failed + counts.incomplete,
      established: counts.established,
      failed: counts.failed,
      incomplete: counts.incomplete,
      causes,
    },
  }
}

/** What is wrong with the case as a whole. */
export function caseFindingsOf(open: OpenCase): readonly Finding[] {
  const alone = prepareConnectionOrder(open.index)('start', false, 0, 1).length === 0
  return caseFindings(open.contents.logMessagesOfCase(), open.setUp.fact, alone)
}

/** Numbered from 1 in order of start; those without one come last. Root causes are counted into `causes` on the way. */
function* connections(
  open: OpenCase,
  stopped: () => boolean,
  causes: Record<string, number>,
): Generator<AnalysisConnection> {
  const inOrder = prepareConnectionOrder(open.index)
  const read = analysisReader(open)
  let number = 0
  for (let offset = 0; ; offset += AT_ONCE) {
    const ids = inOrder('start', false, offset, AT_ONCE)
    for (const id of ids) {
      if (stopped()) return
      const connection = read(id, number + 1)
      if (!connection) continue
      number++
      const root = connection.findings.find(({ rank }) => rank === 1)
      if (root && connection.outcome === 'failed') causes[root.cause] = (causes[root.cause] ?? 0) + 1
      yield connection
    }
    if (ids.length < AT_ONCE) return
  }
}
