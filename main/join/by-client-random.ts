import type { ApartList } from './apart.ts'
import type { Groups } from './groups.ts'
import type { LegKey } from './leg-key.ts'

/** Legs of one source with one random that are held against each other: beyond that a program repeats its random. */
const MAX_SEEN_TWICE = 8

/**
 * 32 random bytes that two connections share by chance never. A source may show a connection twice, which `isSeenTwice` tells; else legs of one
 * source with the same random come from a program that repeats it: the one that shows most is taken, and none where several show as much or
 * another source has several too.
 */
export function joinByClientRandom(
  legs: readonly LegKey[],
  groups: Groups,
  apart: ApartList,
  isSeenTwice: (one: LegKey, other: LegKey) => boolean,
): void {
  const byRandom = new Map<string, LegKey[]>()
  for (const leg of legs) {
    if (leg.clientRandom === undefined || leg.clientRandom === '') continue
    const known = byRandom.get(leg.clientRandom)
    if (known === undefined) byRandom.set(leg.clientRandom, [leg])
    else known.push(leg)
  }
  for (const same of byRandom.values()) if (same.length > 1) joinSame(same, groups, apart, isSeenTwice)
}

function joinSame(
  same: readonly LegKey[],
  groups: Groups,
  apart: ApartList,
  isSeenTwice: (one: LegKey, other: LegKey) => boolean,
): void {
  const bySource = Map.groupBy(same, ({ source }) => source)
  /** Of each source, legs that are not known to be one connection. */
  const different = [...bySource.values()].map((own) => fold(own, groups, isSeenTwice))
  const crowded = different.filter((own) => own.length > 1)
  if (crowded.length > 1) {
    for (const own of crowded)
      for (const other of crowded)
        if (own !== other) for (const leg of own) apart.add(leg, other[0]?.source ?? 0, 'client-random', other)
    return
  }
  const sure = different.filter((own) => own.length === 1).map(([only]) => only as LegKey)
  const [first, ...others] = sure
  if (first === undefined) return
  for (const other of others) groups.join(first, other, 'client-random')
  for (const own of crowded) {
    const most = own.reduce((best, leg) => Math.max(best, leg.messageCount), 0)
    const fullest = own.filter(({ messageCount }) => messageCount === most)
    if (fullest.length === 1 && fullest[0]) groups.join(first, fullest[0], 'client-random')
    else for (const leg of sure) apart.add(leg, own[0]?.source ?? 0, 'client-random', fullest)
  }
}

/** Joins the legs of one source that show one connection; one leg of each connection is given back, the fullest. */
function fold(
  own: readonly LegKey[],
  groups: Groups,
  isSeenTwice: (one: LegKey, other: LegKey) => boolean,
): readonly LegKey[] {
  if (own.length === 1 || own.length > MAX_SEEN_TWICE) return own
  const different: LegKey[] = []
  for (const leg of [...own].sort((a, b) => b.messageCount - a.messageCount || a.id - b.id)) {
    const same = different.find((known) => isSeenTwice(known, leg))
    if (same === undefined || !groups.join(same, leg, 'client-random', true)) different.push(leg)
  }
  return different
}
