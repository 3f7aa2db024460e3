import { ALERT } from '../alert-code.ts'
import type { ConnectionFacts } from '../facts.ts'
import { clientFlight } from '../client-flight.ts'
import { hostCode, withCode } from '../host-code.ts'
import { isPskSuite } from '../offer.ts'
import { capital, nothingOpened, type Refusal, refusalExhibit, refusalOf, refusalText } from '../refusal.ts'
import type { Claim, Rule } from '../rule.ts'

const BAD_MAC = 411

export const badRecordMac: Rule = {
  cause: 'bad-record-mac',
  title: 'A protected record failed its check',
  looksFor: 'the alert bad_record_mac; a record that does not authenticate under known keys; return code 411',
  references: ['RFC 8446 §5.2', 'RFC 5246 §6.2.3', 'z/OS System SSL: 411 GSK_ERR_BAD_MAC'],
  kind: 'cause',
  grounds: ['answer', 'wrong-keys', 'host'],
  find: (facts) => {
    const code = hostCode(facts, 'system-ssl', BAD_MAC)
    const refusal = refusalOf(facts)
    const changed = changedRecord(facts)
    if (facts.outcome === 'failed' && changed !== undefined) {
      const sender = facts.events[changed]?.from ?? 'other side'
      const said = refusal !== undefined && refusal.by !== sender ? refusalExhibit(facts, refusal) : []
      return withCode(
        {
          confidence: refusal?.alert?.description === ALERT.badRecordMac ? 'certain' : 'likely',
          basis: 'bytes',
          fit: 0.9,
          explanation: `One record of the ${sender} does not authenticate under keys that open its others: its bytes changed before they were recorded.`,
          evidence: [{ event: changed, text: 'the record that does not authenticate' }, ...said],
          wouldDisprove: 'a capture on the other side of the network with the same bytes in that record',
        },
        code,
      )
    }
    if (
      facts.outcome === 'failed' &&
      refusal?.alert?.description === ALERT.badRecordMac &&
      facts.answer !== undefined
    ) {
      return withCode(
        {
          confidence: isPskSuite(facts.cipherSuite) || nothingOpened(facts, refusal) ? 'possible' : 'likely',
          basis: 'bytes',
          fit: 0.8,
          explanation: `${capital(refusalText(refusal))} says that a record does not fit its check: its bytes changed on the way, or the two sides have different keys.`,
          evidence: refusalExhibit(facts, refusal),
          wouldDisprove: 'captures on both sides of the network with the same bytes in that record',
        },
        code,
      )
    }
    const unread = code === undefined ? refusedFinished(facts, refusal) : undefined
    if (code === undefined) return unread
    return withCode(
      {
        confidence: 'possible',
        basis: 'code',
        fit: 0.7,
        explanation: 'System SSL gave return code 411: a record failed its integrity check.',
        evidence: [],
        wouldDisprove: 'captures on both sides of the network with the same bytes in that record',
      },
      code,
    )
  },
}

/**
 * A server that answers the client's Finished with nothing but an alert: where the client showed no certificate, that record and the data
 * behind it are all that it can mean.
 */
function refusedFinished(facts: ConnectionFacts, refusal: Refusal | undefined): Claim | undefined {
  if (refusal?.hidden === undefined || refusal.by !== 'server' || refusal.at !== 'client_flight') return undefined
  if (clientFlight(facts) !== undefined) return undefined
  return {
    confidence: 'possible',
    basis: 'bytes',
    fit: 0.4,
    explanation:
      "The client showed no certificate and sent its Finished; all that the server said to that has the size of an alert. Either a record of the client failed its check, or the server's application left at once.",
    detectedBy: 'server',
    evidence: refusalExhibit(facts, refusal),
    wouldDisprove: 'the alert, decrypted, that only closes',
  }
}

/** Position of a record that does not open although the keys of its side fit. */
function changedRecord({ events, messages }: ConnectionFacts): number | undefined {
  const at = events.findIndex(
    ({ kind, from, afterMessage }) =>
      kind === 'bad_record_mac' ||
      (kind === 'keys_do_not_fit' &&
        messages.some(({ n, from: by, visibility }) => by === from && n > afterMessage && visibility === 'decrypted')),
  )
  return at < 0 ? undefined : at
}
