import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** What the bundles are made of. Folders count too: their time moves when a file is removed. */
const SOURCES = ['main', 'preload', 'db', 'renderer', 'electron.vite.config.ts', 'package.json', 'package-lock.json']

/** One file of each bundle, in the order in which they are written. */
const BUNDLES = [
  'out/main/app.js',
  'out/main/command.js',
  'out/main/engine.js',
  'out/main/ingest-worker.js',
  'out/preload/bridge.cjs',
  'out/renderer/index.html',
]

/** True when every bundle is there and none of its sources has changed since. */
export function isBuilt(root: string): boolean {
  let builtAt = Infinity
  for (const bundle of BUNDLES) {
    const time = changedAt(join(root, bundle))
    if (time === undefined) return false
    builtAt = Math.min(builtAt, time)
  }
  return SOURCES.every((source) => newestBelow(join(root, source)) <= builtAt)
}

function changedAt(path: string): number | undefined {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs
}

function newestBelow(path: string): number {
  const stat = statSync(path, { throwIfNoEntry: false })
  if (!stat?.isDirectory()) return stat?.mtimeMs ?? 0
  let newest = stat.mtimeMs
  for (const entry of readdirSync(path, { recursive: true }))
    newest = Math.max(newest, changedAt(join(path, String(entry))) ?? 0)
  return newest
}
