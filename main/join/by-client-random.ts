import type { Groups } from './groups.ts'
import type { LegKey } from './leg-key.ts'

/** 32 random bytes that two connections share by chance never; a program that repeats them is why only one leg a source counts. */
export function joinByClientRandom(legs: readonly LegKey[], groups: Groups): void {
  const byRandom = new Map<string, LegKey[]>()
  for (const leg of legs) {
    if (leg.clientRandom === undefined || leg.clientRandom === '') continue
    const known = byRandom.get(leg.clientRandom)
    if (known === undefined) byRandom.set(leg.clientRandom, [leg])
    else known.push(leg)
  }
  for (const same of byRandom.values()) {
    if (same.length < 2) continue
    const bySource = new Map<number, LegKey>()
    for (const leg of same) {
      const rival = bySource.get(leg.source)
      if (rival === undefined || leg.messageCount > rival.messageCount) bySource.set(leg.source, leg)
    }
    const [first, ...others] = bySource.values()
    if (first !== undefined) for (const other of others) groups.join(first, other, 'client-random')
  }
}
