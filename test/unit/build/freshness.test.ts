import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { isBuilt } from '../../../build/freshness.ts'

const SOURCES = [
  'main/app/main.ts',
  'preload/bridge.ts',
  'db/open.ts',
  'renderer/view/start/Start.svelte',
  'package.json',
  'package-lock.json',
  'electron.vite.config.ts',
]
const BUNDLES = [
  'out/main/app.js',
  'out/main/command.js',
  'out/main/engine.js',
  'out/main/ingest-worker.js',
  'out/preload/bridge.cjs',
  'out/renderer/index.html',
]

let root: string
const put = (file: string, second: number): void => {
  mkdirSync(dirname(join(root, file)), { recursive: true })
  writeFileSync(join(root, file), '')
  utimesSync(join(root, file), second, second)
}

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'gskope-fresh-'))
  for (const file of SOURCES) put(file, 1_000)
  for (const folder of ['main', 'main/app', 'preload', 'db', 'renderer', 'renderer/view', 'renderer/view/start'])
    utimesSync(join(root, folder), 1_000, 1_000)
})
afterEach(() => rmSync(root, { recursive: true }))

const build = (): void => {
  for (const file of BUNDLES) put(file, 2_000)
}

test('nothing is built at first, and everything after a build', () => {
  expect(isBuilt(root)).toBe(false)
  build()
  expect(isBuilt(root)).toBe(true)
})

test.each(SOURCES)('a change of %s asks for a build', (file) => {
  build()
  put(file, 3_000)
  expect(isBuilt(root)).toBe(false)
})

test.each(BUNDLES)('without %s it is not built', (file) => {
  build()
  rmSync(join(root, file))
  expect(isBuilt(root)).toBe(false)
})

test('a removed source asks for a build', () => {
  build()
  rmSync(join(root, 'renderer/view/start/Start.svelte'))
  expect(isBuilt(root)).toBe(false)
})
