import type { FilterTerm } from '../../db/query/connection-filter.ts'
import { prepareConnectionMatch, prepareHighestConnection } from '../../db/query/connection-match.ts'
import type { ReadableCase } from '../../db/open.ts'
import { breathe } from './breathe.ts'
import { Pace } from './pace.ts'

/**
 * Which connections match a filter: marked range by range of their ids, as far as somebody waits for it. Several may wait at once, each
 * of whom goes on where the others came to; when the last gives up, nothing goes on, and what is done is there for who asks again.
 */
export class MatchingConnections {
  readonly #match: ReturnType<typeof prepareConnectionMatch>
  readonly #marked: Uint8Array
  readonly #pace = new Pace()
  #next = 0
  #count = 0

  constructor(index: ReadableCase, terms: readonly FilterTerm[]) {
    this.#match = prepareConnectionMatch(index, terms)
    this.#marked = new Uint8Array(prepareHighestConnection(index)() + 1)
  }

  /** Only few can match, and they are soon found. */
  get isFew(): boolean {
    return this.#match.isFew
  }

  get counted(): boolean {
    return this.#next >= this.#marked.length
  }

  /** How many there are, all of them looked at. Throws Aborted when `signal` is. */
  async count(signal: AbortSignal | undefined): Promise<number> {
    while (!this.counted) {
      this.#next = this.#pace.piece(() => this.#mark(Math.min(this.#next + this.#pace.rows, this.#marked.length)))
      await breathe(signal)
    }
    return this.#count
  }

  /** Those up to there. */
  #mark(end: number): number {
    for (const id of this.#match.ids(this.#next, end)) {
      this.#marked[id] = 1
      this.#count++
    }
    return end
  }

  /** Once they are counted. */
  has(id: number): boolean {
    return this.#marked[id] === 1
  }

  /** All of them by their ids; for few of them. */
  ids(): number[] {
    const ids: number[] = []
    for (let id = this.#marked.indexOf(1); id >= 0; id = this.#marked.indexOf(1, id + 1)) ids.push(id)
    return ids
  }
}
