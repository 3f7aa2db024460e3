import type { EngineClient } from '../../../preload/contract/carrier.ts'
import type { ConnectionPage, ConnectionRow, ConnectionSort } from '../../../preload/contract/connection.ts'
import { toggledTerms } from '../filter/filter-terms.ts'

export const PAGE_ROWS = 100
/** Rows behind those in view, the way somebody scrolls step by step, whose page is asked for before it is seen. */
const AHEAD_ROWS = 50
/** Pages kept beyond those in view: 4,000 rows, so that scrolling back and forth does not ask again. */
const PAGES_KEPT = 40

export interface ListQuery {
  readonly filter: string
  readonly sort: ConnectionSort
  readonly descending: boolean
}

/**
 * The connections list as pages of a query. Only pages near the view are held; a reply for another query than the present one, or
 * for a page that is no longer wanted, is dropped.
 */
export class ConnectionList {
  query = $state.raw<ListQuery>({ filter: '', sort: 'start', descending: false })
  /** Rows that the present query matches, or those found so far; undefined until the first reply. */
  total = $state.raw<number | undefined>()
  /** The first rows are there, how many there are is still counted. */
  counting = $state(false)
  filterProblem = $state.raw<ConnectionPage['filterProblem']>(null)
  failure = $state.raw<string | undefined>()
  /** Another query is under way; what is shown is of the one before. */
  waiting = $state(false)
  /** Counts the queries that were answered: each begins at the top. */
  begun = $state(0)
  /** The query that the rows here are of. */
  answered = $state.raw<ListQuery | undefined>()
  /** The first row that is in view. */
  firstRow = $state(0)
  /** The row that the list is to begin with, once; then undefined. */
  startAt: number | undefined
  #pages = $state.raw<ReadonlyMap<number, readonly ConnectionRow[]>>(new Map())
  readonly #underWay = new Map<number, AbortController>()
  #count: AbortController | undefined
  /** Pages that are in view. */
  #wanted: ReadonlySet<number> = new Set([0])
  /** Counts what makes older replies worthless: another query, or a case that changed. */
  #generation = 0
  readonly #engine: EngineClient

  constructor(engine: EngineClient) {
    this.#engine = engine
  }

  /** The row at a position, or undefined while its page is on its way. */
  row(index: number): ConnectionRow | undefined {
    return this.#pages.get(Math.floor(index / PAGE_ROWS))?.[index % PAGE_ROWS]
  }

  /** Position of a connection among the rows that are held; undefined when it is not among them. */
  indexOf(id: number): number | undefined {
    for (const [page, rows] of this.#pages) {
      const at = rows.findIndex((row) => row.id === id)
      if (at >= 0) return page * PAGE_ROWS + at
    }
    return undefined
  }

  ask(query: Partial<ListQuery>): void {
    this.query = { ...this.query, ...query }
    this.#begin()
    this.waiting = true
    this.#wanted = new Set([0])
    void this.#load(0)
  }

  /** Another case is open: nothing of the last one stays. */
  forget(): void {
    this.#begin()
    this.#pages = new Map()
    this.total = undefined
    this.counting = false
  }

  /** Adds terms to the filter in place of others of their names, or takes them out when they are all there. */
  toggleTerms(...terms: readonly string[]): void {
    this.ask({ filter: toggledTerms(this.query.filter, ...terms) })
  }

  /** Asks again for what is shown, keeping it on the screen meanwhile. */
  refresh(): void {
    this.#begin()
    this.#pages = new Map([...this.#pages].filter(([page]) => this.#wanted.has(page)))
    // What the query is answered with is waited for, in view or not: under closed groups no page is.
    for (const page of this.waiting ? new Set([...this.#wanted, 0]) : this.#wanted) void this.#load(page)
  }

  /**
   * Tells which stretches of rows are in view, ends included; asks for the pages that are missing there and just ahead, and forgets far
   * ones.
   */
  show(stretches: readonly (readonly [first: number, last: number])[]): void {
    const firstRow = stretches[0]?.[0] ?? 0
    const step = firstRow - this.firstRow
    const ahead = Math.abs(step) > PAGE_ROWS ? 0 : Math.sign(step) * AHEAD_ROWS
    this.firstRow = firstRow
    const wanted = new Set<number>()
    for (const [first, last] of stretches) {
      const end = pageOf(Math.min(last + Math.max(0, ahead), Math.max(last, (this.total ?? 0) - 1)))
      for (let page = pageOf(first + Math.min(0, ahead)); page <= end; page++) wanted.add(page)
    }
    this.#wanted = wanted
    for (const [page, request] of this.#underWay) {
      if (wanted.has(page)) continue
      // What the query is answered with is waited for, in view or not.
      if (this.waiting && page === 0) continue
      request.abort()
      this.#underWay.delete(page)
    }
    for (const page of wanted) if (!this.#pages.has(page) && !this.#underWay.has(page)) void this.#load(page)
  }

  #begin(): void {
    this.#generation++
    for (const request of this.#underWay.values()) request.abort()
    this.#underWay.clear()
    this.#count?.abort()
    this.#count = undefined
  }

  async #load(page: number): Promise<void> {
    const generation = this.#generation
    const abort = new AbortController()
    this.#underWay.set(page, abort)
    const result = await this.#engine.request(
      'connection.page',
      { ...this.query, offset: page * PAGE_ROWS, limit: PAGE_ROWS },
      abort.signal,
    )
    if (generation !== this.#generation || abort.signal.aborted) return
    this.#underWay.delete(page)
    const first = this.waiting
    this.waiting = false
    if (!result.ok) {
      if (result.code !== 'disconnected') this.failure = result.message
      return
    }
    if (first) {
      this.#pages = new Map()
      this.answered = this.query
      this.begun++
    }
    this.failure = undefined
    const { filterProblem, total, counted, rows } = result.value
    this.filterProblem = filterProblem
    if (counted) this.#counted(total)
    else {
      // The same query asked again: the list does not become shorter while it is counted.
      this.total = first ? total : Math.max(total, this.total ?? 0)
      if (first) this.counting = true
      void this.#askCount()
    }
    this.#pages = this.#keep(page, rows)
  }

  async #askCount(): Promise<void> {
    if (this.#count) return
    const abort = new AbortController()
    this.#count = abort
    const result = await this.#engine.request('connection.count', { filter: this.query.filter }, abort.signal)
    if (abort.signal.aborted) return
    this.#count = undefined
    if (result.ok) this.#counted(result.value.total)
    else this.counting = false
  }

  #counted(total: number): void {
    this.total = total
    this.counting = false
    this.#count?.abort()
    this.#count = undefined
  }

  #keep(page: number, rows: readonly ConnectionRow[]): ReadonlyMap<number, readonly ConnectionRow[]> {
    const pages = new Map(this.#pages).set(page, rows)
    if (pages.size <= PAGES_KEPT) return pages
    const wanted = [...this.#wanted]
    const away = (page: number): number => Math.min(...wanted.map((one) => Math.abs(page - one)))
    const near = [...pages].sort(([a], [b]) => away(a) - away(b))
    return new Map(near.slice(0, PAGES_KEPT))
  }
}

function pageOf(row: number): number {
  return Math.floor(Math.max(0, row) / PAGE_ROWS)
}
