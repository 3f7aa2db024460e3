import { once } from 'node:events'
import { setImmediate } from 'node:timers/promises'
import { notWritten } from '../engine/write-beside.ts'

/** Whoever read our output has gone away (`| head`); there is nothing left to do. */
export class OutputClosed extends Error {}

/** What went wrong with standard output, of which a process has one. */
let problem: Error | undefined
let isHeard = false

/** An error may come when all is printed, and is heard until the end. */
function hear(): void {
  if (isHeard) return
  isHeard = true
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    problem ??= error.code === 'EPIPE' ? new OutputClosed() : notWritten('Standard output', error)
    process.stdout.emit('drain')
  })
}

/** Standard output, waiting where the reader is slow. Throws OutputClosed, or NotWritten where a disk took no more. */
export class Output {
  constructor() {
    problem = undefined
    hear()
  }

  print = async (text: string): Promise<void> => {
    if (problem) throw problem
    if (!process.stdout.write(text)) await once(process.stdout, 'drain')
  }

  /** All is printed: files are written at once, and what came of it is told by the next turn. */
  async end(): Promise<void> {
    await setImmediate()
    if (problem) throw problem
  }
}
