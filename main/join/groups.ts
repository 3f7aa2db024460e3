import type { Join, JoinedBy, LegKey } from './leg-key.ts'

interface Member {
  readonly leg: LegKey
  readonly joinedBy: JoinedBy
}

/** Which legs were found to be one connection. A leg that nothing was joined to costs nothing here. */
export class Groups {
  readonly #groupOf = new Map<number, Map<number, Member>>()

  /** The leg of a source that is the same connection as `leg`. */
  partner(leg: LegKey, source: number): LegKey | undefined {
    return leg.source === source ? leg : this.#groupOf.get(leg.id)?.get(source)?.leg
  }

  /** Makes one connection of two; false when that would put two legs of one source together, or two that contradict each other. */
  join(one: LegKey, other: LegKey, joinedBy: JoinedBy): boolean {
    const into = this.#groupOf.get(one.id) ?? new Map([[one.source, { leg: one, joinedBy }]])
    const from = this.#groupOf.get(other.id) ?? new Map([[other.source, { leg: other, joinedBy }]])
    if (into === from) return true
    for (const [source, { leg }] of from) {
      if (into.has(source) || [...into.values()].some((member) => contradict(member.leg, leg))) return false
    }
    for (const [source, member] of from) {
      into.set(source, member)
      this.#groupOf.set(member.leg.id, into)
    }
    this.#groupOf.set(one.id, into)
    return true
  }

  joins(): readonly Join[] {
    return [...new Set(this.#groupOf.values())].map((group) => ({
      legs: [...group.values()]
        .sort((one, other) => one.leg.source - other.leg.source)
        .map(({ leg, joinedBy }) => ({ id: leg.id, source: leg.source, joinedBy })),
    }))
  }
}

/** Two legs that show different connections, whatever else speaks for one. */
export function contradict(one: LegKey, other: LegKey): boolean {
  if (one.clientRandom && other.clientRandom && one.clientRandom !== other.clientRandom) return true
  return false
}
