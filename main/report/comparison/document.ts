import type { AlignedMessages } from '../../compare/compare.ts'
import { compare } from '../../compare/compare.ts'
import type { Difference } from '../../compare/difference.ts'
import type { AnalysisConnection } from '../analysis/schema.ts'

/**
 * What `gskope compare --json` prints, version 1: a public interface. Values of differences are as the analysis document has them. Keys stand in this
 * order and none is missing.
 */
export const COMPARISON_VERSION = 1

export interface ComparedSide {
  /** The file that was named, and the connection's number in its analysis document. */
  readonly file: string
  readonly connection: number
  readonly client: AnalysisConnection['client']
  readonly server: AnalysisConnection['server']
  readonly start: string | null
  readonly outcome: AnalysisConnection['outcome']
  readonly boundary: AnalysisConnection['boundary']
  /** The cause ranked first; null: none found. */
  readonly cause: string | null
}

export interface ComparisonDocument {
  readonly gskope: string
  readonly comparisonVersion: typeof COMPARISON_VERSION
  readonly a: ComparedSide
  readonly b: ComparedSide
  /** `state` says that messages match; their fields may differ. */
  readonly aligned: readonly AlignedMessages[]
  /** What matters first. */
  readonly differences: readonly Difference[]
  /** Place in `differences` of the first that matters; null: the two are the same in all that matters. */
  readonly first: number | null
  readonly summary: string
}

/** One connection of a file. */
export interface Chosen {
  readonly file: string
  readonly connection: AnalysisConnection
}

export function comparisonDocument(version: string, a: Chosen, b: Chosen): ComparisonDocument {
  return {
    gskope: version,
    comparisonVersion: COMPARISON_VERSION,
    a: side(a),
    b: side(b),
    ...compare(a.connection, b.connection),
  }
}

function side({ file, connection }: Chosen): ComparedSide {
  const { id, client, server, start, outcome, boundary, findings } = connection
  const cause = findings.find(({ rank }) => rank === 1)?.cause ?? null
  return { file, connection: id, client, server, start, outcome, boundary, cause }
}
