import type { EngineClient, Result } from '../../preload/contract/carrier.ts'
import type { CaseState, RecentCase, Source } from '../../preload/contract/case.ts'

export interface Progress {
  readonly source: Source
  readonly bytesPerSecond: number
  readonly remainingMs: number | null
}

/** The open case as the engine last told it, and what can be done with it. */
export class OpenCase {
  state = $state.raw<CaseState | undefined>()
  recent = $state.raw<readonly RecentCase[]>([])
  /** What the user should know because something they asked for did not work; undefined when there is nothing. */
  failure = $state.raw<string | undefined>()
  #bySource = $state.raw<ReadonlyMap<number, Progress>>(new Map())
  readonly #engine: EngineClient

  constructor(engine: EngineClient) {
    this.#engine = engine
  }

  readonly sources = $derived.by(() =>
    (this.state?.sources ?? []).map((source) => this.#bySource.get(source.id)?.source ?? source),
  )
  readonly progress = $derived([...this.#bySource.values()])

  take(state: CaseState): void {
    this.state = state
    const working = new Map(
      [...this.#bySource].filter(([id]) => state.sources.some((s) => s.id === id && s.state === 'indexing')),
    )
    if (working.size !== this.#bySource.size) this.#bySource = working
  }

  takeProgress(progress: Progress): void {
    const next = new Map(this.#bySource)
    if (progress.source.state === 'indexing') next.set(progress.source.id, progress)
    else next.delete(progress.source.id)
    this.#bySource = next
  }

  refresh(): Promise<void> {
    return this.#ask(this.#engine.request('case.state', {}))
  }

  async open(paths: readonly string[]): Promise<void> {
    if (paths.length) await this.#ask(this.#engine.request('case.open', { paths: [...paths] }))
  }

  openExample(): Promise<void> {
    return this.#ask(this.#engine.request('case.openExample', {}))
  }

  async close(): Promise<void> {
    await this.#ask(this.#engine.request('case.new', {}))
    await this.listRecent()
  }

  retry(source: number): Promise<void> {
    return this.#ask(this.#engine.request('case.retry', { source }))
  }

  remove(source: number): Promise<void> {
    return this.#ask(this.#engine.request('case.remove', { source }))
  }

  cancel(source: number | null): Promise<void> {
    return this.#ask(this.#engine.request('case.cancel', { source }))
  }

  async listRecent(): Promise<void> {
    const result = await this.#engine.request('recent.list', {})
    if (result.ok) this.recent = result.value
  }

  async forget(file: string): Promise<void> {
    const result = await this.#engine.request('recent.forget', { file })
    if (result.ok) this.recent = result.value
    else this.failure = result.message
  }

  async #ask(asked: Promise<Result<CaseState>>): Promise<void> {
    const result = await asked
    if (result.ok) {
      this.failure = undefined
      this.take(result.value)
    } else if (result.code !== 'disconnected' && result.code !== 'aborted') {
      this.failure = result.message
    }
  }
}
