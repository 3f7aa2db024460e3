import type { EngineClient, Result } from '../../../preload/contract/carrier.ts'
import type { SavedFilter } from '../../../preload/contract/filter.ts'
import type { ConnectionList } from '../connections/connection-list.svelte.ts'

/** The filters that the user named: in every case the same ones. */
export class SavedFilters {
  list = $state.raw<readonly SavedFilter[]>([])
  /** The dialog in which they are named, renamed and deleted. */
  open = $state(false)
  /** Why the last change was not made. */
  problem = $state.raw<string | undefined>()
  /** What was deleted last and where it stood, to put it back. */
  deleted = $state.raw<(SavedFilter & { readonly at: number }) | undefined>()
  readonly #engine: EngineClient
  readonly #connections: ConnectionList

  constructor(engine: EngineClient, connections: ConnectionList) {
    this.#engine = engine
    this.#connections = connections
  }

  show(): void {
    this.problem = undefined
    this.deleted = undefined
    this.open = true
    void this.refresh()
  }

  async refresh(): Promise<void> {
    await this.#take(this.#engine.request('filter.list', {}))
  }

  apply({ filter }: SavedFilter): void {
    this.open = false
    this.#connections.ask({ filter })
  }

  /** The filter that is in the line, under a name. True where it is kept. */
  save(name: string): Promise<boolean> {
    const { filter } = this.#connections.query
    return this.#take(this.#engine.request('filter.save', { name, filter, at: null }))
  }

  rename(name: string, to: string): Promise<boolean> {
    return this.#take(this.#engine.request('filter.rename', { name, to }))
  }

  async delete(name: string): Promise<void> {
    const at = this.list.findIndex((one) => one.name === name)
    const known = this.list[at]
    if (known && (await this.#take(this.#engine.request('filter.delete', { name })))) this.deleted = { ...known, at }
  }

  async undo(): Promise<void> {
    if (this.deleted && (await this.#take(this.#engine.request('filter.save', this.deleted)))) this.deleted = undefined
  }

  async #take(asked: Promise<Result<SavedFilter[]>>): Promise<boolean> {
    const result = await asked
    if (result.ok) this.list = result.value
    this.problem = result.ok ? undefined : result.message
    return result.ok
  }
}
