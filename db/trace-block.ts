/**
 * Trace records as the index keeps them: up to BLOCK_RECORDS together, one column after the other, each a plain array of numbers.
 * First the times of day (64-bit floats: nanoseconds), then ten columns of unsigned 32-bit numbers. Little-endian, as is every
 * machine that Node runs on.
 */
export const BLOCK_RECORDS = 4_096

/** The 32-bit columns, in their order. Lines, offsets and lengths are bytes and lines of the source. */
export const COLUMN = {
  line: 0,
  offsetLow: 1,
  offsetHigh: 2,
  length: 3,
  day: 4,
  functionId: 5,
  descriptionId: 6,
  contextId: 7,
  legId: 8,
  afterMessage: 9,
} as const
const COLUMNS = 10
const BYTES_PER_RECORD = 8 + 4 * COLUMNS

/** Stands for a day that was not printed, and for a record without a function. */
export const NONE = 0xffff_ffff

export class TraceBlock {
  readonly count: number
  readonly timesOfDay: Float64Array
  readonly columns: Uint32Array

  private constructor(buffer: ArrayBuffer, count: number) {
    this.count = count
    this.timesOfDay = new Float64Array(buffer, 0, count)
    this.columns = new Uint32Array(buffer, count * 8, count * COLUMNS)
  }

  /** Room for a full block. */
  static empty(): TraceBlock {
    return new TraceBlock(new ArrayBuffer(BLOCK_RECORDS * BYTES_PER_RECORD), BLOCK_RECORDS)
  }

  /** A stored block; one whose size does not fit its count (a damaged file) is an empty one. */
  static of(bytes: Uint8Array, count: number): TraceBlock {
    const fits = bytes.length === count * BYTES_PER_RECORD
    // Copied: SQLite gives bytes at any address, and numbers want theirs aligned.
    return new TraceBlock(fits ? bytes.slice().buffer : new ArrayBuffer(0), fits ? count : 0)
  }

  get(record: number, column: number): number {
    return this.columns[column * this.count + record] ?? 0
  }

  set(record: number, column: number, value: number): void {
    this.columns[column * this.count + record] = value
  }

  offset(record: number): number {
    return this.get(record, COLUMN.offsetHigh) * 2 ** 32 + this.get(record, COLUMN.offsetLow)
  }

  /** The first `count` records, as bytes to store. */
  toBytes(count: number): Uint8Array {
    const bytes = new Uint8Array(count * BYTES_PER_RECORD)
    bytes.set(new Uint8Array(this.timesOfDay.buffer, 0, count * 8))
    const columns = new Uint32Array(bytes.buffer, count * 8, count * COLUMNS)
    for (let column = 0; column < COLUMNS; column++) {
      const start = column * this.count
      columns.set(this.columns.subarray(start, start + count), column * count)
    }
    return bytes
  }
}
