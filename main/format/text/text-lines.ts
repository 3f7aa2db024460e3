import type { SourceReading, Warning } from '../reader.ts'
import { decodeText } from './latin.ts'
import { LineReading } from './line-reading.ts'
import { DESCRIPTOR_DAMAGED, LINE_CUT, type LineSink } from './line-sink.ts'

/** Characters kept of one line; what is set up is written in lines of 80 to some hundred. */
const MAX_LINE_CHARACTERS = 2_048

const SETTING_LINE_CUT: Warning = {
  code: 'setting-line-cut',
  text: `A line is longer than any of what is set up: what is behind its first ${MAX_LINE_CHARACTERS} characters is not read.`,
}

export interface TextLineSink {
  /** A line without blanks at its end. `line` from 1; `end`: where it ends in the source. */
  line(text: string, line: number, offset: number, end: number): void
  /** No more lines come. */
  finish(): void
  warn(warning: Warning, offset: number): void
}

/** One pass over a text, line by line as strings: for sources that are small. */
export class TextLines implements SourceReading, LineSink {
  readonly #sink: TextLineSink
  readonly #lines = new LineReading(this)
  #line = 0

  constructor(sink: TextLineSink) {
    this.#sink = sink
  }

  take(bytes: Uint8Array, offset: number, last: boolean): number {
    const taken = this.#lines.take(bytes, offset, last)
    if (last) this.#sink.finish()
    return taken
  }

  line(bytes: Uint8Array, start: number, end: number, offset: number, extent: number): void {
    this.#line++
    // As a whole: bytes that are cut inside a character are no UTF-8.
    const text = decodeText(bytes, start, end).trimEnd()
    if (text.length > MAX_LINE_CHARACTERS) this.#sink.warn(SETTING_LINE_CUT, offset)
    this.#sink.line(text.slice(0, MAX_LINE_CHARACTERS).trimEnd(), this.#line, offset, offset + extent)
  }

  cut(offset: number): void {
    this.#sink.warn(LINE_CUT, offset)
  }

  broken(offset: number): void {
    this.#sink.warn(DESCRIPTOR_DAMAGED, offset)
  }
}
