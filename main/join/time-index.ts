import type { LegKey } from './leg-key.ts'

/** Looked at for one leg: a port or a handle that so many connections share in so short a time tells nothing. */
const MAX_LOOKED_AT = 500
/** Found for one leg: two are too many already, and nobody looks at more. */
const MAX_FOUND = 10

/** A leg that has a time. */
export interface Timed extends LegKey {
  readonly startNs: bigint
}

/** Legs by the time at which they begin. */
export class TimeIndex {
  readonly #timed: readonly Timed[]
  readonly #untimed: readonly LegKey[]

  constructor(legs: readonly LegKey[]) {
    this.#timed = inTime(legs)
    this.#untimed = legs.filter(({ startNs }) => startNs === undefined)
  }

  /** Legs that begin within `withinNs` of a time and for which `fits` holds, at most MAX_FOUND. One without a time may begin at any. */
  near(atNs: bigint | undefined, withinNs: bigint, fits: (leg: LegKey) => boolean): LegKey[] {
    const found: LegKey[] = []
    const take = (leg: LegKey): void => {
      if (fits(leg)) found.push(leg)
    }
    for (let at = 0; at < this.#untimed.length && at < MAX_LOOKED_AT && found.length < MAX_FOUND; at++)
      take(this.#untimed[at] as LegKey)
    const from = atNs === undefined ? 0 : this.#firstFrom(atNs - withinNs)
    const end = Math.min(this.#timed.length, from + MAX_LOOKED_AT)
    for (let at = from; at < end && found.length < MAX_FOUND; at++) {
      const leg = this.#timed[at] as Timed
      if (atNs !== undefined && leg.startNs > atNs + withinNs) break
      take(leg)
    }
    return found
  }

  /** Position of the first leg that does not begin before a time. */
  #firstFrom(timeNs: bigint): number {
    let low = 0
    let high = this.#timed.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.#timed[middle] as Timed).startNs < timeNs) low = middle + 1
      else high = middle
    }
    return low
  }
}

/** The legs that have a time, the first first. */
export function inTime(legs: readonly LegKey[]): Timed[] {
  return legs
    .filter((leg): leg is Timed => leg.startNs !== undefined)
    .sort((one, other) => (one.startNs < other.startNs ? -1 : one.startNs > other.startNs ? 1 : 0))
}
