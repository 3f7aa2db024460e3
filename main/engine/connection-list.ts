import type { FilterTerm } from '../../db/query/connection-filter.ts'
import { prepareConnectionMatch, prepareHighestConnection } from '../../db/query/connection-match.ts'
import { type ConnectionOrder, prepareConnectionOrder } from '../../db/query/connection-order.ts'
import { prepareOutcomeCounts } from '../../db/query/outcome-count.ts'
import type { ReadableCase } from '../../db/open.ts'
import { breathe } from './breathe.ts'

/** Connections looked at before the engine turns to other requests: some 10 ms. */
const RANGE = 20_000
/** While a case grows, a filtered list is looked for again at most this often, or it would be all that the engine does. */
const KEEP_WHILE_GROWING_MS = 1_000

export interface ListRequest {
  readonly terms: readonly FilterTerm[]
  readonly order: ConnectionOrder
  readonly descending: boolean
  readonly offset: number
  readonly limit: number
}

export interface ListPage {
  readonly total: number
  readonly ids: readonly number[]
}

interface FoundList {
  readonly key: string
  readonly generation: number
  readonly foundAtMs: number
  readonly ids: Promise<Uint32Array>
}

/**
 * Pages of the list of connections, quick at a million of them. Without a filter a page is a stretch of an index. With one, matching
 * connections are marked range by range of their ids, then put into order by a walk through the index; the list found is kept for the next
 * page. In between the engine answers others, so that no request waits for a filter that matches little.
 */
export class ConnectionList {
  readonly #index: ReadableCase
  readonly #ordered: ReturnType<typeof prepareConnectionOrder>
  readonly #counts: ReturnType<typeof prepareOutcomeCounts>
  readonly #highest: ReturnType<typeof prepareHighestConnection>
  readonly #growing: () => boolean
  #generation = 0
  #found: FoundList | undefined

  constructor(index: ReadableCase, growing: () => boolean) {
    this.#index = index
    this.#ordered = prepareConnectionOrder(index)
    this.#counts = prepareOutcomeCounts(index)
    this.#highest = prepareHighestConnection(index)
    this.#growing = growing
  }

  /** Connections were written: lists found before are old. */
  changed(): void {
    this.#generation++
  }

  async page(request: ListRequest, signal?: AbortSignal): Promise<ListPage> {
    const { order, descending, offset, limit } = request
    if (request.terms.length === 0) {
      const counts = this.#counts()
      return {
        total: counts.established + counts.incomplete + counts.failed,
        ids: this.#ordered(order, descending, offset, limit),
      }
    }
    const ids = await this.#matching(request, signal)
    return { total: ids.length, ids: [...ids.subarray(offset, offset + limit)] }
  }

  #matching(request: ListRequest, signal: AbortSignal | undefined): Promise<Uint32Array> {
    const key = JSON.stringify([request.terms, request.order, request.descending], (_, value: unknown) =>
      typeof value === 'bigint' ? `${value}n` : value,
    )
    const known = this.#found
    if (known?.key === key) {
      const fresh = known.generation === this.#generation
      const freshEnough = this.#growing() && performance.now() - known.foundAtMs < KEEP_WHILE_GROWING_MS
      if (fresh || freshEnough) return known.ids
    }
    const ids = this.#find(request, signal)
    const found: FoundList = { key, generation: this.#generation, foundAtMs: performance.now(), ids }
    this.#found = found
    // One that was given up or failed is not kept for the next request.
    ids.catch(() => {
      if (this.#found === found) this.#found = undefined
    })
    return ids
  }

  async #find(request: ListRequest, signal: AbortSignal | undefined): Promise<Uint32Array> {
    const match = prepareConnectionMatch(this.#index, request.terms)
    const end = this.#highest() + 1
    const marked = new Uint8Array(end)
    let count = 0
    for (let from = 0; from < end; from += RANGE) {
      for (const id of match(from, Math.min(from + RANGE, end))) {
        marked[id] = 1
        count++
      }
      await breathe(signal)
    }
    const ids = new Uint32Array(count)
    let found = 0
    for (let offset = 0; found < count; offset += RANGE) {
      const some = this.#ordered(request.order, request.descending, offset, RANGE)
      for (const id of some) if (marked[id] === 1) ids[found++] = id
      if (some.length < RANGE) break
      await breathe(signal)
    }
    return ids.subarray(0, found)
  }
}
