import { prepareConnectionOrder } from '../../db/query/connection-order.ts'
import { presentFinding } from '../report/present-finding.ts'
import { analysisConnection } from '../report/analysis/connection.ts'
import type { AnalysisConnection } from '../report/analysis/schema.ts'
import { analysisSource, type TimeOf, timeOf } from '../report/analysis/source.ts'
import type { AnalysisParts } from '../report/analysis/write.ts'
import { caseFindings, connectionFindings } from './connection-findings.ts'
import { Elsewhere } from './elsewhere.ts'
import type { OpenCase } from './open-case.ts'

/** Ids read at a time. */
const AT_ONCE = 1_000

/**
 * The open case as the analysis document's parts; connections are read from the index one by one as they are asked for, until `stopped`.
 */
export function analysisParts(open: OpenCase, version: string, stopped: () => boolean): AnalysisParts {
  const counts = open.counts
  const causes: Record<string, number> = {}
  const findings = caseFindings(open.contents.logMessagesOfCase()).map(presentFinding)
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

/** Numbered from 1 in order of start; those without one come last. Root causes are counted into `causes` on the way. */
function* connections(
  open: OpenCase,
  stopped: () => boolean,
  causes: Record<string, number>,
): Generator<AnalysisConnection> {
  const ofCase = open.contents.logMessagesOfCase()
  const inOrder = prepareConnectionOrder(open.index)
  const elsewhere = new Elsewhere(open.index, open.contents)
  const sources = new Map(open.sources.map((source) => [source.id, source]))
  let number = 0
  for (let offset = 0; ; offset += AT_ONCE) {
    const ids = inOrder('start', false, offset, AT_ONCE)
    for (const id of ids) {
      if (stopped()) return
      const content = open.contents.content(id)
      if (!content) continue
      const { facts, legs, view, merged, clockOffsets } = content
      const findings = connectionFindings(
        content,
        { own: open.contents.logMessages(content), ofCase },
        elsewhere.of(facts),
      )
      const [root] = findings
      if (root && facts.outcome === 'failed') causes[root.cause] = (causes[root.cause] ?? 0) + 1
      const [first = 0] = facts.sources
      const ownTime = (source: number): TimeOf => {
        const print = timeOf(sources.get(source))
        const offsetNs = clockOffsets.get(source) ?? 0n
        return (ns) => print(ns === undefined || ns === null ? ns : ns - offsetNs)
      }
      yield analysisConnection(++number, {
        facts,
        legs,
        view,
        findings,
        sourceOf: (at) => merged.messages[at]?.source ?? 0,
        timeOf: ownTime,
        // What several sources show is on the reference clock, which may be the only one with a date.
        time: facts.sources.length > 1 ? timeOf(sources.get(first)) : ownTime(first),
      })
    }
    if (ids.length < AT_ONCE) return
  }
}
