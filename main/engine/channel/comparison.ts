import { atOneMoment } from '../../../db/at-one-moment.ts'
import type { ComparisonReply } from '../../../preload/contract/comparison.ts'
import { compare } from '../../compare/compare.ts'
import type { Difference } from '../../compare/difference.ts'
import { sentence, valueText } from '../../compare/sentence.ts'
import type { AnalysisConnection } from '../../report/analysis/schema.ts'
import { analysisReader } from '../analysis-reader.ts'
import { type Answers, Failure } from '../answer.ts'
import { compareSeveral } from '../compare-several.ts'
import { compareSources } from '../compare-sources.ts'
import { nearestGood } from '../nearest-good.ts'
import type { OpenCase } from '../open-case.ts'
import type { CaseHolder } from './connection.ts'

/** Members of a list that are named. */
const MAX_NAMED = 64
/** Rows and differences that a person reads; the command prints all. */
const MAX_ROWS = 2_000

/** `compare.*`: two handshakes of the case beside each other. */
export function comparisonAnswers(engine: CaseHolder) {
  return {
    'compare.pair': ({ a, b }) => compareConnections(engine.case, a, b),
    'compare.nearest': ({ connection, within }) => ({
      connection: nearestGood(engine.case, engine.case.seen.standing(connection), within ?? undefined) ?? null,
    }),
    'compare.several': ({ connections }) => compareSeveral(engine.case, connections),
    'compare.settings': ({ a, b }) => compareSources(engine.case, a, b),
  } satisfies Partial<Answers>
}

/** Two connections of the case beside each other; throws a Failure. */
export function compareConnections(open: OpenCase, a: number, b: number): ComparisonReply {
  const read = analysisReader(open)
  const connection = (id: number): AnalysisConnection => {
    const now = open.seen.standing(id)
    const found = read(now, now)
    if (!found) throw new Failure('not-found', `There is no connection ${id}.`)
    return found
  }
  const [ofA, ofB] = atOneMoment(open.index, () => [connection(a), connection(b)] as const)
  return presentComparison(ofA, ofB)
}

function presentComparison(a: AnalysisConnection, b: AnalysisConnection): ComparisonReply {
  const { aligned, differences, first, summary } = compare(a, b)
  const telling = differences.filter(({ weight }) => weight === 'cause' || weight === 'matters')
  const inA = new Set(telling.flatMap(({ messageA }) => messageA ?? []))
  const inB = new Set(telling.flatMap(({ messageB }) => messageB ?? []))
  return {
    aligned: aligned
      .slice(0, MAX_ROWS)
      .map((row) => ({ ...row, differs: inA.has(row.a ?? -1) || inB.has(row.b ?? -1) })),
    differences: differences.map(presentDifference),
    first,
    summary,
  }
}

function presentDifference(difference: Difference): ComparisonReply['differences'][number] {
  const { path, weight, why, messageA, messageB, onlyA, onlyB } = difference
  const named = (members: Difference['onlyA']): string[] =>
    members.slice(0, MAX_NAMED).map((member) => valueText(path, member))
  return {
    path,
    weight,
    sentence: sentence(difference, { a: 'A', b: 'B' }),
    why,
    messageA,
    messageB,
    onlyA: named(onlyA),
    onlyB: named(onlyB),
  }
}
