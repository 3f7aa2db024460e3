/** Bounds that the truth lies between, as far as most of them agree. */
export interface Agreement {
  readonly lower: bigint | undefined
  readonly upper: bigint | undefined
}

/** Fewer than this share of bounds in agreement: what they bound moved. */
const MOST = 0.8

/**
 * The stretch that most bounds allow, in the way of Marzullo's algorithm: a bound that is wrong is outvoted by the others, and where all are right
 * it is from the highest lower one to the lowest upper one. Undefined: they do not agree.
 */
export function agreement(lowers: readonly bigint[], uppers: readonly bigint[]): Agreement | undefined {
  const low = sorted(lowers)
  const high = sorted(uppers)
  if (low.length === 0 || high.length === 0)
    return { lower: low[low.length - 1 - mistakes(low)], upper: high[mistakes(high)] }
  // The stretch begins at a lower bound: how many upper ones lie at or above it, and lower ones at or below it.
  let best: { readonly votes: number; readonly lower: bigint; readonly upper: bigint } | undefined
  let below = 0
  low.forEach((lower, at) => {
    while (below < high.length && (high[below] as bigint) < lower) below++
    const upper = high[below]
    const votes = at + 1 + high.length - below
    if (upper !== undefined && (best === undefined || votes >= best.votes)) best = { votes, lower, upper }
  })
  return best !== undefined && best.votes >= MOST * (low.length + high.length) ? best : undefined
}

/** With bounds on one side only, how many of the tightest are taken for mistakes. */
function mistakes({ length }: readonly bigint[]): number {
  return Math.min(Math.floor(Math.max(0, length - 1) / 4), Math.ceil(length / 20))
}

export function sorted(values: readonly bigint[]): bigint[] {
  return [...values].sort((one, other) => (one < other ? -1 : one > other ? 1 : 0))
}
