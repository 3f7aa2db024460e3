/** Who gave up: told by who alerted or closed first. */
import type { ConnectionFacts, EventFact } from './facts.ts'
import type { DetectedBy } from './finding.ts'

const CLOSE_NOTIFY = 0
const WARNING = 1

/**
 * An alert that only answers the other end's close is no sign: OpenSSL says decode_error to any unexpected FIN, JSSE handshake_failure,
 * GnuTLS unexpected_message. So the first of the two counts, whatever it is.
 */
export function detectedBy(facts: ConnectionFacts): DetectedBy {
  const alert = facts.alerts.find(
    ({ level, description }) => description === undefined || (level !== WARNING && description !== CLOSE_NOTIFY),
  )
  const end = firstEnd(facts)
  if (alert === undefined) return end?.from ?? 'network'
  return end?.from !== undefined && end.afterMessage < alert.n ? end.from : alert.from
}

/** The first FIN or RST, or a host's word that its peer closed. */
export function firstEnd(facts: ConnectionFacts): EventFact | undefined {
  return facts.events.find(({ kind }) => kind === 'fin' || kind === 'rst' || kind === 'closed')
}
