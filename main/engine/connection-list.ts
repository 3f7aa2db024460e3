import type { FilterTerm } from '../../db/query/connection-filter.ts'
import type { Grouping } from '../../db/query/connection-group.ts'
import { prepareMatchInOrder } from '../../db/query/connection-match.ts'
import { type ConnectionOrder, prepareConnectionOrder } from '../../db/query/connection-order.ts'
import { prepareOutcomeCounts } from '../../db/query/outcome-count.ts'
import type { ReadableCase } from '../../db/open.ts'
import { Aborted, breathe } from './breathe.ts'
import { type FoundGroup, groupsOf } from './connection-groups.ts'
import { KeptAnswers } from './kept-answers.ts'
import { MatchesInOrder } from './matches-in-order.ts'
import { MatchingConnections } from './matching-connections.ts'
import { PagesInOrder } from './pages-in-order.ts'

/** Connections of the order that are looked at for the first matching ones, and how many before the engine turns to other requests: some 5 ms. */
const GLANCE = 12_000
const GLANCE_STEP = 4_000
/** Filters, orders of what they find and groupings that are remembered: those of the list, and what is asked beside it. */
const KEPT = 4

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

/** A page that does not wait for the count: while `counted` is false, `total` is how many were found so far. */
export interface EarlyPage extends ListPage {
  readonly counted: boolean
}

/**
 * Pages of the list of connections, quick at a million of them. Without a filter a page is a stretch of an index. With one, the first
 * matching connections are looked for where the order begins; for all of them, connections are marked range by range of their ids, and
 * the order is walked through as far as a page needs. In between the engine answers others, and what nobody waits for does not go on, so
 * that no request waits for a filter that matches little.
 */
export class ConnectionList {
  readonly #index: ReadableCase
  readonly #ordered: ReturnType<typeof prepareConnectionOrder>
  readonly #counts: ReturnType<typeof prepareOutcomeCounts>
  readonly #matching: KeptAnswers<MatchingConnections>
  readonly #inOrder: KeptAnswers<MatchesInOrder>
  readonly #groups: KeptAnswers<Promise<readonly FoundGroup[]>>
  #pages: PagesInOrder | undefined

  constructor(index: ReadableCase, growing: () => boolean) {
    this.#index = index
    this.#ordered = prepareConnectionOrder(index)
    this.#counts = prepareOutcomeCounts(index)
    this.#matching = new KeptAnswers(growing, KEPT)
    this.#inOrder = new KeptAnswers(growing, KEPT)
    this.#groups = new KeptAnswers(growing, KEPT)
  }

  /** Connections were written: what was found before is old. */
  changed(): void {
    this.#matching.changed()
    this.#inOrder.changed()
    this.#groups.changed()
    this.#pages = undefined
  }

  async page(request: ListRequest, signal?: AbortSignal): Promise<ListPage> {
    const { terms, order, descending, offset, limit } = request
    if (terms.length === 0) {
      const total = this.#total()
      if (this.#pages?.order !== order || this.#pages.descending !== descending)
        this.#pages = new PagesInOrder(this.#index, this.#ordered, order, descending)
      return { total, ids: this.#pages.page(offset, limit, total) }
    }
    const matches = this.#matches(request)
    const ids = await matches.first(offset + limit, signal)
    return { total: await matches.count(signal), ids: [...ids.subarray(offset)] }
  }

  /** The same page, and the count only where it is known or the page waits for it. */
  async early(request: ListRequest, signal?: AbortSignal): Promise<EarlyPage> {
    const { terms, order, descending, offset, limit } = request
    if (terms.length > 0 && this.#total() > GLANCE && !this.#isSoonCounted(terms)) {
      const match = prepareMatchInOrder(this.#index, terms, order, descending)
      const ids: number[] = []
      for (let from = 0; from < GLANCE && ids.length < offset + limit; from += GLANCE_STEP) {
        ids.push(...match(from, GLANCE_STEP))
        await breathe(signal)
      }
      if (ids.length >= offset + limit)
        return { total: ids.length, counted: false, ids: ids.slice(offset, offset + limit) }
    }
    return { ...(await this.page(request, signal)), counted: true }
  }

  /** How many connections match. */
  count(terms: readonly FilterTerm[], signal?: AbortSignal): Promise<number> {
    return this.#marked(terms).count(signal)
  }

  /** Groups of the connections that match, those with the most failed ones first. */
  async groups(
    request: Pick<ListRequest, 'terms' | 'offset' | 'limit'> & { readonly by: Grouping },
    signal?: AbortSignal,
  ): Promise<GroupPage> {
    const { terms, by, offset, limit } = request
    const question = { terms, order: by, descending: true }
    const all = (): Promise<Uint32Array> => this.#matches(question).first(Infinity, signal)
    const finding = this.#groups.get(keyOf([terms, by]), () => groupsOf(this.#index, by, terms, all, signal))
    try {
      const found = await finding
      return { total: found.length, groups: found.slice(offset, offset + limit) }
    } catch (error) {
      this.#groups.drop(finding)
      // Who asked first gave up; we did not.
      if (error instanceof Aborted && signal?.aborted !== true) return this.groups(request, signal)
      throw error
    }
  }

  #total(): number {
    const { established, incomplete, failed } = this.#counts()
    return established + incomplete + failed
  }

  #marked(terms: readonly FilterTerm[]): MatchingConnections {
    return this.#matching.get(keyOf(terms), () => new MatchingConnections(this.#index, terms))
  }

  #isSoonCounted(terms: readonly FilterTerm[]): boolean {
    const { counted, isFew } = this.#marked(terms)
    return counted || isFew
  }

  #matches(question: ListQuestion): MatchesInOrder {
    const { terms, order, descending } = question
    return this.#inOrder.get(
      keyOf([terms, order, descending]),
      () => new MatchesInOrder(this.#index, this.#ordered, this.#marked(terms), order, descending),
    )
  }
}

function keyOf(question: readonly unknown[]): string {
  return JSON.stringify(question, (_, value: unknown) => (typeof value === 'bigint' ? `${value}n` : value))
}
