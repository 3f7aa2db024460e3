import type { FilterTerm } from '../../db/query/connection-filter.ts'
import type { Grouping } from '../../db/query/connection-group.ts'
import { prepareConnectionMatch, prepareHighestConnection } from '../../db/query/connection-match.ts'
import { type ConnectionOrder, prepareConnectionOrder } from '../../db/query/connection-order.ts'
import { prepareOutcomeCounts } from '../../db/query/outcome-count.ts'
import type { ReadableCase } from '../../db/open.ts'
import { breathe } from './breathe.ts'
import { type FoundGroup, groupsOf } from './connection-groups.ts'
import { KeptAnswer } from './kept-answer.ts'

/** Connections looked at before the engine turns to other requests: some 10 ms. */
const RANGE = 20_000
/** Of an order at once: each stretch is stepped to from the beginning, 20 ns for each connection before it; some 20 ms. */
const WALK = 100_000

interface ListQuestion {
  readonly terms: readonly FilterTerm[]
  readonly order: ConnectionOrder
  readonly descending: boolean
}

export interface ListRequest extends ListQuestion {
  readonly offset: number
  readonly limit: number
}

export interface GroupPage {
  readonly total: number
  readonly groups: readonly FoundGroup[]
}

export interface ListPage {
  readonly total: number
  readonly ids: readonly number[]
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
  readonly #found: KeptAnswer<Uint32Array>
  readonly #foundGroups: KeptAnswer<readonly FoundGroup[]>

  constructor(index: ReadableCase, growing: () => boolean) {
    this.#index = index
    this.#ordered = prepareConnectionOrder(index)
    this.#counts = prepareOutcomeCounts(index)
    this.#highest = prepareHighestConnection(index)
    this.#found = new KeptAnswer(growing)
    this.#foundGroups = new KeptAnswer(growing)
  }

  /** Connections were written: lists found before are old. */
  changed(): void {
    this.#found.changed()
    this.#foundGroups.changed()
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

  /** Groups of the connections that match, those with the most failed ones first. */
  async groups(
    request: Pick<ListRequest, 'terms' | 'offset' | 'limit'> & { readonly by: Grouping },
    signal?: AbortSignal,
  ): Promise<GroupPage> {
    const { terms, by, offset, limit } = request
    const found = await this.#foundGroups.get(keyOf([terms, by]), () =>
      groupsOf(this.#index, by, terms, () => this.#matching({ terms, order: by, descending: true }, signal), signal),
    )
    return { total: found.length, groups: found.slice(offset, offset + limit) }
  }

  #matching(question: ListQuestion, signal: AbortSignal | undefined): Promise<Uint32Array> {
    const { terms, order, descending } = question
    return this.#found.get(keyOf([terms, order, descending]), () => this.#find(question, signal))
  }

  async #find(request: ListQuestion, signal: AbortSignal | undefined): Promise<Uint32Array> {
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
    for (let offset = 0; found < count; offset += WALK) {
      const some = this.#ordered(request.order, request.descending, offset, WALK)
      for (const id of some) if (marked[id] === 1) ids[found++] = id
      if (some.length < WALK) break
      await breathe(signal)
    }
    return ids.subarray(0, found)
  }
}

function keyOf(question: readonly unknown[]): string {
  return JSON.stringify(question, (_, value: unknown) => (typeof value === 'bigint' ? `${value}n` : value))
}
