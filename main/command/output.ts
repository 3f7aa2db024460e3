import { once } from 'node:events'
import { setImmediate } from 'node:timers/promises'
import { notWritten } from '../engine/write-beside.ts'

/** Whoever read our output has gone away (`| head`); there is nothing left to do. */
export class OutputClosed extends Error {}

/** Standard output, waiting where the reader is slow. Throws OutputClosed, or NotWritten where a disk took no more. */
export class Output {
  #problem: Error | undefined

  constructor() {
    process.stdout.on('error', (error: NodeJS.ErrnoException) => {
      this.#problem ??= error.code === 'EPIPE' ? new OutputClosed() : notWritten('Standard output', error)
      process.stdout.emit('drain')
    })
  }

  print = async (text: string): Promise<void> => {
    if (this.#problem) throw this.#problem
    if (!process.stdout.write(text)) await once(process.stdout, 'drain')
  }

  /** All is printed: files are written at once, and what came of it is told by the next turn. */
  async end(): Promise<void> {
    await setImmediate()
    if (this.#problem) throw this.#problem
  }
}
