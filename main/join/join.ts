import { joinByClientRandom } from './by-client-random.ts'
import type { Join, LegKey } from './leg-key.ts'

export type { Join, JoinedBy, LegKey } from './leg-key.ts'

/** Every connection that more than one source saw. Legs that no join names stand alone. */
export function joinLegs(legs: readonly LegKey[]): readonly Join[] {
  return joinByClientRandom(legs)
}
