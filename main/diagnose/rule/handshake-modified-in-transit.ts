import { ALERT } from '../alert-code.ts'
import type { ConnectionFacts } from '../facts.ts'
import { isPskSuite, TLS13 } from '../offer.ts'
import { isOfCertificateAlone } from '../refused-certificate.ts'
import { capital, nothingOpened, type Refusal, refusalExhibit, refusalOf, refusalText } from '../refusal.ts'
import type { Claim, Rule } from '../rule.ts'
import type { Side } from '../../tls/message.ts'

export const handshakeModifiedInTransit: Rule = {
  cause: 'handshake-modified-in-transit',
  title: 'A handshake message arrived other than it was sent',
  looksFor:
    'the alert decrypt_error: a signature or a Finished over the handshake does not verify; with keys, a Finished or keys that fit another handshake',
  references: ['RFC 8446 §4.4.3', 'RFC 8446 §4.4.4', 'RFC 5246 §7.4.9'],
  kind: 'cause',
  grounds: ['answer', 'wrong-keys'],
  find: (facts) => {
    const refusal = refusalOf(facts)
    const differing = differentTranscripts(facts)
    if (facts.outcome === 'failed' && differing !== undefined) {
      const { kind, from } = facts.events[differing] ?? {}
      const wrong = kind === 'finished_does_not_verify'
      return {
        confidence: wrong ? 'certain' : 'likely',
        basis: 'bytes',
        fit: 0.9,
        explanation: wrong
          ? `The Finished of the ${from ?? 'sender'} fits another handshake than the one that was recorded: a message changed on its way.`
          : `The logged keys of one side open its records, those of the ${from ?? 'other side'} open none: the two sides made their keys from different handshake messages.`,
        evidence: [
          {
            event: differing,
            text: wrong ? 'the Finished that does not verify' : 'the first record that does not open',
          },
          ...(refusal ? refusalExhibit(facts, refusal) : []),
        ],
        wouldDisprove: 'captures on both sides of the network with the same handshake messages',
      }
    }
    const unsigned = wrongSignature(facts, refusal)
    if (unsigned !== undefined) return unsigned
    if (
      facts.outcome === 'failed' &&
      refusal?.alert?.description === ALERT.badRecordMac &&
      nothingOpened(facts, refusal)
    ) {
      return {
        confidence: 'possible',
        basis: 'bytes',
        fit: 0.6,
        explanation: `${capital(refusalText(refusal))} came before anything under keys was read. Both sides make their keys from the two hellos: one that changed on its way looks like this, too.`,
        detectedBy: refusal.by,
        evidence: refusalExhibit(facts, refusal),
        wouldDisprove: 'captures on both sides of the network with the same hellos',
      }
    }
    if (facts.outcome !== 'failed' || refusal?.alert?.description !== ALERT.decryptError || facts.answer === undefined)
      return undefined
    // A client certificate without its private key fails here as well.
    const clientSigned =
      refusal.by === 'server' && facts.certificateMessages.some(({ from, count }) => from === 'client' && count > 0)
    if (isPskSuite(facts.cipherSuite)) return undefined
    const certificateAlone = isOfCertificateAlone(facts, refusal)
    return {
      confidence: clientSigned || certificateAlone ? 'possible' : 'likely',
      basis: 'bytes',
      fit: certificateAlone ? 0.4 : 0.8,
      explanation: `${capital(refusalText(refusal))} says that a signature or a Finished does not verify: what the two sides saw of the handshake differs, or the key does not belong to the certificate.`,
      evidence: refusalExhibit(facts, refusal),
      wouldDisprove: 'captures on both sides of the network with the same handshake messages',
    }
  },
}

/** What a peer says to a signature that does not verify; others speak of something else. */
const OF_SIGNATURE: readonly number[] = [
  ALERT.decryptError,
  ALERT.handshakeFailure,
  ALERT.illegalParameter,
  ALERT.internalError,
]

/**
 * One side gave up at a message whose signature does not fit the certificate of its sender: its bytes or those that it covers changed, or
 * the key is another. Before TLS 1.3 both are in clear.
 */
function wrongSignature(facts: ConnectionFacts, refusal: Refusal | undefined): Claim | undefined {
  if (facts.outcome !== 'failed' || refusal === undefined || (facts.version ?? 0) >= TLS13) return undefined
  const said = refusal.alert?.description
  if (said !== undefined && !OF_SIGNATURE.includes(said)) return undefined
  const signed = refusal.at === 'server_flight' ? signedByServer(facts) : signedByClient(facts)
  if (signed === undefined || signed.from === refusal.by) return undefined
  return {
    confidence: 'likely',
    basis: 'bytes',
    fit: 0.95,
    explanation: `The signature over ${signed.over} does not verify with the key of the ${signed.from}'s certificate: a message changed on its way, or the ${signed.from} signs with another key. ${capital(refusalText(refusal))} followed.`,
    detectedBy: refusal.by,
    evidence: [
      { message: signed.n, field: ['signature'], text: 'a signature that does not verify' },
      ...refusalExhibit(facts, refusal),
    ],
    wouldDisprove: `a capture at the ${signed.from} in which this message, and those that it signs, have the same bytes`,
  }
}

interface WrongSignature {
  readonly n: number
  readonly from: Side
  readonly over: string
}

function signedByServer({ keyExchange }: ConnectionFacts): WrongSignature | undefined {
  return keyExchange?.signatureFits === false
    ? { n: keyExchange.n, from: 'server', over: "the server's key exchange" }
    : undefined
}

function signedByClient({ verifies }: ConnectionFacts): WrongSignature | undefined {
  const wrong = verifies.find(({ from, fits }) => from === 'client' && fits === false)
  return wrong && { n: wrong.n, from: 'client', over: 'the handshake' }
}

/**
 * A Finished over something else; or, in TLS 1.3, where keys come from the messages (RFC 8446 §7.1), a side none of whose records open,
 * beside a peer whose records do, and who says that it cannot read them either.
 */
function differentTranscripts({ events, messages, alerts, version }: ConnectionFacts): number | undefined {
  const finished = events.findIndex(({ kind }) => kind === 'finished_does_not_verify')
  if (finished >= 0) return finished
  if ((version ?? 0) < 0x0304) return undefined
  const opened = (from: Side | undefined, other: boolean): boolean =>
    messages.some(({ from: by, visibility }) => (by === from) !== other && visibility === 'decrypted')
  const at = events.findIndex(
    ({ kind, from }) =>
      kind === 'keys_do_not_fit' &&
      !opened(from, false) &&
      opened(from, true) &&
      alerts.some(
        ({ from: by, description }) =>
          by !== from && (description === ALERT.badRecordMac || description === ALERT.decryptError),
      ),
  )
  return at < 0 ? undefined : at
}
