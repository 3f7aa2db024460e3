import type { ApartList } from './apart.ts'
import type { Groups, SplitLegs } from './groups.ts'
import type { LegKey } from './leg-key.ts'

/** What a person said of legs, by their ids. */
export interface HandJoins {
  /** Legs that are one connection. */
  readonly joins: readonly (readonly number[])[]
  /** Legs that are not. */
  readonly splits: SplitLegs
}

/** Joins what a person joined; what cannot be one connection, as their randoms differ, stays apart all the same. */
export function joinByHand(
  legs: readonly LegKey[],
  groups: Groups,
  apart: ApartList,
  { joins, splits }: HandJoins,
): void {
  if (joins.length === 0 && splits.size === 0) return
  const byId = new Map(legs.map((leg) => [leg.id, leg]))
  for (const ids of joins) {
    const [first, ...others] = ids.map((id) => byId.get(id)).filter((leg) => leg !== undefined)
    if (first !== undefined) for (const other of others) groups.join(first, other, 'manual', true)
  }
  for (const [id, others] of splits) {
    const leg = byId.get(id)
    if (leg === undefined) continue
    const from = [...others].map((other) => byId.get(other)).filter((other) => other !== undefined)
    for (const [source, own] of Map.groupBy(from, (other) => other.source)) apart.add(leg, source, 'manual', own)
  }
}
