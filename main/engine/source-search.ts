import { Worker } from 'node:worker_threads'
import type { TextQuery } from '../ingest/line-matcher.ts'
import { searchJob, type FromSearch } from '../ingest/search-thread.ts'
import { Failure } from './answer.ts'
import { Aborted } from './breathe.ts'
import { workerEntry } from './ingest-thread.ts'

/** An expression that is this long at one line does not get through: it tries ways without end (`(a+)+$`). */
const STUCK_MS = 2_000
const LOOK_MS = 250
/** Matching needs next to nothing; an expression that takes more is after memory. */
const HEAP_MB = 128

export interface SearchListener {
  readonly hits: (hits: readonly number[]) => void
  readonly progress: (bytes: number) => void
}

/** Searches a source in a thread of its own, which is ended when nobody waits any more or when the expression does not get through. */
export function searchSource(
  path: string,
  query: TextQuery,
  listener: SearchListener,
  signal: AbortSignal | undefined,
  stuckMs = STUCK_MS,
): Promise<{ more: boolean }> {
  const job = searchJob(path, query)
  return new Promise((resolve, reject) => {
    const worker = new Worker(workerEntry(import.meta.filename), {
      workerData: job,
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
    })
    let at = -1
    let since = 0
    let watch: ReturnType<typeof setInterval> | undefined
    const end = (settle: () => void): void => {
      clearInterval(watch)
      signal?.removeEventListener('abort', onAbort)
      worker.removeAllListeners('exit')
      void worker.terminate()
      settle()
    }
    const fail = (error: Error): void => end(() => reject(error))
    const onAbort = (): void => fail(new Aborted('The search was stopped.'))
    const look = (): void => {
      const line = job.line[0] ?? 0
      const now = performance.now()
      if (line !== at) [at, since] = [line, now]
      else if (query.regex && now - since > stuckMs)
        fail(
          new Failure(
            'failed',
            `The expression does not get through line ${line + 1}: it tries too many ways. Repeat nothing inside of what is repeated.`,
          ),
        )
    }
    signal?.addEventListener('abort', onAbort)
    worker.on('message', (message: FromSearch) => {
      if (message.kind === 'started') {
        since = performance.now()
        watch = setInterval(look, LOOK_MS)
      } else if (message.kind === 'hits') listener.hits(message.hits)
      else if (message.kind === 'progress') listener.progress(message.bytes)
      else if (message.kind === 'done') end(() => resolve({ more: message.more }))
      else fail(new Failure('failed', message.message))
    })
    worker.on('error', (error: unknown) => fail(error instanceof Error ? error : new Error(String(error))))
    worker.on('exit', () => fail(new Failure('failed', 'The search ended by itself.')))
  })
}
