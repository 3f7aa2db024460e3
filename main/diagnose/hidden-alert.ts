/** An alert under TLS 1.3 keys, told by its size and its place alone. */
import { readProtectedFlights } from '../tls/protected-flight.ts'
import type { ConnectionFacts, EventFact } from './facts.ts'
import { TLS13 } from './offer.ts'

const EARLY_DATA = 42

/**
 * The record with which a client refuses the server's protected flight: of an alert's size where its Finished is due. Undefined where its
 * flight is readable, or is none.
 */
export function hiddenClientAlert(facts: ConnectionFacts): EventFact | undefined {
  const { answer, events, offers, cipherSuite, messages } = facts
  if (answer === undefined || (answer.version ?? 0) < TLS13) return undefined
  // With keys the alert is a message like any other.
  if (messages.some(({ n, from, visibility }) => n > answer.n && from === 'client' && visibility === 'decrypted'))
    return undefined
  const records = events.filter(({ kind, afterMessage }) => kind === 'application_data' && afterMessage >= answer.n)
  const earlyData = facts.retry === undefined && (offers.at(-1)?.extensions?.includes(EARLY_DATA) ?? false)
  return readProtectedFlights(records, cipherSuite, earlyData).clientAlert
    ? records.find(({ from }) => from === 'client')
    : undefined
}
