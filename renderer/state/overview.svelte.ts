import type { EngineClient } from '../../preload/contract/carrier.ts'
import type { Overview } from '../../preload/contract/overview.ts'

/** A case that grows is counted again when this many times the time of the last count has passed. */
const REST = 4

/** What the overview shows: counts over all that the list's filter leaves. The last answer stays until the next one is there. */
export class CaseOverview {
  value = $state.raw<Overview | undefined>()
  /** The filter that `value` was counted with. */
  filter = $state.raw('')
  failure = $state.raw<string | undefined>()
  asking = $state(false)
  readonly #engine: EngineClient
  #request: AbortController | undefined
  #again: ReturnType<typeof setTimeout> | undefined
  #tookMs = 0
  /** Views that show it. */
  #watchers = 0
  #asked = ''

  constructor(engine: EngineClient) {
    this.#engine = engine
  }

  /** Somebody looks at it: while nobody does, a change of the case is no reason to count. Returns the function that ends this. */
  watch(): () => void {
    this.#watchers++
    return () => {
      this.#watchers--
      if (this.#watchers === 0) this.#stop()
    }
  }

  /**
   * Counts anew; a count for another filter that is under way is given up. What else is asked for in the same breath goes before it: rows of the
   * list are there at once, and a count takes seconds.
   */
  async ask(filter: string): Promise<void> {
    this.#asked = filter
    this.#request?.abort()
    clearTimeout(this.#again)
    this.#again = undefined
    const request = new AbortController()
    this.#request = request
    this.asking = true
    await nextTask()
    if (this.#request !== request) return
    const began = performance.now()
    const result = await this.#engine.request('case.overview', { filter }, request.signal)
    if (this.#request !== request) return
    this.#request = undefined
    this.asking = false
    this.#tookMs = performance.now() - began
    if (result.ok) {
      this.failure = undefined
      this.value = result.value
      this.filter = filter
    } else if (result.code !== 'disconnected' && result.code !== 'aborted') this.failure = result.message
  }

  /** The case changed: counts anew after a rest. */
  changed(filter: string): void {
    if (this.#watchers === 0 || this.#request !== undefined || this.#again !== undefined) return
    this.#again = setTimeout(() => void this.ask(filter), REST * this.#tookMs)
  }

  /** Another case is open: what was counted was of the one before. */
  forget(): void {
    this.#stop()
    this.value = undefined
    this.failure = undefined
    if (this.#watchers > 0) void this.ask(this.#asked)
  }

  #stop(): void {
    this.#request?.abort()
    this.#request = undefined
    clearTimeout(this.#again)
    this.#again = undefined
    this.asking = false
  }
}

function nextTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve))
}
