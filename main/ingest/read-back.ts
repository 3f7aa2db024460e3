import { closeSync, openSync, readSync } from 'node:fs'
import { openContent } from './content.ts'
import { SourceFile } from './source-file.ts'
import type { ByteStream } from './byte-stream.ts'

/** What is kept of a packed source at a time. */
const WINDOW_BYTES = 1 << 18
/** Bytes of a packed source that are gone through for something behind them: some seconds. */
const MAX_SKIPPED_BYTES = 1 << 30

/**
 * Reads places of a source again, by their offsets in its content. A plain file is read where they are; one in containers from its
 * front, so that ascending offsets cost one pass.
 */
export class ReadBack {
  readonly #path: string
  #descriptor: number | undefined
  #file: SourceFile | undefined
  #stream: ByteStream | undefined
  #window = new Uint8Array(0)
  #windowAt = 0
  #windowBytes = 0

  private constructor(path: string) {
    this.#path = path
  }

  /** Undefined where the file cannot be read any more. */
  static async open(path: string): Promise<ReadBack | undefined> {
    const back = new ReadBack(path)
    if (!(await back.#rewind())) return undefined
    if (back.#stream !== back.#file) return back
    back.#closeStream()
    try {
      back.#descriptor = openSync(path, 'r')
      return back
    } catch {
      return undefined
    }
  }

  /** Fills `buffer` from `offset` of the content on, and returns how many bytes there are: none where it cannot be read so far. */
  async read(buffer: Uint8Array, offset: number): Promise<number> {
    if (this.#descriptor !== undefined) return readOrNothing(this.#descriptor, buffer, offset)
    if (offset < this.#windowAt && !(await this.#rewind())) return 0
    if (offset > this.#windowAt + this.#windowBytes + MAX_SKIPPED_BYTES) return 0
    let got = 0
    while (got < buffer.length) {
      const from = offset + got - this.#windowAt
      if (from < this.#windowBytes) {
        const part = this.#window.subarray(from, Math.min(from + buffer.length - got, this.#windowBytes))
        buffer.set(part, got)
        got += part.length
      } else if (!(await this.#advance())) break
    }
    return got
  }

  close(): void {
    if (this.#descriptor !== undefined) closeSync(this.#descriptor)
    this.#descriptor = undefined
    this.#closeStream()
  }

  async #rewind(): Promise<boolean> {
    this.#closeStream()
    const file = SourceFile.open(this.#path)
    if (!(file instanceof SourceFile)) return false
    this.#file = file
    if (this.#window.length === 0) this.#window = new Uint8Array(WINDOW_BYTES)
    const content = await openContent(file, this.#window)
    if ('code' in content) return false
    this.#stream = content.stream
    this.#windowAt = 0
    this.#windowBytes = content.first
    return true
  }

  async #advance(): Promise<boolean> {
    if (!this.#stream || this.#stream.atEnd) return false
    const more = await this.#stream.read(this.#window, 0)
    if (typeof more !== 'number' || more === 0) return false
    this.#windowAt += this.#windowBytes
    this.#windowBytes = more
    return true
  }

  #closeStream(): void {
    this.#file?.close()
    this.#file = undefined
    this.#stream = undefined
  }
}

function readOrNothing(descriptor: number, buffer: Uint8Array, offset: number): number {
  try {
    return readSync(descriptor, buffer, 0, buffer.length, offset)
  } catch {
    return 0
  }
}
