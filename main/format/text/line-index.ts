import { LineReading } from './line-reading.ts'
import type { LineSink } from './line-sink.ts'
import type { TextForm } from './encoding.ts'

/** One line in so many has its place kept: 12 million lines (1 GB of listing) need 600 kB, and what lies between is read again. */
export const LINES_PER_PLACE = 256
const FIRST_PLACES = 1_024

/** Where a reading of the text can begin again. */
export interface LinePlace {
  /** Number of the line that begins there, from 0. */
  readonly line: number
  readonly offset: number
  readonly blockLeft: number
}

/** Counts the lines of a text of any size, and keeps where some of them begin. Takes bytes in pieces, front to back. */
export class LineIndex implements LineSink {
  lines = 0
  readonly #reading = new LineReading(this, { keepsMargins: true })
  #offsets = new Float64Array(FIRST_PLACES)
  /** Not of integers: behind damage they are Infinity. */
  #blocksLeft = new Float64Array(FIRST_PLACES)
  /** Behind the last line: where a descriptor is due, if the text has any. */
  #end = 0
  #blockLeft = 0

  /** As a reading takes bytes: returns how many it is done with. */
  take(bytes: Uint8Array, offset: number, last: boolean): number {
    return this.#reading.take(bytes, offset, last)
  }

  get form(): TextForm | undefined {
    return this.#reading.form
  }

  line(_bytes: Uint8Array, _start: number, _end: number, offset: number, extent: number): void {
    if (this.lines % LINES_PER_PLACE === 0) {
      const records = this.#reading.form?.records
      this.#keep(records === 'rdw' || records === 'bdw' ? this.#end : offset)
    }
    this.lines++
    this.#end = offset + extent
    this.#blockLeft = this.#reading.blockLeft
  }

  broken(): void {
    // What follows cannot be split into lines, and there are none.
  }

  /** The last kept place at or before a line; undefined where there is no such line. */
  placeBefore(line: number): LinePlace | undefined {
    if (line < 0 || line >= this.lines) return undefined
    const at = Math.floor(line / LINES_PER_PLACE)
    return { line: at * LINES_PER_PLACE, offset: this.#offsets[at] ?? 0, blockLeft: this.#blocksLeft[at] ?? 0 }
  }

  #keep(offset: number): void {
    const at = this.lines / LINES_PER_PLACE
    if (at >= this.#offsets.length) {
      const [offsets, blocksLeft] = [new Float64Array(at * 2), new Float64Array(at * 2)]
      offsets.set(this.#offsets)
      blocksLeft.set(this.#blocksLeft)
      this.#offsets = offsets
      this.#blocksLeft = blocksLeft
    }
    this.#offsets[at] = offset
    this.#blocksLeft[at] = this.#blockLeft
  }
}
