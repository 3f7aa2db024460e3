import { readPlace, type Place } from './address-bar.ts'

/** What a step of the browser's history holds beside its address. */
interface Step {
  readonly at: number
  /** Which case it is a place of: numbers of connections mean nothing in another one. */
  readonly file: string | null
}

/** The places that were visited in the open case. The browser's history keeps them, so that its buttons, the keys and our commands agree. */
export class Places {
  #at = $state(0)
  #first = $state(0)
  #last = $state(0)
  #file: string | null = null

  constructor() {
    const step = readStep(history.state)
    if (step) this.#at = this.#first = this.#last = step.at
  }

  get canGoBack(): boolean {
    return this.#at > this.#first
  }

  get canGoForward(): boolean {
    return this.#at < this.#last
  }

  /** Another case is open: what was visited before is no place of it. */
  enter(file: string | null): void {
    this.#file = file
    this.#first = this.#last = this.#at
  }

  /** The place that the window was loaded with, where its address names one of this case. */
  given(file: string | null): Place | undefined {
    const step = readStep(history.state)
    return location.hash === '' || (step && step.file !== file) ? undefined : readPlace(location.hash)
  }

  /** One came to another place (`asStep`), or the place that one is at is told more exactly. */
  keep(hash: string, asStep: boolean): void {
    const address = location.pathname + location.search + hash
    if (asStep) {
      this.#at++
      this.#last = this.#at
      history.pushState(this.#step, '', address)
    } else history.replaceState(this.#step, '', address)
  }

  back(): void {
    if (this.canGoBack) history.back()
  }

  forward(): void {
    if (this.canGoForward) history.forward()
  }

  /** The place that somebody went back or forward to, or whose address was typed; undefined where it is none of this case. */
  arrivedAt(state: unknown): Place | undefined {
    const step = readStep(state)
    if (step) {
      this.#at = step.at
      if (step.file !== this.#file) return undefined
    } else {
      this.#at++
      this.#last = this.#at
      history.replaceState(this.#step, '')
    }
    return readPlace(location.hash)
  }

  get #step(): Step {
    return { at: this.#at, file: this.#file }
  }
}

function readStep(state: unknown): Step | undefined {
  if (typeof state !== 'object' || state === null) return undefined
  const { at, file } = state as Record<string, unknown>
  if (typeof at !== 'number' || !Number.isSafeInteger(at)) return undefined
  return { at, file: typeof file === 'string' ? file : null }
}
