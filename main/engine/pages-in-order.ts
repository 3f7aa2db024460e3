import {
  type ConnectionOrder,
  type prepareConnectionOrder,
  prepareConnectionsAfter,
} from '../../db/query/connection-order.ts'
import type { ReadableCase } from '../../db/open.ts'

/** Connections whose places are remembered: a first and a last one of each page. */
const MOST_PLACES = 1_000

/**
 * Pages of all connections in one order. A page that adjoins one of before is looked up by the key of the connection beside it, at once
 * however deep in the list; to another place the way is counted, from the nearer end of the list: 10 ms for the middle of a million.
 */
export class PagesInOrder {
  readonly order: ConnectionOrder
  readonly descending: boolean
  readonly #at: ReturnType<typeof prepareConnectionOrder>
  readonly #after: ReturnType<typeof prepareConnectionsAfter>
  readonly #before: ReturnType<typeof prepareConnectionsAfter>
  /** Ids by their places. */
  readonly #places = new Map<number, number>()

  constructor(
    index: ReadableCase,
    at: ReturnType<typeof prepareConnectionOrder>,
    order: ConnectionOrder,
    descending: boolean,
  ) {
    this.order = order
    this.descending = descending
    this.#at = at
    this.#after = prepareConnectionsAfter(index, order, descending)
    this.#before = prepareConnectionsAfter(index, order, !descending)
  }

  /** `total`: how many connections there are. */
  page(offset: number, limit: number, total: number): readonly number[] {
    const ids = this.#behind(offset, limit) ?? this.#ahead(offset, limit) ?? this.#counted(offset, limit, total)
    const [first] = ids
    const last = ids.at(-1)
    if (first === undefined || last === undefined) return ids
    if (this.#places.size >= MOST_PLACES) this.#places.clear()
    this.#places.set(offset, first).set(offset + ids.length - 1, last)
    return ids
  }

  /** Next to the connection just before it. */
  #behind(offset: number, limit: number): number[] | undefined {
    const id = this.#places.get(offset - 1)
    return id === undefined ? undefined : this.#after(id, limit)
  }

  /** Next to the connection just after it. */
  #ahead(offset: number, limit: number): number[] | undefined {
    const id = this.#places.get(offset + limit)
    const ids = id === undefined ? undefined : this.#before(id, limit)
    return ids?.length === limit ? ids.reverse() : undefined
  }

  #counted(offset: number, limit: number, total: number): number[] {
    const beyond = Math.max(0, total - offset - limit)
    if (beyond >= offset || offset >= total) return this.#at(this.order, this.descending, offset, limit)
    return this.#at(this.order, !this.descending, beyond, Math.min(limit, total - offset)).reverse()
  }
}
