/**
 * `npm run bench [-- MEGABYTES]`: how fast a capture and a listing are indexed into a case file, at what peak of memory, and how that
 * compares with only reading the file. The files are generated once and kept in the system's temporary folder. Nothing is asserted.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Measured } from './index-one.ts'

const TARGETS = [
  { what: 'capture', generator: 'generate-capture.ts', ending: 'pcap', megabytesPerSecond: 250 },
  { what: 'listing', generator: 'generate-listing.ts', ending: 'txt', megabytesPerSecond: 120 },
] as const
const TARGET_PEAK_MB = 350
const RUNS = 3
const MB = 1_000_000

const megabytes = Number(process.argv[2] ?? 200)
const node = (script: string, ...args: string[]): string =>
  execFileSync(process.execPath, [join(import.meta.dirname, script), ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  })

const rows = []
for (const { what, generator, ending, megabytesPerSecond } of TARGETS) {
  const file = join(tmpdir(), `gskope-bench-${what}-${megabytes}.${ending}`)
  if (!existsSync(file)) node(generator, file, String(megabytes))
  const bytes = statSync(file).size
  const catSeconds = Math.min(...Array.from({ length: RUNS }, () => readSeconds(file)))
  const runs = Array.from({ length: RUNS }, () => JSON.parse(node('index-one.ts', file)) as Measured)
  const best = runs.reduce((one, other) => (other.seconds < one.seconds ? other : one))
  const peak = Math.max(...runs.map((run) => run.peakBytes))
  rows.push({
    source: what,
    'size MB': Math.round(bytes / MB),
    seconds: best.seconds.toFixed(2),
    'MB/s': Math.round(bytes / MB / best.seconds),
    'target MB/s': megabytesPerSecond,
    'peak MB': Math.round(peak / MB),
    'target MB': TARGET_PEAK_MB,
    'times cat': (best.seconds / catSeconds).toFixed(1),
    connections: best.connections,
    records: best.records,
    'case file MB': Math.round(best.caseBytes / MB),
    state: best.state,
  })
}
console.table(rows)

/** Reading and throwing away, as `cat FILE > /dev/null` does, with the file in the system's cache. */
function readSeconds(file: string): number {
  const startedAt = performance.now()
  if (process.platform === 'win32') readFileSync(file)
  else execFileSync('sh', ['-c', 'cat "$0" > /dev/null', file])
  return (performance.now() - startedAt) / 1_000
}
