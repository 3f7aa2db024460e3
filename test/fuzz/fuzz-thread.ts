import { parentPort, workerData } from 'node:worker_threads'
import { inputAt } from './input.ts'
import { applyMutations } from './mutation.ts'
import { filesIn } from './seed-files.ts'
import { targetsOver } from './target.ts'

/** What the thread is started with: inputs `from` to `to` of one target. `at[0]` is the input at work, for the one that waits. */
export interface FuzzTask {
  readonly folders: readonly string[]
  readonly target: string
  readonly seed: number
  readonly from: number
  readonly to: number
  readonly at: Int32Array
}

export type FuzzReport =
  | { readonly kind: 'failed'; readonly index: number; readonly error: string }
  | { readonly kind: 'done'; readonly slowestMs: number; readonly slowest: number }

/** More than this of a processor for an input of some hundred kilobytes is a way to stop a machine with a file. */
const MAX_CPU_MS = 4_000

const { folders, target: name, seed, from, to, at } = workerData as FuzzTask
const target = targetsOver(filesIn(folders)).find((one) => one.name === name)
if (!target || !parentPort) throw new Error(`no target ${name}`)
let slowestMs = 0
let slowest = from
for (let index = from; index < to; index++) {
  Atomics.store(at, 0, index)
  const input = inputAt(target, seed, index)
  const bytes = applyMutations(input.seed, input.changes)
  const before = process.threadCpuUsage()
  let error: string | undefined
  try {
    await target.run(bytes, input.piece)
  } catch (thrown) {
    error = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)
  }
  const { user, system } = process.threadCpuUsage(before)
  const ms = (user + system) / 1_000
  if (ms > slowestMs) {
    slowestMs = ms
    slowest = index
  }
  if (error === undefined && ms > MAX_CPU_MS) error = `took ${Math.round(ms)} ms of processor time`
  if (error !== undefined) parentPort.postMessage({ kind: 'failed', index, error } satisfies FuzzReport)
}
parentPort.postMessage({ kind: 'done', slowestMs, slowest } satisfies FuzzReport)
