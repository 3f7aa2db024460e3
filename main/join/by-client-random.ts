import type { Join, LegKey } from './leg-key.ts'

/** 32 random bytes that two connections share by chance never; a program that repeats them is why only one leg a source counts. */
export function joinByClientRandom(legs: readonly LegKey[]): readonly Join[] {
  const byRandom = new Map<string, LegKey[]>()
  for (const leg of legs) {
    if (leg.clientRandom === undefined || leg.clientRandom === '') continue
    const known = byRandom.get(leg.clientRandom)
    if (known === undefined) byRandom.set(leg.clientRandom, [leg])
    else known.push(leg)
  }
  const joins: Join[] = []
  for (const same of byRandom.values()) {
    const bySource = new Map<number, LegKey>()
    for (const leg of same) {
      const rival = bySource.get(leg.source)
      if (rival === undefined || leg.messageCount > rival.messageCount) bySource.set(leg.source, leg)
    }
    if (bySource.size < 2) continue
    const joined = [...bySource.values()].sort((one, other) => one.source - other.source)
    joins.push({ legs: joined.map(({ id }) => id), joinedBy: 'client-random' })
  }
  return joins
}
