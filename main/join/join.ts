import { joinByClientRandom } from './by-client-random.ts'
import { type Clocks, joinByEndpoints } from './by-endpoints.ts'
import { joinByHandle } from './by-handle.ts'
import { joinByTime, type Sizes } from './by-time.ts'
import { Groups } from './groups.ts'
import type { Join, LegKey } from './leg-key.ts'

export type { Join, JoinedBy, LegKey } from './leg-key.ts'

/**
 * Every connection that more than one source saw; legs that no join names stand alone. What is sure comes first: the client's random, then
 * the ends, then the handle that System SSL gave it, then the time of those that are left. After each step `clocksOf` sets the sources' clocks by what was joined so far, for those that
 * it can.
 */
export function joinLegs(
  legs: readonly LegKey[],
  clocksOf: (joins: readonly Join[]) => Clocks,
  sizes: Sizes,
): { readonly joins: readonly Join[]; readonly clocks: Clocks } {
  const groups = new Groups()
  joinByClientRandom(legs, groups)
  joinByEndpoints(legs, groups, clocksOf(groups.joins()))
  joinByHandle(legs, groups, clocksOf(groups.joins()))
  joinByTime(legs, groups, clocksOf(groups.joins()), sizes)
  const joins = groups.joins()
  return { joins, clocks: clocksOf(joins) }
}
