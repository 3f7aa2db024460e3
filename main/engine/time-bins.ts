/** Widths that a clock's readers count in, in nanoseconds; a wider one is a number of days. */
const SECOND = 1_000_000_000n
const MINUTE = 60n * SECOND
const HOUR = 60n * MINUTE
const DAY = 24n * HOUR
const WIDTHS: readonly bigint[] = [
  ...[1n, 10n, 100n, 1_000n, 10_000n, 100_000n].flatMap((unit) => [1n, 2n, 5n].map((step) => unit * step * 1_000n)),
  ...[1n, 2n, 5n, 10n, 15n, 30n].map((step) => step * SECOND),
  ...[1n, 2n, 5n, 10n, 15n, 30n].map((step) => step * MINUTE),
  ...[1n, 2n, 3n, 6n, 12n].map((step) => step * HOUR),
]

/** So many stretches fit beside each other where each is to be seen. */
const MAX_BINS = 96n

export interface TimeBins {
  readonly startNs: bigint | undefined
  readonly widthNs: bigint
  readonly count: number
}

/** Stretches of a round width, at round times, that hold everything from `first` to `last`: 96 at most. */
export function timeBins(first: bigint | undefined, last: bigint | undefined): TimeBins {
  if (first === undefined || last === undefined) return { startNs: undefined, widthNs: SECOND, count: 0 }
  for (let at = 0; ; at++) {
    const widthNs = WIDTHS[at] ?? DAY << BigInt(at - WIDTHS.length)
    const startNs = first - modulo(first, widthNs)
    const count = (last - startNs) / widthNs + 1n
    if (count <= MAX_BINS) return { startNs, widthNs, count: Number(count) }
  }
}

function modulo(value: bigint, by: bigint): bigint {
  const rest = value % by
  return rest < 0n ? rest + by : rest
}
