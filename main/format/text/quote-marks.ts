/**
 * The marks of a mail that quotes a text (`>`, `>>`, `> >`; RFC 3676 §4.5), with a blank behind them or none. A mail begins with words of its own,
 * and RACF prints names between such signs (`>CN=A<`), so that several lines one after the other must show them.
 */
import type { LineSink } from './line-sink.ts'

const MARK = 0x3e
/** What ends a name between signs. */
const NAME_END = 0x3c
const BLANK = 0x20
/** Lines in a row with marks before their text: a record has as many at the least. */
const LEAST_LINES = 3

/** Looks for marks in the lines of a text's beginning. */
export class QuoteMarks {
  /** A blank stands behind the marks of all lines, so that it is one of them. */
  spaced = true
  found = false
  readonly #depth = new QuoteDepth()
  #inRow = 0

  /** Returns where the text of the line `bytes[start..end)` begins, as far as the lines before it tell. */
  see(bytes: Uint8Array, start: number, end: number): number {
    const behind = this.#depth.behindMarks(bytes, start, end)
    const last = lastText(bytes, behind, end)
    if (last < behind) return behind
    if (behind === start) {
      if (bytes[start] !== MARK) this.#inRow = 0
      return start
    }
    if (bytes[last] === NAME_END) return behind
    if (++this.#inRow >= LEAST_LINES) this.found = true
    if ((bytes[behind] as number) > BLANK) this.spaced = false
    return bytes[behind] === BLANK ? behind + 1 : behind
  }
}

/** Lines without the marks of a mail; places are those in the source. */
export class UnquotedLines implements LineSink {
  readonly #sink: LineSink
  readonly #spaced: boolean
  readonly #depth = new QuoteDepth()

  constructor(sink: LineSink, spaced: boolean) {
    this.#sink = sink
    this.#spaced = spaced
  }

  line(bytes: Uint8Array, start: number, end: number, offset: number, extent: number): void {
    let at = this.#depth.behindMarks(bytes, start, end)
    if (this.#spaced && at > start && at < end && bytes[at] === BLANK) at++
    this.#sink.line(bytes, at, end, offset, extent)
  }

  cut(offset: number): void {
    this.#sink.cut?.(offset)
  }

  broken(offset: number): void {
    this.#sink.broken(offset)
  }
}

/** How many marks lines have: one more than the line before may be what opens a name. */
class QuoteDepth {
  #before = 0

  /** Behind all marks, one blank between any two of them. */
  behindMarks(bytes: Uint8Array, start: number, end: number): number {
    let at = start
    let innermost = start
    let count = 0
    while (at < end && bytes[at] === MARK) {
      innermost = at++
      count++
      if (at + 1 < end && bytes[at] === BLANK && bytes[at + 1] === MARK) at++
    }
    if (count > this.#before && isName(bytes, at, end)) return innermost
    // A blank line says nothing of those behind it.
    if (count > 0 || lastText(bytes, start, end) >= start) this.#before = count
    return at
  }
}

/** What ends as a name between signs does, and has none of its own blanks in front. */
function isName(bytes: Uint8Array, start: number, end: number): boolean {
  return start < end && (bytes[start] as number) > BLANK && bytes[lastText(bytes, start, end)] === NAME_END
}

/** The last place that is no blank; before `start` where there is none. */
function lastText(bytes: Uint8Array, start: number, end: number): number {
  let at = end - 1
  while (at >= start && (bytes[at] as number) <= BLANK) at--
  return at
}
