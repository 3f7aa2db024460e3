/**
 * Long messages that come again and again, mostly a server's certificates, are one array for all connections: a capture with 100,000
 * connections to ten servers holds ten Certificate messages. Only memory and time depend on it; what is kept is bounded.
 */

/** Shorter ones differ from connection to connection. */
const MIN_BYTES = 512
/** Longer ones are rare, and would be much to keep. */
const MAX_BYTES = 32_768
/** Places by hash; what comes into a place that is taken has it from then on. */
const PLACES = 256
/** Bytes that the hash looks at, spread over the whole. */
const SAMPLES = 32

const places: (Uint8Array | undefined)[] = Array.from({ length: PLACES })

/** A copy of `bytes[start..end)`, or an array with the same content that was given before. Nobody may change it. */
export function sameBytes(bytes: Uint8Array, start: number, end: number): Uint8Array {
  const length = end - start
  if (length < MIN_BYTES || length > MAX_BYTES) return bytes.slice(start, end)
  const place = hash(bytes, start, length) % PLACES
  const known = places[place]
  if (known?.length === length && isSame(known, bytes, start)) return known
  return (places[place] = bytes.slice(start, end))
}

/** The array itself, which is given away with that, or one with the same content that was given before. */
export function sameArray(bytes: Uint8Array): Uint8Array {
  const { length } = bytes
  if (length < MIN_BYTES || length > MAX_BYTES) return bytes
  const place = hash(bytes, 0, length) % PLACES
  const known = places[place]
  if (known?.length === length && isSame(known, bytes, 0)) return known
  return (places[place] = bytes)
}

/** FNV-1a over some of the bytes: it only has to find the place. */
function hash(bytes: Uint8Array, start: number, length: number): number {
  let value = 0x811c9dc5 ^ length
  for (let sample = 0; sample < SAMPLES; sample++) {
    const at = start + Math.floor((sample * length) / SAMPLES)
    value = Math.imul(value ^ (bytes[at] ?? 0), 0x01000193)
  }
  return value >>> 0
}

function isSame(known: Uint8Array, bytes: Uint8Array, start: number): boolean {
  for (let at = 0; at < known.length; at++) if (known[at] !== bytes[start + at]) return false
  return true
}
