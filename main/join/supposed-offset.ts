import type { LegKey } from './leg-key.ts'

const SECOND_NS = 1_000_000_000n
/** Zones lie whole quarters of an hour apart. */
const QUARTER_NS = 900n * SECOND_NS
/** What is left beside the zone is a clock that is off: more than this is no sign of one connection. */
const MAX_ERROR_NS = 2n * SECOND_NS
const MAX_ZONE_NS = 15n * 3_600n * SECOND_NS
/** Times before this have no date, so that any number of days may lie between. */
const UNDATED_BEFORE_NS = 366n * 86_400n * SECOND_NS
/** Legs looked at; the first ones show the shift as well as all. */
const MAX_LEGS = 200

interface Timed extends LegKey {
  readonly startNs: bigint
}

/**
 * What to add to the times of a host's legs so that most of them begin with a leg of the wire that `mayBe` the same connection: a zone and
 * a small error of the clock. Undefined when nothing fits, or two shifts fit as many.
 */
export function supposedOffset(
  traced: readonly Timed[],
  captured: readonly Timed[],
  mayBe: (traced: LegKey, captured: LegKey) => boolean,
): bigint | undefined {
  const shifts: bigint[] = []
  for (const one of traced.slice(0, MAX_LEGS)) {
    for (const other of captured.slice(0, MAX_LEGS)) {
      const shift = other.startNs - one.startNs
      if (mayBe(one, other) && isZoneAndError(shift, one.startNs < UNDATED_BEFORE_NS)) shifts.push(shift)
    }
  }
  shifts.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
  let best: readonly bigint[] = []
  let second = 0
  for (let from = 0; from < shifts.length;) {
    const start = shifts[from] ?? 0n
    let to = from
    while (to < shifts.length && (shifts[to] ?? 0n) - start <= MAX_ERROR_NS) to++
    const cluster = shifts.slice(from, to)
    if (cluster.length > best.length) {
      second = best.length
      best = cluster
    } else second = Math.max(second, cluster.length)
    from = to
  }
  return best.length > second ? best[best.length >> 1] : undefined
}

function isZoneAndError(shift: bigint, undated: boolean): boolean {
  const size = shift < 0n ? -shift : shift
  if (!undated && size > MAX_ZONE_NS) return false
  const rest = size % QUARTER_NS
  return rest <= MAX_ERROR_NS || QUARTER_NS - rest <= MAX_ERROR_NS
}
