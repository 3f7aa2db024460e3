import { harmlessJson } from '../../presentation/harmless.ts'
import type { AnalysisConnection, AnalysisFinding, AnalysisSource, AnalysisSummary } from './schema.ts'
import { ANALYSIS_VERSION } from './schema.ts'

/** What a document is made of. Connections come one by one, so that a case of any size is written from little memory. */
export interface AnalysisParts {
  readonly version: string
  readonly sources: readonly AnalysisSource[]
  readonly connections: Iterable<AnalysisConnection>
  /** Findings of the case that belong to no connection. */
  readonly findings: readonly AnalysisFinding[]
  /** Its causes are complete once all connections were read. */
  readonly summary: AnalysisSummary
}

/** Takes a piece of text and resolves when more may come. */
export type Print = (text: string) => Promise<void> | void

/** One JSON object. */
export async function writeJson(parts: AnalysisParts, print: Print): Promise<void> {
  await print(
    `{"gskope":${written(parts.version)},"analysisVersion":${ANALYSIS_VERSION},"sources":${written(parts.sources)},"connections":[`,
  )
  let separator = ''
  for (const connection of parts.connections) {
    await print(separator + written(connection))
    separator = ',\n'
  }
  await print(`],"findings":${written(parts.findings)},"summary":${written(parts.summary)}}\n`)
}

/** One line per source, then per connection, then one for all the rest; `source`, `connection` or `summary` tells which it is. */
export async function writeNdjson(parts: AnalysisParts, print: Print): Promise<void> {
  for (const source of parts.sources) await print(`${written({ source })}\n`)
  for (const connection of parts.connections) await print(`${written({ connection })}\n`)
  await print(
    `${written({ gskope: parts.version, analysisVersion: ANALYSIS_VERSION, findings: parts.findings, summary: parts.summary })}\n`,
  )
}

const written = (value: unknown): string => harmlessJson(JSON.stringify(value))
