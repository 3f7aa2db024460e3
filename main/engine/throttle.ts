/** Calls `act` at once, then at most every `intervalMs`; the last call asked for is never lost. */
export class Throttle {
  readonly #act: () => void
  readonly #intervalMs: number
  #timer: NodeJS.Timeout | undefined
  #again = false

  constructor(intervalMs: number, act: () => void) {
    this.#intervalMs = intervalMs
    this.#act = act
  }

  ask(): void {
    if (this.#timer) {
      this.#again = true
      return
    }
    this.#timer = setTimeout(() => {
      this.#timer = undefined
      if (!this.#again) return
      this.#again = false
      this.ask()
    }, this.#intervalMs)
    this.#timer.unref()
    this.#act()
  }

  /** Acts now if that was asked for, and stops. */
  stop(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    if (this.#again) this.#act()
    this.#again = false
  }
}
