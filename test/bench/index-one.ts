/** Indexes one file into a fresh case file and prints what it took as JSON; started by bench.ts, so that its peak memory is its own. */
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Engine } from '../../main/engine/engine.ts'

export interface Measured {
  readonly seconds: number
  /** Of all threads together. */
  readonly cpuSeconds: number
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
const cpuBefore = process.cpuUsage()
const startedAt = performance.now()
await engine.open([file])
await engine.idle()
const seconds = (performance.now() - startedAt) / 1_000
const cpu = process.cpuUsage(cpuBefore)
const peakBytes = peak()
const state = engine.state()
const [source] = state.sources
const measured: Measured = {
  seconds,
  cpuSeconds: (cpu.user + cpu.system) / 1_000_000,
  peakBytes,
  caseBytes: caseBytes(state.file),
  connections: state.connections,
  records: source?.records ?? 0,
  state: source?.state ?? 'none',
}
await engine.close()
rmSync(home, { recursive: true })
console.log(JSON.stringify(measured))

/** On Linux the process's own: what `resourceUsage` tells there begins with the memory of who started it (execve(2), getrusage(2)). */
function peak(): number {
  const status = '/proc/self/status'
  const own = existsSync(status) ? /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(status, 'utf8'))?.[1] : undefined
  // Node gives KiB whatever the system gives.
  return Number(own ?? process.resourceUsage().maxRSS) * 1_024
}

/** With what SQLite has not copied into it yet. */
function caseBytes(file: string | null): number {
  return file === null
    ? 0
    : [file, `${file}-wal`].reduce((sum, path) => sum + (existsSync(path) ? statSync(path).size : 0), 0)
}
