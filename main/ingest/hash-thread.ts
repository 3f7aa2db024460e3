import { type MessagePort, parentPort, Worker } from 'node:worker_threads'
import { hashFile } from './hash-file.ts'
import { HASH_ROLE } from './thread-role.ts'

/**
 * Hashing beside reading: a gigabyte takes about 0.65 s of one processor. It reads the file itself, which the system holds in memory then, a
 * little before or after the one who parses it.
 */

/** It has one block of bytes and little else. */
const HEAP_MB = 32
const YOUNG_MB = 2

interface HashOrder {
  readonly descriptor: number
  readonly bytes: number
  readonly stop: Int32Array
}

/** A hash on its way. */
export interface Hashing {
  /** Undefined where it was stopped or the file could not be read to the end. */
  readonly sha256: Promise<string | undefined>
  /** The file may be closed once `sha256` has settled, which is soon after this. */
  stop(): void
}

export function serveAsHash(port: MessagePort | null = parentPort): void {
  port?.once('message', ({ descriptor, bytes, stop }: HashOrder) => {
    port.postMessage(hashFile(descriptor, bytes, () => Atomics.load(stop, 0) !== 0))
    // Nothing else keeps the thread alive, and who reads has no time to end it.
    port.close()
  })
}

/** A thread for each file, which ends with it: most files take longer to read than to hash, and its memory is wanted there. `entry` is the file of the ingest worker. */
export class HashThread {
  readonly #entry: string
  /** Started before there is a file. */
  #waiting: Worker | undefined

  constructor(entry: string) {
    this.#entry = entry
  }

  /** Starts the next thread where none waits. One that ends before it has a file to hash is not missed. */
  start(): Worker {
    if (this.#waiting) return this.#waiting
    const worker = new Worker(this.#entry, {
      workerData: HASH_ROLE,
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MB, maxYoungGenerationSizeMb: YOUNG_MB },
    })
    const forget = (): void => {
      if (this.#waiting === worker) this.#waiting = undefined
    }
    worker.once('error', forget).once('exit', forget)
    return (this.#waiting = worker)
  }

  /** Begins with a file, which stays open until the hash has settled. A thread that dies leaves the file without a hash. */
  hash(descriptor: number, bytes: number): Hashing {
    const worker = this.start()
    this.#waiting = undefined
    const stop = new Int32Array(new SharedArrayBuffer(4))
    const { promise, resolve } = Promise.withResolvers<string | undefined>()
    const dead = (): void => resolve(undefined)
    worker.once('message', resolve).once('error', dead).once('exit', dead)
    worker.postMessage({ descriptor, bytes, stop } satisfies HashOrder)
    return { sha256: promise, stop: () => void Atomics.store(stop, 0, 1) }
  }
}
