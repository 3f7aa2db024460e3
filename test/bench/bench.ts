/**
 * `npm run bench [-- [long] [transfers] [bulk] [small] [failing] [listing] [ebcdic] [threads] [line] [window] [compare]]`: how fast captures and listings are indexed into a case file, at what peak of memory,
 * and how that compares with only reading the file and with `tshark -Y tls.handshake`, where it is installed. Without `long`, on a tenth.
 * `threads` and `line` are hostile: a listing of a million interleaved threads, and one line of 100 MB in the middle of a listing.
 * The files are generated once and kept in the system's temporary folder. Nothing is asserted.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, renameSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { bundledIndexing } from './bundled.ts'
import type { Measured } from './index-one.ts'

/** `size`: of the long form, as the generator counts; `arguments` follow it. */
const PARTS = {
  transfers: { generator: 'generate-capture.ts', ending: 'pcap', size: 230, arguments: ['transfers'] },
  bulk: { generator: 'generate-capture.ts', ending: 'pcap', size: 8_700, arguments: ['bulk'] },
  small: { generator: 'generate-capture.ts', ending: 'pcap', size: 100_000, arguments: ['small'] },
  failing: { generator: 'generate-capture.ts', ending: 'pcap', size: 100_000, arguments: ['failing'] },
  listing: { generator: 'generate-listing.ts', ending: 'txt', size: 1_000, arguments: [] },
  ebcdic: { generator: 'generate-listing.ts', ending: 'bin', size: 1_000, arguments: ['1', '200', 'ebcdic'] },
  threads: { generator: 'generate-listing.ts', ending: 'txt', size: 1_000, arguments: ['1', '1000000'] },
  line: { generator: 'generate-long-line.ts', ending: 'txt', size: 100, arguments: [] },
} as const
type Part = keyof typeof PARTS
const SHORT_FORM = 0.1
const RUNS = 3
const MB = 1_000_000

interface Spent {
  readonly seconds: number
  readonly cpuSeconds: number
}

const given = process.argv.slice(2)
const isLong = given.includes('long')
const named = (Object.keys(PARTS) as Part[]).filter((part) => given.includes(part))
const parts = named.length > 0 ? named : (Object.keys(PARTS) as Part[])

const others = ['window', 'compare'].filter((part) => given.includes(part))
const wants = (part: string): boolean => others.includes(part) || (others.length === 0 && named.length === 0)
if (named.length > 0 || others.length === 0) console.table(await measured())
if (wants('compare')) {
  const { benchCompare } = await import('./compare.ts')
  console.table(await benchCompare(isLong, captureOf))
}
if (wants('window')) {
  const { benchWindow } = await import('./window.ts')
  const missing = await benchWindow(isLong)
  if (missing !== undefined) console.log(`window: left out. ${missing}`)
}
if (!isLong) console.log('A tenth of each part; `npm run bench -- long` measures the whole.')

async function measured(): Promise<Record<string, string | number>[]> {
  const whole = await bundledIndexing(false)
  const silent = parts.includes('failing') ? await bundledIndexing(true) : undefined
  return parts.map((part) => measure(part, whole, part === 'failing' ? silent : undefined))
}

function measure(part: Part, whole: string, withoutCauses: string | undefined): Record<string, string | number> {
  const file = generated(part)
  const bytes = statSync(file).size
  const cat = best(Array.from({ length: RUNS }, () => spentBy(`cat '${file}'`)))
  const { runs, silent } = indexed(file, whole, withoutCauses)
  const run = best(runs)
  const tshark = isListing(part) ? undefined : tsharkOn(file)
  return {
    part,
    MB: Math.round(bytes / MB),
    records: run.records,
    connections: run.connections,
    state: run.state,
    's (all threads)': `${run.seconds.toFixed(2)} (${run.cpuSeconds.toFixed(2)})`,
    'MB/s': Math.round(bytes / MB / run.seconds),
    'records/s': Math.round(run.records / run.seconds),
    'causes add': silent.length === 0 ? '' : addedBy(runs, silent),
    'peak MB': Math.round(Math.max(...runs.map(({ peakBytes }) => peakBytes)) / MB),
    'case file MB': Math.round(run.caseBytes / MB),
    'times cat': (run.seconds / cat.seconds).toFixed(1),
    'tshark s (CPU)': tshark ? `${tshark.seconds.toFixed(1)} (${tshark.cpuSeconds.toFixed(1)})` : '',
    'faster than tshark': faster(part, run, tshark),
  }
}

/** Runs as they are and, where that is asked for, runs without diagnosis, by turns: what else the machine does falls on both. */
function indexed(
  file: string,
  whole: string,
  withoutCauses: string | undefined,
): { readonly runs: Measured[]; readonly silent: Measured[] } {
  const runs: Measured[] = []
  const silent: Measured[] = []
  for (let run = 0; run < RUNS; run++) {
    runs.push(JSON.parse(node(whole, file)) as Measured)
    if (withoutCauses !== undefined) silent.push(JSON.parse(node(withoutCauses, file)) as Measured)
  }
  return { runs, silent }
}

/** Of all processors together, garbage collection and the writing of what was found among it. */
function addedBy(runs: readonly Measured[], silent: readonly Measured[]): string {
  const least = (all: readonly Measured[]): number => Math.min(...all.map(({ cpuSeconds }) => cpuSeconds))
  return `${((least(runs) / least(silent) - 1) * 100).toFixed(1)} %`
}

/** How many times, by the clock and by what the processors did. */
function faster(part: Part, run: Spent, tshark: Spent | undefined): string {
  if (isListing(part)) return ''
  if (!tshark) return 'skipped: no tshark here'
  return `${(tshark.seconds / run.seconds).toFixed(1)} (${(tshark.cpuSeconds / run.cpuSeconds).toFixed(1)})`
}

function isListing(part: Part): boolean {
  return PARTS[part].generator !== 'generate-capture.ts'
}

function generated(part: Part): string {
  const { generator, ending, size, arguments: more } = PARTS[part]
  return madeBy(generator, part, isLong ? size : size * SHORT_FORM, ending, more)
}

function captureOf(count: number, kind: string): string {
  return madeBy('generate-capture.ts', kind, count, 'pcap', [kind])
}

function madeBy(generator: string, part: string, count: number, ending: string, more: readonly string[]): string {
  const file = join(tmpdir(), `gskope-bench-${part}-${count}.${ending}`)
  if (existsSync(file)) return file
  node(generator, `${file}.part`, String(count), ...more)
  renameSync(`${file}.part`, file)
  return file
}

function node(script: string, ...args: string[]): string {
  return execFileSync(process.execPath, [resolve(import.meta.dirname, script), ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  })
}

/** Once: it takes long, and never differs by what matters here. */
function tsharkOn(file: string): Spent | undefined {
  const isThere = spawnSync('tshark', ['--version'], { stdio: 'ignore' }).status === 0
  return isThere ? spentBy(`tshark -r '${file}' -Y tls.handshake 2>/dev/null`) : undefined
}

/** What a command takes that throws away what it prints, with the file in the system's cache. */
function spentBy(command: string): Spent {
  const startedAt = performance.now()
  const times = execFileSync('sh', ['-c', `${command} > /dev/null; times`], { encoding: 'utf8' })
  const seconds = (performance.now() - startedAt) / 1_000
  // POSIX: the second line is the user and system time of the children, each as `1m2.345s`.
  const [, children = ''] = times.split('\n')
  const cpuSeconds = [...children.matchAll(/(\d+)m([\d.]+)s/g)].reduce(
    (sum, [, minutes, rest]) => sum + Number(minutes) * 60 + Number(rest),
    0,
  )
  return { seconds, cpuSeconds }
}

function best<S extends Spent>(all: readonly S[]): S {
  return all.reduce((one, other) => (other.seconds < one.seconds ? other : one))
}
