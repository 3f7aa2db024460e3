import { isDated, type LegKey } from './leg-key.ts'

/** What is known of a source beside its legs. */
export interface SourceKey {
  readonly id: number
  /** Its times are UTC by its format. */
  readonly utc: boolean
}

/**
 * Sources in an order that their contents decide, not the order in which they were opened: captures before hosts, those in UTC and with a
 * date before those without, then by their first leg. Sources without legs are left out. Same contents keep the order of their ids.
 */
export function sourcesInOrder(sources: readonly SourceKey[], legs: readonly LegKey[]): number[] {
  const summaries = new Map<number, Summary>()
  for (const leg of legs) {
    const known = summaries.get(leg.source)
    if (known) addLeg(known, leg)
    else summaries.set(leg.source, addLeg({ wire: false, startNs: undefined, random: '', legs: 0 }, leg))
  }
  const utc = new Set(sources.filter((source) => source.utc).map(({ id }) => id))
  const keyOf = (id: number): readonly (bigint | number | string)[] => {
    const { wire, startNs, random, legs: count } = summaries.get(id) ?? NOTHING
    const dated = startNs !== undefined && isDated(startNs)
    return [wire ? 0 : 1, utc.has(id) ? 0 : 1, dated ? 0 : 1, startNs ?? -1n, random, count, id]
  }
  const keys = new Map([...summaries.keys()].map((id) => [id, keyOf(id)]))
  return [...summaries.keys()].sort((one, other) => compare(keys.get(one) ?? [], keys.get(other) ?? []))
}

/** Legs in the order of their sources, those of one source as they came. */
export function legsInOrder(legs: readonly LegKey[], sources: readonly number[]): LegKey[] {
  const bySource = new Map<number, LegKey[]>(sources.map((source) => [source, []]))
  for (const leg of legs) bySource.get(leg.source)?.push(leg)
  const ordered: LegKey[] = []
  for (const own of bySource.values()) for (const leg of own.sort((one, other) => one.id - other.id)) ordered.push(leg)
  return ordered
}

interface Summary {
  wire: boolean
  startNs: bigint | undefined
  random: string
  legs: number
}

const NOTHING: Summary = { wire: false, startNs: undefined, random: '', legs: 0 }

function addLeg(summary: Summary, { role, startNs, clientRandom }: LegKey): Summary {
  summary.wire ||= role === 'wire'
  if (startNs !== undefined && (summary.startNs === undefined || startNs < summary.startNs)) summary.startNs = startNs
  if (clientRandom && (summary.random === '' || clientRandom < summary.random)) summary.random = clientRandom
  summary.legs++
  return summary
}

function compare(one: readonly (bigint | number | string)[], other: readonly (bigint | number | string)[]): number {
  for (let at = 0; at < one.length; at++) {
    const first = one[at] ?? 0
    const second = other[at] ?? 0
    if (first !== second) return first < second ? -1 : 1
  }
  return 0
}
