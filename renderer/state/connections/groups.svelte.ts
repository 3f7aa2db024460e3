import type { EngineClient } from '../../../preload/contract/carrier.ts'
import type { ConnectionGroup, ConnectionGrouping, ConnectionSort } from '../../../preload/contract/connection.ts'
import type { ConnectionList } from './connection-list.svelte.ts'
import { groupedRowCount, type OpenGroup } from './grouped-rows.ts'

export const PAGE_GROUPS = 200
/** Groups that are opened all at once. */
const MOST_OPENED = 200

export const GROUPING_TITLES: Readonly<Record<ConnectionGrouping, string>> = {
  cause: 'Cause',
  client: 'Client',
  server: 'Server',
  serverName: 'Server name',
}
export const GROUPINGS = Object.keys(GROUPING_TITLES) as ConnectionGrouping[]

const keyOf = ({ name, rest }: ConnectionGroup): string => (rest ? 'rest' : name === null ? 'none' : `= ${name}`)
export const sizeOf = ({ outcomes }: ConnectionGroup): number =>
  outcomes.established + outcomes.incomplete + outcomes.failed

/**
 * The list in groups. It is then ordered by what they have in common, so that the connections of a group are a stretch of the list's pages;
 * heads come in pages of their own, and only those near the view are asked for.
 */
export class ConnectionGroups {
  by = $state<ConnectionGrouping | undefined>()
  /** Groups, open or not; undefined until the first reply. */
  total = $state.raw<number | undefined>()
  failure = $state.raw<string | undefined>()
  /** The filter that the heads here are of. */
  filter = $state.raw<string | undefined>()
  #pages = $state.raw<ReadonlyMap<number, readonly ConnectionGroup[]>>(new Map())
  #openKeys = $state.raw<ReadonlySet<string>>(new Set())
  readonly #underWay = new Set<number>()
  #generation = 0
  #before: { readonly sort: ConnectionSort; readonly descending: boolean } | undefined
  readonly #engine: EngineClient
  readonly #list: ConnectionList

  /** Those that are open, in the order of the groups: as far as their heads are held. */
  readonly open = $derived.by((): readonly OpenGroup[] =>
    [...this.#pages]
      .sort(([a], [b]) => a - b)
      .flatMap(([page, groups]) =>
        groups.flatMap((group, at) =>
          this.#openKeys.has(keyOf(group))
            ? [{ index: page * PAGE_GROUPS + at, start: group.start, count: sizeOf(group) }]
            : [],
        ),
      ),
  )
  readonly rows = $derived(groupedRowCount(this.total ?? 0, this.open))

  constructor(engine: EngineClient, list: ConnectionList) {
    this.#engine = engine
    this.#list = list
  }

  /** Undefined takes the list out of its groups, back to the order that it had before. */
  group(by: ConnectionGrouping | undefined): void {
    if (by === this.by) return this.ask()
    const { sort, descending } = this.#list.query
    if (this.by === undefined) this.#before = { sort, descending }
    this.by = by
    this.forget()
    this.#list.ask(by === undefined ? (this.#before ?? {}) : { sort: by, descending: true })
    this.ask()
  }

  /** Another order takes the list out of its groups. */
  order(query: { readonly sort: ConnectionSort; readonly descending: boolean }): void {
    if (this.by !== undefined) {
      this.by = undefined
      this.forget()
    }
    const { sort, descending } = query
    this.#list.ask({ sort, descending })
  }

  /** The next grouping, and after the last none. */
  turn(): void {
    this.group(GROUPINGS[this.by === undefined ? 0 : GROUPINGS.indexOf(this.by) + 1])
  }

  /** Nothing is known of groups any more: another case, or another grouping. */
  forget(): void {
    this.#generation++
    this.#underWay.clear()
    this.#pages = new Map()
    this.#openKeys = new Set()
    this.total = undefined
    this.failure = undefined
  }

  /** Asks for what is held, or for the first groups; what is shown stays meanwhile. */
  ask(): void {
    if (this.by === undefined) return
    this.#generation++
    this.#underWay.clear()
    for (const page of this.#pages.size > 0 ? [...this.#pages.keys()] : [0]) void this.#load(page)
  }

  at(index: number): ConnectionGroup | undefined {
    return this.#pages.get(Math.floor(index / PAGE_GROUPS))?.[index % PAGE_GROUPS]
  }

  isOpen(index: number): boolean {
    const group = this.at(index)
    return group !== undefined && this.#openKeys.has(keyOf(group))
  }

  setOpen(index: number, open: boolean): void {
    const group = this.at(index)
    if (!group) return
    const keys = new Set(this.#openKeys)
    if (open) keys.add(keyOf(group))
    else keys.delete(keyOf(group))
    this.#openKeys = keys
  }

  /** Opens all of them, where they are few enough. */
  openAll(): void {
    if ((this.total ?? 0) <= MOST_OPENED) this.#openKeys = new Set([...this.#pages.values()].flat().map(keyOf))
  }

  closeAll(): void {
    this.#openKeys = new Set()
  }

  /** Tells which groups' heads are in view. */
  show(first: number, last: number): void {
    for (let page = Math.floor(first / PAGE_GROUPS); page <= Math.floor(last / PAGE_GROUPS); page++)
      if (!this.#pages.has(page) && !this.#underWay.has(page)) void this.#load(page)
  }

  async #load(page: number): Promise<void> {
    const { by } = this
    if (by === undefined) return
    const generation = this.#generation
    this.#underWay.add(page)
    const { filter } = this.#list.query
    const request = { filter, by, offset: page * PAGE_GROUPS, limit: PAGE_GROUPS }
    const result = await this.#engine.request('connection.groups', request)
    if (generation !== this.#generation) return
    this.#underWay.delete(page)
    if (!result.ok) {
      if (result.code !== 'disconnected') this.failure = result.message
      return
    }
    this.failure = undefined
    this.filter = filter
    this.total = result.value.total
    const pages = new Map(this.#pages)
    if (result.value.groups.length > 0) pages.set(page, result.value.groups)
    else pages.delete(page)
    this.#pages = pages
  }
}
