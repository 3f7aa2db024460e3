import { type Apart, ApartList } from './apart.ts'
import { joinByClientRandom } from './by-client-random.ts'
import { joinByEndpoints } from './by-endpoints.ts'
import { joinByHand, type HandJoins } from './by-hand.ts'
import { joinByHandle } from './by-handle.ts'
import { joinByTime, type Sizes } from './by-time.ts'
import type { Clocks } from './clocks.ts'
import { Groups } from './groups.ts'
import { legsInOrder, type SourceKey, sourcesInOrder } from './in-content-order.ts'
import type { Join, LegKey } from './leg-key.ts'
import type { SeenLeg } from './seen-leg.ts'
import { isSeenTwice, mayBeTranslated } from './seen-twice.ts'
import { sourceClocks } from './source-clock.ts'

export type { Join, JoinedBy, LegKey } from './leg-key.ts'

/** What the caller reads of a leg where its key does not decide. */
export interface LegDetails {
  readonly sizes: Sizes
  /** The leg with its messages and events; none where it is gone. */
  readonly read: (id: number) => readonly SeenLeg[]
}

export interface JoinedLegs {
  readonly joins: readonly Join[]
  readonly clocks: Clocks
  /** Why legs stay apart although something speaks for joining them. */
  readonly apart: readonly Apart[]
  /** How many more there are, by the source of the leg. */
  readonly left: ReadonlyMap<number, number>
}

/**
 * Every connection that more than one source saw; legs that no join names stand alone. What a person said comes first, then what is sure: the
 * client's random, then the ends, then the handle that System SSL gave it, then the time of those that are left. After each step the sources'
 * clocks are set by what was joined so far. The order in which sources were opened changes nothing, nor does a source that shares no connection.
 */
export function joinLegs(
  legs: readonly LegKey[],
  sources: readonly SourceKey[],
  { sizes, read }: LegDetails,
  hand: HandJoins = { joins: [], splits: new Map() },
): JoinedLegs {
  const order = sourcesInOrder(sources, legs)
  const ordered = legsInOrder(legs, order)
  const groups = new Groups(hand.splits)
  const apart = new ApartList()
  const clocks = (): Clocks => sourceClocks(groups.joins(), order, read)
  joinByHand(ordered, groups, apart, hand)
  joinByClientRandom(ordered, groups, apart, (one, other) => {
    if (!mayBeTranslated(one, other)) return false
    const [[first], [second]] = [read(one.id), read(other.id)]
    return first !== undefined && second !== undefined && isSeenTwice(first, second)
  })
  if (order.length > 1) {
    joinByEndpoints(ordered, groups, clocks(), apart)
    joinByHandle(ordered, groups, clocks(), apart)
    joinByTime(ordered, groups, clocks(), sizes, apart)
  }
  return { joins: groups.joins(), clocks: clocks(), ...apart.list((leg, source) => groups.isJoinedTo(leg, source)) }
}
