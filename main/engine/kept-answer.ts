/** While a case grows, an answer is looked for again at most this often, or it would be all that the engine does. */
const KEEP_WHILE_GROWING_MS = 1_000

interface Found<T> {
  readonly key: string
  readonly generation: number
  readonly foundAtMs: number
  readonly answer: Promise<T>
}

/** The last answer to a question that takes long, for who asks the same again before the case changes. */
export class KeptAnswer<T> {
  readonly #growing: () => boolean
  #generation = 0
  #found: Found<T> | undefined

  constructor(growing: () => boolean) {
    this.#growing = growing
  }

  /** The case changed: answers found before are old. */
  changed(): void {
    this.#generation++
  }

  /** `key` is the question in words; `find` answers it. */
  get(key: string, find: () => Promise<T>): Promise<T> {
    const known = this.#found
    if (known?.key === key) {
      const fresh = known.generation === this.#generation
      const freshEnough = this.#growing() && performance.now() - known.foundAtMs < KEEP_WHILE_GROWING_MS
      if (fresh || freshEnough) return known.answer
    }
    const answer = find()
    const found: Found<T> = { key, generation: this.#generation, foundAtMs: performance.now(), answer }
    this.#found = found
    // One that was given up or failed is not kept for the next request.
    answer.catch(() => {
      if (this.#found === found) this.#found = undefined
    })
    return answer
  }
}
