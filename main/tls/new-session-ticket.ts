/** NewSessionTicket: RFC 8446 §4.6.1 for TLS 1.3, RFC 5077 §3.3 before. */
import type { Extension } from './extension.ts'
import { decodeExtensions } from './extension.ts'
import type { FieldReader } from './field-reader.ts'

export interface NewSessionTicket {
  readonly name: 'new_session_ticket'
  /** Seconds. */
  ticketLifetime?: number
  ticketAgeAdd?: number
  ticketNonce?: Uint8Array
  ticket?: Uint8Array
  extensions?: Extension[]
}

export function decodeNewSessionTicket(body: FieldReader, into: NewSessionTicket, tls13: boolean): void {
  into.ticketLifetime = body.count('ticket_lifetime', 4, 'seconds')
  if (!tls13) {
    into.ticket = body.vector('ticket', 2)
    return
  }
  into.ticketAgeAdd = body.uint('ticket_age_add', 4)
  into.ticketNonce = body.vector('ticket_nonce', 1)
  into.ticket = body.vector('ticket', 2)
  decodeExtensions(body, 'new_session_ticket', (into.extensions = []))
}

/** Which form it is, from the lengths inside; for a message whose handshake is not in the trace. */
export function looksLikeTls13Ticket(body: Uint8Array): boolean {
  const ticketLength = (body[4] ?? 0) * 256 + (body[5] ?? 0)
  return body.length !== 6 + ticketLength
}
