import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { analysisJsonSchema } from '../main/report/analysis/json-schema.ts'

/** Writes the JSON Schema of the analysis document beside the code that prints it: `node build/generate-analysis-schema.ts`. */
const file = join(import.meta.dirname, '..', 'main', 'report', 'analysis', 'analysis.schema.json')
writeFileSync(file, `${JSON.stringify(analysisJsonSchema(), undefined, 2)}\n`)
