import type { Join, JoinedBy, LegKey } from './leg-key.ts'

interface Group {
  readonly members: { readonly leg: LegKey; readonly joinedBy: JoinedBy }[]
  /** The first leg of each source. */
  readonly bySource: Map<number, LegKey>
}

/** Legs that a person took apart: by a leg's id, the ids of those that it is not one connection with. */
export type SplitLegs = ReadonlyMap<number, ReadonlySet<number>>

/** Which legs were found to be one connection. A leg that nothing was joined to costs nothing here. */
export class Groups {
  readonly #groupOf = new Map<number, Group>()
  readonly #split: SplitLegs

  constructor(split: SplitLegs = new Map()) {
    this.#split = split
  }

  /** The leg of a source that is the same connection as `leg`. */
  partner(leg: LegKey, source: number): LegKey | undefined {
    return leg.source === source ? leg : this.#groupOf.get(leg.id)?.bySource.get(source)
  }

  /** Whether a leg is one connection with one of a source. */
  isJoinedTo(id: number, source: number): boolean {
    return this.#groupOf.get(id)?.bySource.has(source) ?? false
  }

  areOne(one: LegKey, other: LegKey): boolean {
    return (
      one.id === other.id || (this.#groupOf.has(one.id) && this.#groupOf.get(one.id) === this.#groupOf.get(other.id))
    )
  }

  /**
   * Makes one connection of two; false when that would put two together that a person took apart, that contradict each other, or that one
   * source shows (but where `sameSource` says that they are known to be one).
   */
  join(one: LegKey, other: LegKey, joinedBy: JoinedBy, sameSource = false): boolean {
    const into = this.#groupOf.get(one.id) ?? alone(one, joinedBy)
    const from = this.#groupOf.get(other.id) ?? alone(other, joinedBy)
    if (into === from) return true
    for (const { leg } of from.members) {
      if (!sameSource && into.bySource.has(leg.source)) return false
      for (const member of into.members)
        if (contradict(member.leg, leg) || this.#areSplit(member.leg, leg)) return false
    }
    for (const member of from.members) {
      into.members.push(member)
      if (!into.bySource.has(member.leg.source)) into.bySource.set(member.leg.source, member.leg)
      this.#groupOf.set(member.leg.id, into)
    }
    this.#groupOf.set(one.id, into)
    return true
  }

  joins(): readonly Join[] {
    return [...new Set(this.#groupOf.values())].map(({ members }) => ({
      legs: members
        .map(({ leg, joinedBy }) => ({ id: leg.id, source: leg.source, joinedBy }))
        .sort((one, other) => one.source - other.source || one.id - other.id),
    }))
  }

  #areSplit(one: LegKey, other: LegKey): boolean {
    return this.#split.get(one.id)?.has(other.id) ?? false
  }
}

function alone(leg: LegKey, joinedBy: JoinedBy): Group {
  return { members: [{ leg, joinedBy }], bySource: new Map([[leg.source, leg]]) }
}

/** Two legs that show different connections, whatever else speaks for one. */
export function contradict(one: LegKey, other: LegKey): boolean {
  return Boolean(one.clientRandom && other.clientRandom && one.clientRandom !== other.clientRandom)
}
