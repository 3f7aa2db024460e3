import { atOneMoment } from '../../db/at-one-moment.ts'
import type { ComparedFact, SeveralReply } from '../../preload/contract/comparison.ts'
import { isList, meaningful } from '../compare/field-rule.ts'
import type { FieldValue } from '../compare/handshake.ts'
import { matrix, type MatrixRow } from '../compare/matrix.ts'
import { subject, valueText } from '../compare/sentence.ts'
import { analysisReader } from './analysis-reader.ts'
import { Failure } from './answer.ts'
import type { OpenCase } from './open-case.ts'
import { presentConnection } from './present.ts'

/** Members of a list that are named. */
const MAX_NAMED = 256

/** Handshakes of the case as columns, in the order given; throws a Failure. */
export function compareSeveral(open: OpenCase, ids: readonly number[]): SeveralReply {
  const read = analysisReader(open)
  const column = (chosen: number) => {
    const id = open.seen.standing(chosen)
    const facts = open.contents.facts(id)
    const connection = read(id, id)
    if (facts && connection) return { row: presentConnection(facts), connection }
    throw new Failure('not-found', `There is no connection ${id}.`)
  }
  const columns = atOneMoment(open.index, () => ids.map(column))
  return {
    handshakes: columns.map(({ row, connection }) => ({
      row,
      cause: connection.findings.find(({ rank }) => rank === 1)?.title ?? null,
    })),
    facts: matrix(columns.map(({ connection }) => connection)).map(presentFact),
  }
}

function presentFact({ path, values, kinds, differs }: MatrixRow): ComparedFact {
  const [name = path, group = ''] = subject(path).split(', ').toReversed()
  return { path, group, name, differs, values: values.map((value) => named(path, value)), kinds: [...kinds] }
}

function named(path: string, value: FieldValue): string[] {
  if (value === null) return []
  if (!isList(value)) return [valueText(path, value)]
  const field = path.split('.').at(-1) ?? ''
  return meaningful(field, value)
    .slice(0, MAX_NAMED)
    .map((member) => valueText(path, member))
}
