import { existsSync, globSync } from 'node:fs'
import { join, sep } from 'node:path'

/**
 * Every file that reads hostile bytes or asks the index a question owes a test at its mirrored path: `main/tls/alert.ts` ->
 * `test/unit/main/tls/alert.test.ts` (or `test/unit/tls/alert.test.ts`: `main/` may be left out).
 */
const OWES_A_TEST = [
  { what: 'reader', files: 'main/format/**/*.ts' },
  { what: 'network layer', files: 'main/net/**/*.ts' },
  { what: 'decoder', files: 'main/{tls,x509}/**/*.ts' },
  { what: 'query', files: 'db/query/**/*.ts' },
  { what: 'rule', files: 'main/diagnose/rule/**/*.ts' },
]

/** Files that only declare shapes: there is nothing to run in them. */
const DECLARES_ONLY = new Set(['main/format/reader.ts', 'main/tls/message.ts', 'main/tls/leg.ts'])

export interface MissingTest {
  readonly what: string
  readonly file: string
  readonly expected: string
}

/** Files below `root` that owe a test and have none.*/
export function missingTests(root: string): readonly MissingTest[] {
  const missing: MissingTest[] = []
  for (const { what, files } of OWES_A_TEST) {
    for (const found of globSync(files, { cwd: root })) {
      const file = found.split(sep).join('/')
      if (DECLARES_ONLY.has(file) || file.endsWith('.d.ts')) continue
      const mirrored = file.replace(/\.ts$/, '.test.ts')
      const places = [`test/unit/${mirrored}`, `test/unit/${mirrored.replace(/^main\//, '')}`]
      if (!places.some((place) => existsSync(join(root, place)))) missing.push({ what, file, expected: places[1] ?? '' })
    }
  }
  return missing
}

if (import.meta.main) {
  const missing = missingTests(join(import.meta.dirname, '..'))
  for (const { what, file, expected } of missing) console.error(`${what} ${file} has no test: ${expected}`)
  if (missing.length > 0) {
    console.error(`catalogue: ${missing.length} files owe a test`)
    process.exitCode = 1
  } else console.log('catalogue: every reader, decoder, query and rule has its test')
}
