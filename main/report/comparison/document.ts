import { compare, type Comparison } from '../../compare/compare.ts'
import type { FieldValue } from '../../compare/handshake.ts'
import type { AnalysisConnection } from '../analysis/schema.ts'
import { COMPARISON_VERSION, type ComparedSide, type ComparisonDocument } from './schema.ts'

/** One connection of a file. */
export interface Chosen {
  readonly file: string
  readonly connection: AnalysisConnection
}

/** A document about two handshakes. */
export type HandshakeComparison = ComparisonDocument & { readonly a: ComparedSide; readonly b: ComparedSide }

export function comparisonDocument(version: string, a: Chosen, b: Chosen): HandshakeComparison {
  return {
    gskope: version,
    comparisonVersion: COMPARISON_VERSION,
    a: sideOf(a),
    b: sideOf(b),
    ...writtenComparison(compare(a.connection, b.connection)),
  }
}

/** As the document has it. */
export function writtenComparison({
  aligned,
  differences,
  first,
  summary,
}: Comparison): Pick<ComparisonDocument, 'aligned' | 'differences' | 'first' | 'summary'> {
  return {
    aligned: [...aligned],
    differences: differences.map((one) => ({
      ...one,
      a: written(one.a),
      b: written(one.b),
      onlyA: [...one.onlyA],
      onlyB: [...one.onlyB],
    })),
    first,
    summary,
  }
}

/** Lists of the engine are its own. */
export const written = (value: FieldValue): ComparisonDocument['differences'][number]['a'] =>
  value instanceof Array ? ([...value] as number[] | string[]) : value

export function sideOf({ file, connection }: Chosen): ComparedSide {
  const { id, client, server, start, outcome, boundary, findings } = connection
  const cause = findings.find(({ rank }) => rank === 1)?.cause ?? null
  return { file, connection: id, client, server, start, outcome, boundary, cause }
}
