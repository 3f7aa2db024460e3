import type { LegKey } from './leg-key.ts'

/** What the legs have in common that could not be told apart by it; `manual`: a person said that they are two. */
export type ApartReason = 'client-random' | 'four-tuple' | 'connection-id' | 'time' | 'manual'

/** A leg that was not joined to one of a source, although something speaks for it. */
export interface Apart {
  readonly leg: number
  readonly source: number
  readonly reason: ApartReason
  /** The first legs of that source that it may belong to. */
  readonly candidates: readonly number[]
  /** How many there are. */
  readonly count: number
}

/** Named to a person; beyond a few nobody looks at each. */
const MAX_CANDIDATES = 5
/** Legs of which it is kept: a case where more are ambiguous has no way to tell them, which the count of them says. */
const MAX_APART = 100_000

/** Collects why legs stay apart, once for each leg and source: what was tried first tells most. */
export class ApartList {
  readonly #found = new Map<string, Apart>()
  /** By the leg's source. */
  readonly #left = new Map<number, number>()

  add(leg: LegKey, source: number, reason: ApartReason, candidates: readonly LegKey[]): void {
    const key = `${leg.id} ${source}`
    if (this.#found.has(key)) return
    if (this.#found.size >= MAX_APART) {
      if (reason !== 'manual') this.#left.set(leg.source, (this.#left.get(leg.source) ?? 0) + 1)
      return
    }
    const ids = candidates.map(({ id }) => id)
    this.#found.set(key, {
      leg: leg.id,
      source,
      reason,
      candidates: ids.slice(0, MAX_CANDIDATES),
      count: ids.length,
    })
  }

  /** Those that a later step did not join after all. `left`: how many of each source's are not listed. */
  list(isJoined: (leg: number, source: number) => boolean): {
    readonly apart: readonly Apart[]
    readonly left: ReadonlyMap<number, number>
  } {
    return {
      apart: [...this.#found.values()].filter(
        ({ leg, source, reason }) => reason === 'manual' || !isJoined(leg, source),
      ),
      left: this.#left,
    }
  }
}
