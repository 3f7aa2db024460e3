/** While a case grows, an answer is looked for again at most this often, or it would be all that the engine does. */
const KEEP_WHILE_GROWING_MS = 1_000

interface Kept<T> {
  readonly generation: number
  readonly begunAtMs: number
  readonly answer: T
}

/** Answers to the last few questions that take long, for who asks the same again before the case changes. */
export class KeptAnswers<T> {
  readonly #growing: () => boolean
  readonly #most: number
  #generation = 0
  /** By the question in words, the one asked last at the end. */
  readonly #kept = new Map<string, Kept<T>>()

  constructor(growing: () => boolean, most: number) {
    this.#growing = growing
    this.#most = most
  }

  /** The case changed: answers found before are old. */
  changed(): void {
    this.#generation++
  }

  /** `key` is the question in words; `begin` makes what answers it. */
  get(key: string, begin: () => T): T {
    const kept = this.known(key)
    if (kept !== undefined) return kept
    const answer = begin()
    this.#kept.delete(key)
    this.#kept.set(key, { generation: this.#generation, begunAtMs: performance.now(), answer })
    if (this.#kept.size > this.#most) this.#kept.delete([...this.#kept.keys()][0] ?? key)
    return answer
  }

  /** What was answered before; undefined where nothing was, or the case is another since. */
  known(key: string): T | undefined {
    const kept = this.#kept.get(key)
    if (!kept) return undefined
    const fresh = kept.generation === this.#generation
    const freshEnough = this.#growing() && performance.now() - kept.begunAtMs < KEEP_WHILE_GROWING_MS
    if (!fresh && !freshEnough) return undefined
    this.#kept.delete(key)
    this.#kept.set(key, kept)
    return kept.answer
  }

  /** Nothing is to be had of this answer any more: it failed or was given up. */
  drop(answer: T): void {
    for (const [key, kept] of this.#kept) if (kept.answer === answer) this.#kept.delete(key)
  }
}
