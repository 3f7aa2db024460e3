/** Alerts under TLS 1.3 keys, told by their size and their place alone. */
import type { Side } from '../tls/message.ts'
import { type ProtectedFlights, readProtectedFlights } from '../tls/protected-flight.ts'
import type { ConnectionFacts, EventFact } from './facts.ts'
import { TLS13 } from './offer.ts'

const EARLY_DATA = 42

/**
 * The record with which a client refuses the server's protected flight: of an alert's size where its Finished is due, or all that it sent
 * and too short for one. Undefined where its flight is readable, or is none.
 */
export function hiddenClientAlert(facts: ConnectionFacts): EventFact | undefined {
  const records = protectedRecords(facts, 'client')
  const first = records.find(({ from }) => from === 'client')
  return first !== undefined && flightsOf(facts, records).clientAlert ? first : undefined
}

/**
 * The record of an alert's size with which a server stops: in its own flight, before a client that has nothing to answer yet, or as all that
 * it said to the client's last flight, never coming to speak of data.
 */
export function hiddenServerAlert(facts: ConnectionFacts): EventFact | undefined {
  if (facts.outcome !== 'failed') return undefined
  const records = protectedRecords(facts, 'server')
  if (flightsOf(facts, records).serverAlert) return records.findLast(({ from }) => from === 'server')
  const client = records.findIndex(({ from }) => from === 'client')
  const answer = client < 0 ? undefined : records.find(({ from }, at) => from === 'server' && at > client)
  if (answer === undefined) return undefined
  const { serverAlertAfterwards, clientAlert, clientClosed } = flightsOf(facts, records)
  return serverAlertAfterwards && !clientAlert && !clientClosed ? answer : undefined
}

/** With keys an alert is a message like any other: empty where the side was readable. */
function protectedRecords({ answer, events, messages }: ConnectionFacts, side: Side): readonly EventFact[] {
  if (answer === undefined || (answer.version ?? 0) < TLS13) return []
  if (messages.some(({ n, from, visibility }) => n > answer.n && from === side && visibility === 'decrypted')) return []
  return events.filter(({ kind, afterMessage }) => kind === 'application_data' && afterMessage >= answer.n)
}

function flightsOf(facts: ConnectionFacts, records: readonly EventFact[]): ProtectedFlights {
  const { events, offers, cipherSuite, retry } = facts
  const earlyData = retry === undefined && (offers.at(-1)?.extensions?.includes(EARLY_DATA) ?? false)
  const ended = events.some(({ kind }) => kind === 'fin' || kind === 'rst' || kind === 'closed')
  return readProtectedFlights(records, cipherSuite, earlyData, ended)
}
