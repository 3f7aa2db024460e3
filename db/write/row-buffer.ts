import type Database from 'better-sqlite3'

/** A value as SQLite takes it. */
export type SqlValue = number | bigint | string | Uint8Array | null

/** Rows of one statement: measured, 32 rows of 11 columns cost half of what single rows do, more rows gain nothing. */
const ROWS_PER_STATEMENT = 32

/**
 * Collects rows of one table in one flat array and inserts many of them per statement.
 * `insert` is a constant `INSERT INTO table VALUES`; the only thing put together here is its list of placeholders.
 */
export class RowBuffer {
  readonly #one: Database.Statement<[readonly SqlValue[]]>
  readonly #many: Database.Statement<[readonly SqlValue[]]>
  readonly #columns: number
  readonly values: SqlValue[] = []

  constructor(db: Database.Database, insert: string, columns: number) {
    const row = `(${Array<string>(columns).fill('?').join(',')})`
    this.#columns = columns
    this.#one = db.prepare(`${insert} ${row}`)
    this.#many = db.prepare(`${insert} ${Array<string>(ROWS_PER_STATEMENT).fill(row).join(',')}`)
  }

  /** Rows waiting. Callers append to `values` themselves, exactly one value per column: a call with a list of arguments costs more. */
  get rows(): number {
    return this.values.length / this.#columns
  }

  /** Inserts what waits; the caller has opened the transaction. */
  write(): void {
    const { values } = this
    const step = ROWS_PER_STATEMENT * this.#columns
    let at = 0
    for (; at + step <= values.length; at += step) this.#many.run(values.slice(at, at + step))
    for (; at < values.length; at += this.#columns) this.#one.run(values.slice(at, at + this.#columns))
    values.length = 0
  }
}
