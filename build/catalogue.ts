import { existsSync, globSync, readFileSync } from 'node:fs'
import { basename, dirname, join, sep } from 'node:path'

/**
 * Every file that reads hostile bytes or asks the index a question owes a test. What a file is, its exports say: a reader is a value of a
 * reader type, a decoder is a function `decode...`; every file in db/query is a query, every file in main/diagnose/rule a rule.
 */
const OWES_A_TEST = [
  {
    what: 'reader',
    files: 'main/format/**/*.ts',
    declares: /^export const \w+: (?:Packet|Trace|Log|Settings|Secret|Format)Reader\b/m,
  },
  { what: 'decoder', files: 'main/{net,tls,x509}/**/*.ts', declares: /^export function decode[A-Z]/m },
  { what: 'query', files: 'db/query/**/*.ts', declares: /^export /m },
  { what: 'rule', files: 'main/diagnose/rule/**/*.ts', declares: /^export /m },
]

export interface MissingTest {
  readonly what: string
  readonly file: string
  /** Where its test belongs. */
  readonly expected: string
}

/** `main/tls/alert.ts` -> `test/unit/tls/alert.test.ts`. */
const mirrored = (path: string): string => `test/unit/${path.replace(/^main\//, '').replace(/\.ts$/, '')}.test.ts`

/**
 * Files below `root` that owe a test and have none: neither at the mirrored path, nor one for their whole folder
 * (`test/unit/tls/extension.test.ts`), nor one beside those that imports them.
 */
export function missingTests(root: string): readonly MissingTest[] {
  const missing: MissingTest[] = []
  for (const { what, files, declares } of OWES_A_TEST) {
    for (const found of globSync(files, { cwd: root })) {
      const file = found.split(sep).join('/')
      if (!declares.test(readFileSync(join(root, file), 'utf8'))) continue
      const expected = mirrored(file)
      const places = [expected, mirrored(dirname(file))]
      if (places.some((place) => existsSync(join(root, place))) || isImportedBeside(root, expected, basename(file)))
        continue
      missing.push({ what, file, expected })
    }
  }
  return missing
}

function isImportedBeside(root: string, expected: string, name: string): boolean {
  const tests = globSync(`${dirname(expected)}/*.test.ts`, { cwd: root })
  return tests.some((test) => readFileSync(join(root, test), 'utf8').includes(`/${name}'`))
}

if (import.meta.main) {
  const missing = missingTests(join(import.meta.dirname, '..'))
  for (const { what, file, expected } of missing) console.error(`${what} ${file} has no test: ${expected}`)
  if (missing.length > 0) {
    console.error(`catalogue: ${missing.length} files owe a test`)
    process.exitCode = 1
  } else console.log('catalogue: every reader, decoder, query and rule has its test')
}
