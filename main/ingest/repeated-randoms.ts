/** Bits of a hash that number a place: 16 million places, two megabytes. */
const PLACE_BITS = 24
/** Nobody can write a file whose randoms all have one place. */
const seed = (Math.random() * 2 ** 32) >>> 0

/**
 * Those of the texts that come again, at most `limit`; `texts` is walked twice. SQLite would sort all of them, in memory: a hundred megabytes
 * for a million connections, of which seldom two have the same.
 */
export function repeatedRandoms(texts: () => Iterable<string>, limit: number): ReadonlySet<string> {
  const taken = new Uint32Array(2 ** PLACE_BITS / 32)
  const shared = new Set<number>()
  for (const text of texts()) {
    const place = placeOf(text)
    const bit = 1 << (place & 31)
    if (((taken[place >>> 5] ?? 0) & bit) !== 0) shared.add(place)
    taken[place >>> 5] = (taken[place >>> 5] ?? 0) | bit
  }
  const repeated = new Set<string>()
  if (shared.size === 0) return repeated
  const once = new Set<string>()
  for (const text of texts()) {
    if (repeated.size >= limit) break
    if (!shared.has(placeOf(text))) continue
    if (once.has(text)) repeated.add(text)
    else once.add(text)
  }
  return repeated
}

/** FNV-1a, of which the upper bits depend on all of the text. */
function placeOf(text: string): number {
  let hash = seed
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return hash >>> (32 - PLACE_BITS)
}
