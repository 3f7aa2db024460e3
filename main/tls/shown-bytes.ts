/** Of bytes that are no TLS: enough to tell a banner or an answer by eye. */
const SHOWN_BYTES = 512

/** The first ones of `head[0..headLength)` and `bytes[at..end)` behind it. */
export function shownBytes(
  head: Uint8Array,
  headLength: number,
  bytes: Uint8Array,
  at: number,
  end: number,
): Uint8Array {
  const ofHead = Math.min(headLength, SHOWN_BYTES)
  const first = new Uint8Array(ofHead + Math.min(end - at, SHOWN_BYTES - ofHead))
  first.set(head.subarray(0, ofHead))
  first.set(bytes.subarray(at, at + first.length - ofHead), ofHead)
  return first
}
