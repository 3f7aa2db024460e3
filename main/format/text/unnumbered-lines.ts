import type { LineNumbering } from './encoding.ts'
import { hasWords, isBlank, isFilledUp, numberAt, numberWidth } from './line-numbers.ts'
import type { LineSink } from './line-sink.ts'

const BLANK = 0x20
/** Lines that somebody may have left out between two that stand one behind the other. */
const MAX_GAP = 10_000

/** Lines without the numbers in front of them; places are those in the source. A line whose digits may be its own keeps them. */
export class UnnumberedLines implements LineSink {
  readonly #sink: LineSink
  readonly #numbering: LineNumbering
  /** Undefined in front of the first line of a text from the middle of a source. */
  #last: number | undefined
  /** The line before had a number. */
  #behindNumber = false

  constructor(sink: LineSink, numbering: LineNumbering) {
    this.#sink = sink
    this.#numbering = numbering
    this.#last = numbering.first === undefined ? undefined : numbering.first - numbering.step
  }

  line(bytes: Uint8Array, start: number, end: number, offset: number, extent: number): void {
    this.#sink.line(bytes, this.#textAt(bytes, start, end), end, offset, extent)
  }

  cut(offset: number): void {
    this.#sink.cut?.(offset)
  }

  broken(offset: number): void {
    this.#sink.broken(offset)
  }

  #textAt(bytes: Uint8Array, start: number, end: number): number {
    // Somebody put it between the lines.
    if (isBlank(bytes, start, end)) return start
    const { width, spaced } = this.#numbering
    this.#behindNumber = this.#isNumbered(bytes, start, end)
    if (!this.#behindNumber) return start
    const text = start + width
    this.#last = numberAt(bytes, start, width)
    return spaced && text < end && bytes[text] === BLANK ? text + 1 : text
  }

  /** The next number, or a greater one right behind a line that has one, or, with words behind it, one behind a gap or of another part of the listing. */
  #isNumbered(bytes: Uint8Array, start: number, end: number): boolean {
    const { width, step } = this.#numbering
    if (numberWidth(bytes, start, end) !== width) return false
    const number = numberAt(bytes, start, width)
    const ahead = this.#last === undefined ? 1 : number - this.#last
    if (ahead === step && this.#last !== undefined) return true
    const isAhead = ahead > 0 && ahead <= MAX_GAP * step
    if (isAhead && this.#behindNumber) return true
    return (isAhead || isFilledUp(number, width)) && hasWords(bytes, start + width, end)
  }
}
