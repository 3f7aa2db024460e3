import type { TlsMessage, Visibility } from '../tls/message.ts'

/** What encryption adds to a message at most: an explicit IV, a MAC or tag, padding (RFC 5246 §6.2.3). */
const MAX_OVERHEAD = 96

/** Two sources' views of one message. A handshake message is known by its bytes; two alerts can have the same bytes, so the sender counts. */
export function isSameMessage(one: TlsMessage, other: TlsMessage): boolean {
  if (one.content !== other.content) return false
  if (one.visibility === 'encrypted') return isCover(one, other)
  if (other.visibility === 'encrypted') return isCover(other, one)
  if (one.type !== other.type) return false
  // What was only inferred has no bytes to compare: type and sender are all there is.
  if (one.visibility === 'inferred' || other.visibility === 'inferred') return one.from === other.from
  if (one.content !== 'handshake' && one.from !== other.from) return false
  return (
    beginSame(one.bytes, other.bytes) && (one.bytes.length === other.bytes.length || !one.complete || !other.complete)
  )
}

/** An encrypted record that a host's trace may show the inside of: same sender and content, a length that fits. */
function isCover(encrypted: TlsMessage, shown: TlsMessage): boolean {
  if (encrypted.type !== undefined || shown.visibility === 'encrypted' || encrypted.from !== shown.from) return false
  const added = encrypted.length - shown.bytes.length
  return added > 0 && added <= MAX_OVERHEAD && shown.complete
}

/** The shorter one is the other's beginning; a few bytes must be there to say so. */
function beginSame(one: Uint8Array, other: Uint8Array): boolean {
  const length = Math.min(one.length, other.length)
  if (length === 0) return false
  for (let i = 0; i < length; i++) if (one[i] !== other[i]) return false
  return true
}

const CLARITY: Readonly<Record<Visibility, number>> = { encrypted: 0, inferred: 1, decrypted: 2, plain: 2 }

/** The view that shows more: seen before inferred before encrypted, whole before cut; the first of two that show the same. */
export function fuller(one: TlsMessage, other: TlsMessage): 'one' | 'other' {
  const clearer = CLARITY[other.visibility] - CLARITY[one.visibility]
  if (clearer !== 0) return clearer > 0 ? 'other' : 'one'
  return !one.complete && (other.complete || other.bytes.length > one.bytes.length) ? 'other' : 'one'
}
