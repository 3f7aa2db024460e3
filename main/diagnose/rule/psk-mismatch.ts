import { ALERT } from '../alert-code.ts'
import { isPskSuite } from '../offer.ts'
import { refusalExhibit, refusalOf, refusalText } from '../refusal.ts'
import { toldAlertClaim } from '../told-alert.ts'
import type { Rule } from '../rule.ts'

export const pskMismatch: Rule = {
  cause: 'psk-mismatch',
  title: 'The pre-shared keys of the two sides do not agree',
  looksFor:
    'the alert unknown_psk_identity; a PSK suite whose Finished the server refuses; a TLS 1.3 offer of a PSK refused with illegal_parameter or decrypt_error',
  references: ['RFC 4279 §2', 'RFC 8446 §4.2.11', 'RFC 8446 §6.2'],
  kind: 'cause',
  grounds: ['alert', 'host'],
  alerts: [ALERT.unknownPskIdentity],
  find: (facts) => {
    const refusal = refusalOf(facts)
    const said = refusal?.alert?.description
    if (facts.outcome !== 'failed' || refusal === undefined)
      return toldAlertClaim(facts, ALERT.unknownPskIdentity, {
        explanation: 'The server does not know the identity of the pre-shared key that the client named.',
        detectedBy: 'server',
        wouldDisprove: "the identity among the server's keys",
      })
    if (said === ALERT.unknownPskIdentity) {
      return {
        confidence: 'certain',
        basis: 'bytes',
        fit: 1,
        explanation: 'The server does not know the identity of the pre-shared key that the client named.',
        evidence: refusalExhibit(facts, refusal),
        wouldDisprove: "the identity among the server's keys",
      }
    }
    const failedCheck = said === ALERT.badRecordMac || said === ALERT.decryptError || said === ALERT.handshakeFailure
    if (isPskSuite(facts.cipherSuite) && failedCheck && refusal.at !== 'client_hello') {
      return {
        confidence: 'likely',
        basis: 'bytes',
        fit: 0.9,
        explanation: `The suite takes its keys from a pre-shared one, and the first message under those keys failed: ${refusalText(refusal)}. Different keys on the two sides look like this.`,
        evidence: refusalExhibit(facts, refusal),
        wouldDisprove: 'the same key on both sides, or a capture on the other side with other bytes',
      }
    }
    const offer = facts.offers.at(-1)
    const binderRefused = said === ALERT.illegalParameter || said === ALERT.decryptError
    if (
      refusal.by !== 'server' ||
      facts.answer !== undefined ||
      (offer?.pskIdentities ?? 0) === 0 ||
      !binderRefused ||
      !offer
    )
      return undefined
    return {
      confidence: 'likely',
      basis: 'bytes',
      fit: 0.85,
      explanation: `The client offered a pre-shared key, and ${refusalText(refusal)} came at once: the binder, which is made with that key, did not verify.`,
      evidence: [
        { message: offer.n, field: ['extensions', 'pre_shared_key'], text: 'identity and binder' },
        ...refusalExhibit(facts, refusal),
      ],
      wouldDisprove: 'the same key on both sides',
    }
  },
}
