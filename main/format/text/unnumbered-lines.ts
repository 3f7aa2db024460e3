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
  #last: number
  /** The line before had a number. */
  #behindNumber = false

  constructor(sink: LineSink, numbering: LineNumbering) {
    this.#sink = sink
    this.#numbering = numbering
    this.#last = numbering.first - numbering.step
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

  /** The next number, or a greater one right behind a line that has one, or, with words behind it, one of another part of the listing. */
  #isNumbered(bytes: Uint8Array, start: number, end: number): boolean {
    const { width, step } = this.#numbering
    if (numberWidth(bytes, start, end) !== width) return false
    const ahead = numberAt(bytes, start, width) - this.#last
    if (ahead === step || (this.#behindNumber && ahead > 0 && ahead <= MAX_GAP * step)) return true
    return isFilledUp(ahead + this.#last, width) && hasWords(bytes, start + width, end)
  }
}
