import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { comparisonJsonSchema } from '../main/report/comparison/json-schema.ts'

/** Writes the JSON Schema of the comparison document beside the code that prints it: `node build/generate-comparison-schema.ts`. */
const file = join(import.meta.dirname, '..', 'main', 'report', 'comparison', 'comparison.schema.json')
writeFileSync(file, `${JSON.stringify(comparisonJsonSchema(), undefined, 2)}\n`)
