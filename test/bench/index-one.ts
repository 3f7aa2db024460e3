/** Indexes one file into a fresh case file and prints what it took as JSON; started by bench.ts, so that its peak memory is its own. */
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Engine } from '../../main/engine/engine.ts'

export interface Measured {
  readonly seconds: number
  readonly peakBytes: number
  readonly caseBytes: number
  readonly connections: number
  readonly records: number
  readonly state: string
}

const [file] = process.argv.slice(2)
if (file === undefined) throw new Error('index-one.ts FILE')
const home = mkdtempSync(join(tmpdir(), 'gskope-bench-'))
const engine = new Engine({ home, version: 'bench' })
const startedAt = performance.now()
await engine.open([file])
await engine.idle()
const seconds = (performance.now() - startedAt) / 1_000
const state = engine.state()
const [source] = state.sources
const measured: Measured = {
  seconds,
  // Node gives KiB whatever the system gives.
  peakBytes: process.resourceUsage().maxRSS * 1_024,
  caseBytes: state.file === null ? 0 : statSync(state.file).size,
  connections: state.connections,
  records: source?.records ?? 0,
  state: source?.state ?? 'none',
}
await engine.close()
rmSync(home, { recursive: true })
console.log(JSON.stringify(measured))
