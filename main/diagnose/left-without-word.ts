/** Ends that came without the alert which an implementation owes when it gives up because of what its peer sent. */
import type { ConnectionFacts } from './facts.ts'
import type { Refusal } from './refusal.ts'
import { TLS13 } from './offer.ts'

/**
 * RFC 5246 §7.2.2, RFC 8446 §6.2: who finds an error says so. A server that leaves at the hello, or a client that leaves a handshake of TLS 1.2
 * or below before its own flight, has not given it to an application yet that may judge for itself and just hang up; so a bare end there
 * points to a program that ended, a limit or the network rather than to anything that was offered or shown.
 */
export function leftWithoutWord(facts: ConnectionFacts, { by, at, alert, hidden, end }: Refusal): boolean {
  if (alert !== undefined || hidden !== undefined || end === undefined) return false
  if (by === 'server') return at === 'client_hello'
  const { answer } = facts
  if (at !== 'server_flight' || answer?.version === undefined || answer.version >= TLS13) return false
  return !facts.messages.some(({ from, n }) => from === 'client' && n > answer.n && n <= end.afterMessage)
}
