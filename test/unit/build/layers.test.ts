import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

const root = join(import.meta.dirname, '../../..')

/** A tree with the project's folder names, in which every file but the clean ones breaks one rule. */
const PLANTED: Readonly<Record<string, { readonly text: string; readonly breaks: string | undefined }>> = {
  'main/reference/table.ts': { text: 'export const table = 1\n', breaks: undefined },
  'main/tls/clean.ts': {
    text: "import { table } from '../reference/table.ts'\nexport const clean = table\n",
    breaks: undefined,
  },
  'main/tls/reads-files.ts': {
    text: "import { readFileSync } from 'node:fs'\nexport const read = readFileSync\n",
    breaks: 'pure-code-does-no-io',
  },
  'main/tls/uses-library.ts': { text: "export { z } from 'zod'\n", breaks: 'pure-code-uses-no-library' },
  'main/net/knows-tls.ts': {
    text: "export { clean } from '../tls/clean.ts'\n",
    breaks: 'main-net-reaches-only-its-own',
  },
  'main/format/knows-ingest.ts': {
    text: "export { job } from '../ingest/job.ts'\n",
    breaks: 'main-format-reaches-only-its-own',
  },
  'main/ingest/job.ts': { text: 'export const job = 1\n', breaks: undefined },
  'main/ingest/knows-engine.ts': {
    text: "export { engine } from '../engine/engine.ts'\n",
    breaks: 'main-ingest-reaches-only-its-own',
  },
  'main/engine/engine.ts': { text: 'export const engine = 1\n', breaks: undefined },
  'main/engine/uses-sqlite.ts': {
    text: "import Database from 'better-sqlite3'\nexport const open = Database\n",
    breaks: 'only-db-uses-sqlite',
  },
  'main/serve/uses-electron.ts': {
    text: "import { app } from 'electron'\nexport const name = app\n",
    breaks: 'only-app-uses-electron',
  },
  'main/app/opens-index.ts': {
    text: "export { open } from '../../db/open.ts'\n",
    breaks: 'main-app-reaches-only-its-own',
  },
  'main/engine/uses-undeclared.ts': { text: "export { default } from 'acorn'\n", breaks: 'only-declared-libraries' },
  'main/engine/uses-tools.ts': { text: "export { select } from 'd3'\n", breaks: 'ships-with-what-it-uses' },
  'db/open.ts': { text: 'export const open = 1\n', breaks: undefined },
  'db/decodes.ts': {
    text: "import type { clean } from '../main/tls/clean.ts'\nexport type Clean = typeof clean\n",
    breaks: 'db-reaches-only-its-own',
  },
  'preload/contract/index.ts': { text: 'export const contract = 1\n', breaks: undefined },
  'preload/contract/knows-engine.ts': {
    text: "export { engine } from '../../main/engine/engine.ts'\n",
    breaks: 'contract-is-a-leaf',
  },
  'preload/bridge.ts': {
    text: "export { contract } from './contract/index.ts'\n",
    breaks: 'bridge-has-plain-names-only',
  },
  'renderer/App.svelte': {
    text: '<script lang="ts">\n  import { open } from \'../db/open.ts\'\n</script>\n{open}\n',
    breaks: 'window-sees-only-the-contract',
  },
  'renderer/reads-files.ts': { text: "export { readFileSync } from 'node:fs'\n", breaks: 'window-does-no-io' },
  // A cycle is reported once, at one of its files.
  'main/join/one.ts': { text: "export { two } from './two.ts'\n", breaks: 'no-cycles' },
  'main/join/two.ts': { text: "export * from './one.ts'\nexport const two = 2\n", breaks: undefined },
  'main/x509/lost.ts': { text: "export { nothing } from './no-such-file.ts'\n", breaks: 'everything-resolves' },
}

interface Violation {
  readonly from: string
  readonly rule: { readonly name: string }
}

let folder: string
let violations: readonly Violation[]

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'gskope-layers-'))
  for (const [file, { text }] of Object.entries(PLANTED)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    writeFileSync(join(folder, file), text)
  }
  mkdirSync(join(folder, 'build'))
  cpSync(join(root, 'build/layers.cjs'), join(folder, 'build/layers.cjs'))
  for (const file of ['tsconfig.base.json', 'package.json']) cpSync(join(root, file), join(folder, file))
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction')
  const depcruise = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs')
  const args = [depcruise, '--config', 'build/layers.cjs', '--output-type', 'json', 'main', 'preload', 'db', 'renderer']
  const run = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })
  const report = JSON.parse(run.stdout) as { summary: { violations: readonly Violation[] } }
  violations = report.summary.violations
}, 60_000)
afterAll(() => rmSync(folder, { recursive: true }))

test.each(Object.entries(PLANTED).filter(([, { breaks }]) => breaks))('%s is caught', (file, { breaks }) => {
  expect(violations.filter(({ from }) => from === file).map(({ rule }) => rule.name)).toContain(breaks)
})

test('clean files are left alone', () => {
  const clean = Object.entries(PLANTED)
    .filter(([, { breaks }]) => !breaks)
    .map(([file]) => file)
  expect(violations.filter(({ from }) => clean.includes(from))).toEqual([])
})
