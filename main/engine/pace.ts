/** So long the engine may keep others waiting for one piece of long work. */
const PIECE_MS = 8
const FIRST_ROWS = 1_000
const MOST_ROWS = 64_000

/** How many rows make a piece of long work: as many as the machine, its disk and the question allow, told by how long the last piece took. */
export class Pace {
  /** Of the next piece. */
  rows = FIRST_ROWS
  readonly #now: () => number

  /** `now`: a clock in milliseconds. */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now
  }

  /** Does a piece of so many rows. */
  piece<T>(work: () => T): T {
    const began = this.#now()
    const done = work()
    const took = this.#now() - began
    if (took > PIECE_MS) this.rows = Math.max(FIRST_ROWS, this.rows >>> 1)
    else if (took < PIECE_MS / 2) this.rows = Math.min(MOST_ROWS, this.rows * 2)
    return done
  }
}
