import type { ApartList } from './apart.ts'
import { contradict, type Groups } from './groups.ts'
import type { JoinedBy, LegKey } from './leg-key.ts'
import { TimeIndex } from './time-index.ts'

const SECOND_NS = 1_000_000_000n
const HOUR_NS = 3_600n * SECOND_NS
/** A clock that is put on or back for summer time jumps by an hour, give or take what it is off beside. */
const JUMP_ERROR_NS = 2n * SECOND_NS

export interface Likeness {
  readonly joinedBy: JoinedBy
  /** Nanoseconds to add to the times of the others to have them on the clock of the ones; undefined: their times cannot be compared. */
  readonly shiftNs: bigint | undefined
  /** Legs of one connection begin within this of each other. */
  readonly withinNs: bigint
  readonly fits: (one: LegKey, other: LegKey) => boolean
}

/**
 * Of two sources' legs that are alike in what `likeness` says, joins each with the one of the other source that it alone fits and that fits it
 * alone. Where several fit as well, they stay apart.
 */
export function pairAlike(
  ones: readonly LegKey[],
  others: readonly LegKey[],
  { joinedBy, shiftNs, withinNs, fits }: Likeness,
  groups: Groups,
  apart: ApartList,
): void {
  if (ones.length === 0 || others.length === 0) return
  const mayBeOne = (one: LegKey, other: LegKey): boolean => !contradict(one, other) && fits(one, other)
  const forward = candidates(ones, others, shiftNs === undefined ? undefined : -shiftNs, withinNs, mayBeOne)
  const backward = candidates(others, ones, shiftNs, withinNs, (other, one) => mayBeOne(one, other))
  const tell = (own: ReadonlyMap<LegKey, readonly LegKey[]>, source: number): void => {
    for (const [leg, found] of own) {
      const [only] = found
      if (only && !groups.areOne(leg, only)) apart.add(leg, source, joinedBy, found)
    }
  }
  for (const [one, found] of forward) {
    const [only] = found
    if (found.length === 1 && only && backward.get(only)?.length === 1) groups.join(one, only, joinedBy)
  }
  tell(forward, others[0]?.source ?? 0)
  tell(backward, ones[0]?.source ?? 0)
}

/** For each leg the ones of the other source that it fits. */
function candidates(
  legs: readonly LegKey[],
  others: readonly LegKey[],
  shiftNs: bigint | undefined,
  withinNs: bigint,
  fits: (leg: LegKey, other: LegKey) => boolean,
): ReadonlyMap<LegKey, readonly LegKey[]> {
  const index = new TimeIndex(others)
  return new Map(
    legs.map((leg) => {
      const at = leg.startNs === undefined || shiftNs === undefined ? undefined : leg.startNs + shiftNs
      const near = index.near(at, withinNs, (other) => fits(leg, other))
      if (near.length > 0 || at === undefined) return [leg, near]
      const jumped = [at - HOUR_NS, at + HOUR_NS].flatMap((there) =>
        index.near(there, JUMP_ERROR_NS, (other) => fits(leg, other)),
      )
      return [leg, jumped]
    }),
  )
}
