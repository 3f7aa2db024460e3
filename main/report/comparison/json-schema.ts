import { z } from 'zod'
import { ComparisonDocument, MatrixDocument } from './schema.ts'

/** The comparison document's schema for readers in other languages (JSON Schema, draft 2020-12); `comparison.schema.json` holds it. */
export function comparisonJsonSchema(): object {
  const { $schema, ...schema } = z.toJSONSchema(z.union([ComparisonDocument, MatrixDocument]))
  return { $schema, title: 'gskope comparison document, version 1', ...schema }
}
