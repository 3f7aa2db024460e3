import { analysisConnection } from '../report/analysis/connection.ts'
import type { AnalysisConnection } from '../report/analysis/schema.ts'
import { type TimeOf, timeOf } from '../report/analysis/source.ts'
import { connectionFindings } from './connection-findings.ts'
import { Elsewhere } from './elsewhere.ts'
import type { OpenCase } from './open-case.ts'

/** Reads connections of a case as the analysis document has them, under the number given. Good for one state of the index. */
export function analysisReader(open: OpenCase): (id: number, number: number) => AnalysisConnection | undefined {
  const ofCase = open.contents.logMessagesOfCase()
  const elsewhere = new Elsewhere(open.index, open.contents)
  const { configured } = open.setUp
  const sources = new Map(open.sources.map((source) => [source.id, source]))
  return (id, number) => {
    const content = open.contents.content(id)
    if (!content) return undefined
    const { facts, legs, view, merged, clockOffsets } = content
    const [first = 0] = facts.sources
    const ownTime = (source: number): TimeOf => {
      const print = timeOf(sources.get(source))
      const offsetNs = clockOffsets.get(source) ?? 0n
      return (ns) => print(ns === undefined || ns === null ? ns : ns - offsetNs)
    }
    const known = elsewhere.of(facts)
    const own = open.contents.logMessages(content)
    const logs = { own, ofCase, setUp: configured.of(content, own) }
    return analysisConnection(number, {
      facts,
      legs,
      view,
      findings: connectionFindings(content, logs, known),
      known: { ...logs.setUp, elsewhere: known },
      sourceOf: (at) => merged.messages[at]?.source ?? 0,
      timeOf: ownTime,
      // What several sources show is on the reference clock, which may be the only one with a date.
      time: facts.sources.length > 1 ? timeOf(sources.get(first)) : ownTime(first),
    })
  }
}
