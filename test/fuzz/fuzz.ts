/**
 * `npm run fuzz -- [--inputs N] [--seed N] [--target NAME] [--from INDEX] [--seeds FOLDER]...`: damages fixtures and gives them to everything that
 * takes bytes of strangers. Each input follows from seed and index alone. What throws, hangs, eats memory or answers outside of its
 * input is made small and put beside the fixtures in test/fixture/crash, where test/property/crash.test.ts runs it from then on.
 */
import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { Worker } from 'node:worker_threads'
import type { FuzzReport, FuzzTask } from './fuzz-thread.ts'
import { inputAt, smallest } from './input.ts'
import { applyMutations } from './mutation.ts'
import { filesIn, OWN_FOLDERS } from './seed-files.ts'
import { type Target, targetsOver } from './target.ts'

/** Without progress for so long an input hangs, on a busy machine too. */
const HANG_MS = 60_000
const LOOK_MS = 500
/** A thread is ended beyond it: nothing that reads a stream needs more. */
const MAX_HEAP_MB = 512
/** The same fault shows many times; so many inputs are kept of one target. */
const MAX_KEPT = 5
const CRASHES = join(import.meta.dirname, '../fixture/crash')

const { values: options } = parseArgs({
  options: {
    inputs: { type: 'string', default: '20000' },
    seed: { type: 'string', default: '1' },
    from: { type: 'string', default: '0' },
    target: { type: 'string' },
    seeds: { type: 'string', multiple: true, default: [] },
  },
})
const folders = [...OWN_FOLDERS, ...options.seeds]
const targets = targetsOver(filesIn(folders)).filter(({ name }) => name === (options.target ?? name))
if (targets.length === 0) {
  console.error(
    `fuzz: no target ${options.target ?? ''}; there are ${targetsOver([])
      .map(({ name }) => name)
      .join(', ')}`,
  )
  process.exit(2)
}
const seed = Number(options.seed)
const first = Number(options.from)
const each = Math.ceil(Number(options.inputs) / targets.length)
let failures = 0
let inputs = 0
for (const target of targets) {
  const started = Date.now()
  const failed = await fuzz(target)
  inputs += each
  failures += failed.length
  const rate = Math.round((each * 1_000) / Math.max(1, Date.now() - started))
  console.log(`${target.name}: ${each} inputs from ${target.seeds.length} seeds, ${rate}/s, ${failed.length} failed`)
  for (const { index, error } of failed.slice(0, MAX_KEPT)) console.log(`  --seed ${seed} --from ${index}: ${error}`)
}
console.log(`fuzz: ${inputs} inputs with seed ${seed}, ${failures} failed`)
if (failures > 0) process.exitCode = 1

interface Failure {
  readonly index: number
  readonly error: string
}

async function fuzz(target: Target): Promise<Failure[]> {
  const failed: Failure[] = []
  let from = first
  while (from < first + each) {
    const stopped = await run({ folders, target: target.name, seed, from, to: first + each }, (failure) => {
      failed.push(failure)
    })
    if (stopped === undefined) break
    failed.push(stopped)
    from = stopped.index + 1
  }
  const kinds = new Map(failed.map((one) => [kindOf(one.error), one]))
  for (const failure of [...kinds.values()].slice(0, MAX_KEPT)) await keep(target, failure)
  return failed
}

/** Runs a thread to its end; gives the input that ended it before. */
function run(task: Omit<FuzzTask, 'at'>, failed: (failure: Failure) => void): Promise<Failure | undefined> {
  const at = new Int32Array(new SharedArrayBuffer(4)).fill(task.from)
  const worker = new Worker(new URL('fuzz-thread.ts', import.meta.url), {
    workerData: { ...task, at } satisfies FuzzTask,
    resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MB },
  })
  return new Promise((resolve) => {
    let seen = -1
    let since = Date.now()
    const watch = setInterval(() => {
      const now = Atomics.load(at, 0)
      if (now !== seen) {
        seen = now
        since = Date.now()
      } else if (Date.now() - since > HANG_MS) end({ index: now, error: `no end after ${HANG_MS} ms` })
    }, LOOK_MS)
    const end = (failure: Failure | undefined): void => {
      clearInterval(watch)
      void worker.terminate()
      resolve(failure)
    }
    worker.on('message', (report: FuzzReport) => {
      if (report.kind === 'failed') failed(report)
      else end(undefined)
    })
    worker.on('error', (error: unknown) => {
      const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
      end({ index: Atomics.load(at, 0), error: text })
    })
  })
}

/** Where it was thrown says what kind of fault it is. */
function kindOf(error: string): string {
  return error.replaceAll(/\d+/g, '#').split('\n').slice(0, 3).join('\n')
}

/** Puts the input, made as small as it goes, where the tests find it. One that hangs or eats memory is kept as it is. */
async function keep(target: Target, { index, error }: Failure): Promise<void> {
  const input = inputAt(target, seed, index)
  const kind = kindOf(error)
  const fails = async (bytes: Uint8Array): Promise<boolean> => {
    try {
      await target.run(bytes, input.piece)
      return false
    } catch (thrown) {
      return thrown instanceof Error && kindOf(thrown.stack ?? thrown.message) === kind
    }
  }
  const whole = applyMutations(input.seed, input.changes)
  const canRepeat = !/^(no end|took|Error \[ERR_WORKER_OUT_OF_MEMORY)/.test(error) && (await fails(whole))
  const bytes = canRepeat ? await smallest(input, fails) : whole
  mkdirSync(CRASHES, { recursive: true })
  const name = `${target.name}-${createHash('sha256').update(bytes).digest('hex').slice(0, 12)}.bin`
  writeFileSync(join(CRASHES, name), bytes)
  console.log(`kept ${name}, ${bytes.length} bytes`)
}
