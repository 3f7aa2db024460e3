import { basename, dirname, join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { FromIngest, IngestJob, IngestProgress, IngestTask } from '../ingest/job.ts'

/** The heap of the thread that writes, and reads small sources; buffers of bytes lie outside of it. A larger young generation gains nothing. */
const HEAP_MB = 384
const YOUNG_MB = 24

export type IngestOutcome =
  | { readonly ok: true }
  | { readonly ok: false; readonly code: 'out-of-memory' | 'index-failed'; readonly message: string }

interface RunningTask {
  readonly task: IngestTask
  readonly jobId: number
  readonly abort: Int32Array
  readonly settle: (outcome: IngestOutcome) => void
}

/**
 * The worker thread that ingest runs in, for one task at a time. It lives on for the next task; when it dies (a source took too much
 * memory) its task has failed, and the next task gets a new thread.
 */
export class IngestThread {
  readonly #onProgress: (progress: IngestProgress) => void
  #worker: Worker | undefined
  #running: RunningTask | undefined
  #nextJob = 1

  constructor(onProgress: (progress: IngestProgress) => void) {
    this.#onProgress = onProgress
    // Started before there is work, so that the first source does not wait for it.
    this.#worker = this.#start()
    this.#worker.unref()
  }

  run(task: IngestTask): Promise<IngestOutcome> {
    if (this.#running) throw new TypeError('the ingest thread takes one task at a time')
    return new Promise((settle) => {
      const jobId = this.#nextJob++
      const abort = new Int32Array(new SharedArrayBuffer(4))
      this.#running = { task, jobId, abort, settle }
      this.#worker ??= this.#start()
      this.#worker.ref()
      this.#worker.postMessage({ ...task, jobId, abort } satisfies IngestJob)
    })
  }

  isReading(sourceId: number): boolean {
    const task = this.#running?.task
    return task?.kind === 'index' && task.sourceId === sourceId
  }

  /** Ends the running task soon; it settles as done. */
  abort(): void {
    if (this.#running) Atomics.store(this.#running.abort, 0, 1)
  }

  async close(): Promise<void> {
    await this.#worker?.terminate()
  }

  #settle(outcome: IngestOutcome): void {
    const running = this.#running
    this.#running = undefined
    // An idle thread must not keep the process of a finished command alive.
    this.#worker?.unref()
    running?.settle(outcome)
  }

  #start(): Worker {
    const worker = new Worker(workerEntry(import.meta.filename), {
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MB, maxYoungGenerationSizeMb: YOUNG_MB },
    })
    worker.on('message', (message: FromIngest) => {
      if (message.jobId !== this.#running?.jobId) return
      if (message.kind === 'progress') this.#onProgress(message.progress)
      else if (message.kind === 'done') this.#settle({ ok: true })
      else
        this.#settle({
          ok: false,
          code: message.outOfMemory ? 'out-of-memory' : 'index-failed',
          message: message.message,
        })
    })
    worker.on('error', (error: unknown) => {
      if (this.#worker === worker) this.#worker = undefined
      const outOfMemory = error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
      const message = error instanceof Error ? error.message : String(error)
      this.#settle({ ok: false, code: outOfMemory ? 'out-of-memory' : 'index-failed', message })
    })
    worker.on('exit', () => {
      if (this.#worker !== worker) return
      this.#worker = undefined
      this.#settle({ ok: false, code: 'index-failed', message: 'the thread that reads sources ended' })
    })
    return worker
  }
}

/** The worker's file: in a checkout's `main/ingest`, or in the one folder of the built bundles. */
export function workerEntry(ownFile: string): string {
  return basename(ownFile).endsWith('.ts')
    ? join(dirname(ownFile), '..', 'ingest', 'worker.ts')
    : join(dirname(ownFile), 'ingest-worker.js')
}
