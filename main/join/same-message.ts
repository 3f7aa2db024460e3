import type { TlsMessage } from '../tls/message.ts'

/** Two sources' views of one message. A handshake message is known by its bytes; two alerts can have the same bytes, so the sender counts. */
export function isSameMessage(one: TlsMessage, other: TlsMessage): boolean {
  if (one.content !== other.content || one.type !== other.type) return false
  // What was only inferred has no bytes to compare: type and sender are all there is.
  if (one.visibility === 'inferred' || other.visibility === 'inferred') return one.from === other.from
  if (one.visibility === 'encrypted' || other.visibility === 'encrypted') return false
  if (one.content !== 'handshake' && one.from !== other.from) return false
  return (
    beginSame(one.bytes, other.bytes) && (one.bytes.length === other.bytes.length || !one.complete || !other.complete)
  )
}

/** The shorter one is the other's beginning; a few bytes must be there to say so. */
function beginSame(one: Uint8Array, other: Uint8Array): boolean {
  const length = Math.min(one.length, other.length)
  if (length === 0) return false
  for (let i = 0; i < length; i++) if (one[i] !== other[i]) return false
  return true
}

/** The view that shows more: whole before cut, seen before inferred; the first of two that show the same. */
export function fuller(one: TlsMessage, other: TlsMessage): 'one' | 'other' {
  if (one.visibility === 'inferred' && other.visibility !== 'inferred') return 'other'
  if (other.visibility === 'inferred') return 'one'
  return !one.complete && (other.complete || other.bytes.length > one.bytes.length) ? 'other' : 'one'
}
