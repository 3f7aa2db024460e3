import { z } from 'zod'
import { AnalysisDocument } from './schema.ts'

/** The analysis document's schema for readers in other languages (JSON Schema, draft 2020-12); `analysis.schema.json` holds it. */
export function analysisJsonSchema(): object {
  const { $schema, ...schema } = z.toJSONSchema(AnalysisDocument)
  return { $schema, title: 'gskope analysis document, version 1', ...schema }
}
