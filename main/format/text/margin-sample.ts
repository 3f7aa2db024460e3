import type { Margins } from './encoding.ts'
import { NumberedRows } from './line-numbers.ts'
import type { LineSink } from './line-sink.ts'
import { QuoteMarks, UnquotedLines } from './quote-marks.ts'
import { UnnumberedLines } from './unnumbered-lines.ts'

/** Takes the lines of a text's beginning, and tells what was put in front of each: a mail puts its marks before an editor's numbers. */
export class MarginSample implements LineSink {
  readonly #marks = new QuoteMarks()
  readonly #numbers = new NumberedRows()

  get found(): Margins {
    const { found, spaced } = this.#marks
    return { marks: found ? (spaced ? 'spaced' : 'glued') : undefined, numbering: this.#numbers.found }
  }

  line(bytes: Uint8Array, start: number, end: number): void {
    this.#numbers.see(bytes, this.#marks.see(bytes, start, end), end)
  }

  broken(): void {
    // What follows is told as lines again.
  }
}

/** What gives `sink` the lines behind their margins; `sink` itself where there are none. */
export function behindMargins(sink: LineSink, { marks, numbering }: Margins): LineSink {
  const unnumbered = numbering === undefined ? sink : new UnnumberedLines(sink, numbering)
  return marks === undefined ? unnumbered : new UnquotedLines(unnumbered, marks === 'spaced')
}
