/** Indexes one file into a fresh case file and prints what it took as JSON; started by bench.ts, so that its peak memory is its own. */
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { rootCause } from '../../main/diagnose/diagnose.ts'
import { connectionFacts } from '../../main/engine/connection-findings.ts'
import { Engine } from '../../main/engine/engine.ts'
import { decodeConversation } from '../../main/tls/conversation.ts'
import { summarize } from '../../main/tls/summary.ts'

export interface Measured {
  readonly seconds: number
  /** Of all threads together. */
  readonly cpuSeconds: number
  /** Of them what telling the causes of the failed ones took. */
  readonly causeSeconds: number
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
// Node gives KiB whatever the system gives. What is measured below is no part of indexing.
const peakBytes = process.resourceUsage().maxRSS * 1_024
const state = engine.state()
const [source] = state.sources
const measured: Measured = {
  seconds,
  cpuSeconds: (cpu.user + cpu.system) / 1_000_000,
  causeSeconds: causeSeconds(engine, state.failed),
  peakBytes,
  caseBytes: caseBytes(state.file),
  connections: state.connections,
  records: source?.records ?? 0,
  state: source?.state ?? 'none',
}
await engine.close()
rmSync(home, { recursive: true })
console.log(JSON.stringify(measured))

/** Measured on some, from what indexing has at hand when it tells a cause: the decoded messages. */
function causeSeconds({ case: open }: Engine, failed: number): number {
  const sample: (() => void)[] = []
  for (let id = 1; sample.length < Math.min(failed, 2_000) && id < 100_000; id++) {
    if (open.contents.facts(id)?.outcome !== 'failed') continue
    const content = open.contents.content(id)
    if (!content) continue
    const spoken = decodeConversation(content.view.messages)
    const summary = summarize(content.view, spoken)
    const logs = { own: [], ofCase: [] }
    sample.push(() => void rootCause(connectionFacts(content, logs, undefined, spoken, summary)))
  }
  for (const tell of sample) tell()
  const before = process.cpuUsage()
  for (const tell of sample) tell()
  const { user, system } = process.cpuUsage(before)
  return sample.length === 0 ? 0 : ((user + system) / 1_000_000 / sample.length) * failed
}

/** With what SQLite has not copied into it yet. */
function caseBytes(file: string | null): number {
  return file === null
    ? 0
    : [file, `${file}-wal`].reduce((sum, path) => sum + (existsSync(path) ? statSync(path).size : 0), 0)
}
