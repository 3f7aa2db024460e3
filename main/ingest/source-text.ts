import { statSync } from 'node:fs'
import { setImmediate } from 'node:timers/promises'
import { LineIndex } from '../format/text/line-index.ts'
import { LineReading } from '../format/text/line-reading.ts'
import type { LineSink } from '../format/text/line-sink.ts'
import { decodeText } from '../format/text/latin.ts'
import { ReadBack } from './read-back.ts'

/** Taken at once while lines are counted: a millisecond or two, so that the process answers others in between. */
const SLICE_BYTES = 1 << 19
/** Twice the longest line in its widest form, so that each read brings at least one. */
const WINDOW_BYTES = 1 << 18
/** A line of a listing has 250 characters at most; the rest of a longer one is not shown, and that it is cut is said. */
export const MAX_LINE_CHARS = 2_000

export interface TextLine {
  readonly text: string
  /** There is more of it than is given. */
  readonly cut: boolean
}

/**
 * The lines of a source by their numbers, in any code page and record form, whatever its size: places are kept, the text is read again.
 * Lines are counted in the background, and those counted so far can be read.
 */
export class SourceText {
  readonly #index = new LineIndex()
  readonly #mark: string
  readonly #forward: ReadBack
  readonly #back: ReadBack
  readonly #window = new Uint8Array(WINDOW_BYTES)
  #complete = false
  #closed = false
  /** One reader at a time moves the window. */
  #turn: Promise<unknown> = Promise.resolve()
  /** Resolves once all lines are counted. */
  readonly counted: Promise<void>

  private constructor(forward: ReadBack, back: ReadBack, mark: string) {
    this.#forward = forward
    this.#back = back
    this.#mark = mark
    this.counted = this.#count()
  }

  /** Undefined where the file cannot be read. */
  static async open(path: string): Promise<SourceText | undefined> {
    const mark = markOf(path)
    const [forward, back] = await Promise.all([ReadBack.open(path), ReadBack.open(path)])
    if (forward && back && mark !== undefined) return new SourceText(forward, back, mark)
    forward?.close()
    back?.close()
    return undefined
  }

  /** Lines so far. */
  get lines(): number {
    return this.#index.lines
  }

  /** All lines are counted. */
  get complete(): boolean {
    return this.#complete
  }

  /** Whether the file is another one by now. */
  changed(path: string): boolean {
    return markOf(path) !== this.#mark
  }

  /** Lines from `first` (from 0) on: as many as there are so far, `count` at most. */
  read(first: number, count: number): Promise<readonly TextLine[]> {
    const result = this.#turn.then(() => this.#read(first, count))
    this.#turn = result.catch(() => undefined)
    return result
  }

  close(): void {
    if (this.#closed) return
    this.#closed = true
    this.#back.close()
    void this.counted.finally(() => this.#forward.close())
  }

  async #count(): Promise<void> {
    const buffer = new Uint8Array(SLICE_BYTES)
    let offset = 0
    while (!this.#closed) {
      const got = await this.#forward.read(buffer, offset)
      const last = got < buffer.length
      const taken = this.#index.take(buffer.subarray(0, got), offset, last)
      if (last || taken === 0) break
      offset += taken
      await setImmediate()
    }
    this.#complete = true
  }

  async #read(first: number, count: number): Promise<readonly TextLine[]> {
    const place = this.#index.placeBefore(first)
    const form = this.#index.form
    if (!place || !form || this.#closed) return []
    const found: TextLine[] = []
    let at = place.line
    const sink: LineSink = {
      line(bytes, start, end) {
        if (at++ >= first && found.length < count) found.push(lineOf(bytes, start, end))
      },
      broken() {
        // Those before it are given.
      },
    }
    const reading = new LineReading(sink, { form, blockLeft: place.blockLeft, keepsMargins: true })
    let { offset } = place
    while (found.length < count && !this.#closed) {
      const got = await this.#back.read(this.#window, offset)
      const last = got < this.#window.length
      const taken = reading.take(this.#window.subarray(0, got), offset, last)
      if (last || taken === 0) break
      offset += taken
    }
    return found
  }
}

function lineOf(bytes: Uint8Array, start: number, end: number): TextLine {
  const stop = Math.min(end, start + MAX_LINE_CHARS)
  return { text: decodeText(bytes, start, stop), cut: stop < end }
}

/** What a file that was written to has another one of. */
function markOf(path: string): string | undefined {
  try {
    const { size, mtimeMs, ino } = statSync(path)
    return `${size} ${mtimeMs} ${ino}`
  } catch {
    return undefined
  }
}
