/**
 * Trace records as the index keeps them: up to BLOCK_RECORDS together, one column after the other: the times of day, then ten columns of
 * unsigned 32-bit numbers. Each is stored as its least number and what each record has more than that, in as few bytes as do: most numbers
 * of a column are near each other, and what is stored is written to the disk twice.
 *
 *   float64 least[11]; uint8 width[11] (0, 1, 2, 4, 8), padded; then each column in turn, padded to eight bytes
 *
 * A width of 8: numbers as they are. Times have microseconds behind their least; those that have more than that are of width 8.
 * Little-endian, as is every machine that Node runs on.
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
/** The times stand before them. */
const STORED_COLUMNS = 1 + COLUMNS
const WIDTHS_AT = 8 * STORED_COLUMNS
const HEADER = aligned(WIDTHS_AT + STORED_COLUMNS)
const NS_PER_MICROSECOND = 1_000

/** Stands for a day that was not printed, and for a record without a function. */
export const NONE = 0xffff_ffff

export class TraceBlock {
  readonly count: number
  readonly timesOfDay: Float64Array
  readonly columns: Uint32Array

  private constructor(count: number) {
    this.count = count
    this.timesOfDay = new Float64Array(count)
    this.columns = new Uint32Array(count * COLUMNS)
  }

  /** Room for a full block. */
  static empty(): TraceBlock {
    return new TraceBlock(BLOCK_RECORDS)
  }

  /** A stored block; one whose size does not fit its count (a damaged file) is an empty one. */
  static of(bytes: Uint8Array, count: number): TraceBlock {
    if (bytes.length < HEADER || count > BLOCK_RECORDS) return new TraceBlock(0)
    // Copied: SQLite gives bytes at any address, and numbers want theirs aligned.
    const { buffer } = bytes.slice()
    const widths = new Uint8Array(buffer, WIDTHS_AT, STORED_COLUMNS)
    const size = widths.reduce((sum, width) => sum + aligned(width * count), HEADER)
    if (size !== bytes.length || !widths.every((width) => width in NUMBERS)) return new TraceBlock(0)
    const block = new TraceBlock(count)
    const leasts = new Float64Array(buffer, 0, STORED_COLUMNS)
    let at = HEADER
    for (const [column, width] of widths.entries()) {
      const into = column === 0 ? block.timesOfDay : block.columns.subarray((column - 1) * count, column * count)
      const unit = column === 0 && width < 8 ? NS_PER_MICROSECOND : 1
      const least = leasts[column] ?? 0
      const stored = storedNumbers(buffer, at, width, count)
      for (let i = 0; i < count; i++) into[i] = least + (stored?.[i] ?? 0) * unit
      at += aligned(width * count)
    }
    return block
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
  toBytes(count: number): Uint8Array<ArrayBuffer> {
    const columns = Array.from({ length: STORED_COLUMNS }, (_, column) =>
      column === 0
        ? this.timesOfDay.subarray(0, count)
        : this.columns.subarray((column - 1) * this.count, (column - 1) * this.count + count),
    )
    const ranges = columns.map((numbers, column) => rangeOf(numbers, column === 0 ? NS_PER_MICROSECOND : 1))
    const bytes = new Uint8Array(ranges.reduce((sum, { width }) => sum + aligned(width * count), HEADER))
    const leasts = new Float64Array(bytes.buffer, 0, STORED_COLUMNS)
    let at = HEADER
    for (const [column, { least, unit, width }] of ranges.entries()) {
      const numbers = columns[column] ?? []
      leasts[column] = least
      bytes[WIDTHS_AT + column] = width
      const stored = storedNumbers(bytes.buffer, at, width, count)
      if (stored !== undefined) for (let i = 0; i < count; i++) stored[i] = ((numbers[i] as number) - least) / unit
      at += aligned(width * count)
    }
    return bytes
  }
}

const NUMBERS = { 0: undefined, 1: Uint8Array, 2: Uint16Array, 4: Uint32Array, 8: Float64Array } as const
type Numbers = Float64Array | Uint32Array | Uint16Array | Uint8Array

/** Undefined for a width of 0: all are the least. */
function storedNumbers(buffer: ArrayBuffer, at: number, width: number, count: number): Numbers | undefined {
  const kind = NUMBERS[width as keyof typeof NUMBERS]
  return kind && new kind(buffer, at, count)
}

/** The least of the numbers, and the bytes that what they have more than it takes when counted in `unit`s. */
function rangeOf(numbers: Numbers, unit: number): { least: number; unit: number; width: keyof typeof NUMBERS } {
  let least = numbers[0] ?? 0
  let most = least
  let whole = true
  for (let i = 0; i < numbers.length; i++) {
    const number = numbers[i] as number
    if (number < least) least = number
    else if (number > most) most = number
    if (unit !== 1 && number % unit !== 0) whole = false
  }
  const span = (most - least) / unit
  if (!whole || span >= 2 ** 32) return { least: 0, unit: 1, width: 8 }
  return { least, unit, width: span === 0 ? 0 : span < 2 ** 8 ? 1 : span < 2 ** 16 ? 2 : 4 }
}

function aligned(size: number): number {
  return (size + 7) & ~7
}
