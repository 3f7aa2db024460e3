import { type MessagePort, parentPort, Worker } from 'node:worker_threads'
import type { Batch, FirstIds, FromReading } from './batch.ts'
import { HashThread } from './hash-thread.ts'
import type { KeyUse } from './key-logs.ts'
import { readSource, type ReadSourceOptions } from './read-source.ts'
import { READER_ROLE } from './thread-role.ts'

/**
 * Reading in a thread of its own, so that reading and writing go on at the same time. The thread that parses strangers' bytes has a limit
 * on its memory; when it dies, the one that writes the index lives on and says what happened.
 */

/** The heap that one source's reading may take; buffers of bytes lie outside of it and are bounded by the readers. */
const HEAP_MB = 384
/** Twice as much is some hundredths faster, for 30 MB: the old generation waits for its garbage that much longer, too. */
const YOUNG_MB = 12
/** Batches on their way to the writer: enough that neither side waits for the other, and some megabytes. */
const MAX_UNDERWAY = 4

interface ReadOrder {
  readonly sourceId: number
  readonly path: string
  readonly first: FirstIds
  readonly keys: KeyUse
  readonly format: string | undefined
  readonly abort: Int32Array
  /** How many messages the writer is done with. */
  readonly done: Int32Array
}

type FromThread = FromReading | { readonly kind: 'end' } | { readonly kind: 'failed'; readonly message: string }

/** `entry` is the file that starts a thread that hashes. */
export function serveAsReader(entry: string): void {
  const port = parentPort
  const hasher = new HashThread(entry)
  hasher.start()
  port?.on('message', (order: ReadOrder) => void follow(order, hasher, port))
}

async function follow(
  { sourceId, path, first, keys, format, abort, done }: ReadOrder,
  hasher: HashThread,
  port: MessagePort,
): Promise<void> {
  const tell = (message: FromThread): void =>
    port.postMessage(message, message.kind === 'batch' ? batchMemory(message.batch) : [])
  let sent = 0
  try {
    await readSource(sourceId, path, {
      first,
      keys,
      format,
      aborted: () => Atomics.load(abort, 0) !== 0,
      hash: (descriptor, bytes) => hasher.hash(descriptor, bytes),
      send: (message) => {
        for (let seen = Atomics.load(done, 0); sent - seen >= MAX_UNDERWAY; seen = Atomics.load(done, 0))
          Atomics.wait(done, 0, seen)
        sent++
        tell(message)
      },
    })
    tell({ kind: 'end' })
  } catch (error) {
    tell({ kind: 'failed', message: error instanceof Error ? error.message : String(error) })
  }
}

/** What goes over to the writer without being copied. */
function batchMemory({ content, trace }: Batch): ArrayBuffer[] {
  return [content.buffer, ...(trace?.blocks ?? []).map(({ bytes }) => bytes.buffer)]
}

/** A reading thread for one source after the other. `entry` is the file of the ingest worker. */
export class ReaderThread {
  readonly #entry: string
  #worker: Worker | undefined

  constructor(entry: string) {
    this.#entry = entry
  }

  /** Starts the thread where there is none: to be called when it is known that there will be something to read. */
  start(): Worker {
    return (this.#worker ??= new Worker(this.#entry, {
      workerData: READER_ROLE,
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MB, maxYoungGenerationSizeMb: YOUNG_MB },
    }))
  }

  /** Reads a source there; rejects when the thread dies, or when `send` throws. */
  async read(
    sourceId: number,
    path: string,
    abort: Int32Array,
    { first, keys, format, send }: ReadSourceOptions,
  ): Promise<void> {
    const worker = this.start()
    const done = new Int32Array(new SharedArrayBuffer(4))
    const ended = Promise.withResolvers<undefined>()
    const receive = (message: FromThread): void => {
      if (message.kind === 'end') return ended.resolve(undefined)
      if (message.kind === 'failed') return ended.reject(new Error(message.message))
      try {
        send(message)
      } catch (error) {
        return ended.reject(error)
      }
      Atomics.add(done, 0, 1)
      Atomics.notify(done, 0)
    }
    const exited = (): void => ended.reject(new Error('the thread that reads sources ended'))
    worker.on('message', receive).on('error', ended.reject).on('exit', exited)
    try {
      worker.postMessage({ sourceId, path, first, keys, format, abort, done } satisfies ReadOrder)
      await ended.promise
      worker.off('message', receive).off('error', ended.reject).off('exit', exited)
    } catch (error) {
      this.#worker = undefined
      await worker.terminate()
      throw error
    }
  }
}
