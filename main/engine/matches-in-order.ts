import { prepareInOrder } from '../../db/query/connection-match.ts'
import {
  type ConnectionOrder,
  type prepareConnectionOrder,
  prepareConnectionsAfter,
} from '../../db/query/connection-order.ts'
import type { ReadableCase } from '../../db/open.ts'
import { breathe } from './breathe.ts'
import type { MatchingConnections } from './matching-connections.ts'

/** Connections of the order that are stepped through before the engine turns to other requests: some 5 ms. */
const STRIDE = 20_000
/** So few are sorted, each being looked up, rather than met on a walk through all: some 10 ms. */
const FEW = 5_000

/**
 * The connections that match a filter, in an order: a walk through the index of the order past all that do not match, which goes as far
 * as somebody asks. As with MatchingConnections, who waits goes on where others came to.
 */
export class MatchesInOrder {
  readonly #index: ReadableCase
  readonly #at: ReturnType<typeof prepareConnectionOrder>
  readonly #order: ConnectionOrder
  readonly #descending: boolean
  readonly #matching: MatchingConnections
  #ids: Uint32Array = new Uint32Array(0)
  #found = 0
  /** Connections of the order that were passed, and the last of them. */
  #passed = 0
  #last: number | undefined
  #after: ReturnType<typeof prepareConnectionsAfter> | undefined
  #ended = false

  constructor(
    index: ReadableCase,
    at: ReturnType<typeof prepareConnectionOrder>,
    matching: MatchingConnections,
    order: ConnectionOrder,
    descending: boolean,
  ) {
    this.#index = index
    this.#at = at
    this.#matching = matching
    this.#order = order
    this.#descending = descending
  }

  count(signal: AbortSignal | undefined): Promise<number> {
    return this.#matching.count(signal)
  }

  /** The first ones of them, `most` where there are so many. Throws Aborted when `signal` is. */
  async first(most: number, signal: AbortSignal | undefined): Promise<Uint32Array> {
    const count = await this.#matching.count(signal)
    if (this.#after === undefined && !this.#ended) this.#begin(count)
    while (this.#found < Math.min(most, count) && !this.#ended) {
      this.#stride()
      await breathe(signal)
    }
    return this.#ids.subarray(0, Math.min(most, this.#found))
  }

  #begin(count: number): void {
    if (count <= FEW) {
      this.#ids = Uint32Array.from(prepareInOrder(this.#index, this.#order, this.#descending)(this.#matching.ids()))
      this.#found = this.#ids.length
      this.#ended = true
      return
    }
    this.#ids = new Uint32Array(count)
    this.#after = prepareConnectionsAfter(this.#index, this.#order, this.#descending)
  }

  #stride(): void {
    // Where the last one was joined to another meanwhile, its place is as far from the beginning as was gone.
    const some =
      (this.#last === undefined ? undefined : this.#after?.(this.#last, STRIDE)) ??
      this.#at(this.#order, this.#descending, this.#passed, STRIDE)
    for (const id of some) if (this.#found < this.#ids.length && this.#matching.has(id)) this.#ids[this.#found++] = id
    this.#passed += some.length
    this.#last = some.at(-1)
    this.#ended = some.length < STRIDE
  }
}
