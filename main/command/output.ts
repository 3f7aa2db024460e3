import { once } from 'node:events'

/** Whoever read our output has gone away (`| head`); there is nothing left to do. */
export class OutputClosed extends Error {}

/** Standard output, waiting where the reader is slow. Throws OutputClosed. */
export class Output {
  #closed = false

  constructor() {
    process.stdout.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error
      this.#closed = true
      process.stdout.emit('drain')
    })
  }

  print = async (text: string): Promise<void> => {
    if (this.#closed) throw new OutputClosed()
    if (!process.stdout.write(text)) await once(process.stdout, 'drain')
  }
}
