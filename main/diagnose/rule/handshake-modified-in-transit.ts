import { ALERT } from '../alert-code.ts'
import { isPskSuite } from '../offer.ts'
import { refusalExhibit, refusalOf, refusalText } from '../refusal.ts'
import type { Rule } from '../rule.ts'

export const handshakeModifiedInTransit: Rule = {
  cause: 'handshake-modified-in-transit',
  title: 'A handshake message arrived other than it was sent',
  looksFor: 'the alert decrypt_error: a signature or a Finished over the handshake does not verify',
  references: ['RFC 8446 §4.4.3', 'RFC 8446 §4.4.4', 'RFC 5246 §7.4.9'],
  kind: 'cause',
  find: (facts) => {
    const refusal = refusalOf(facts)
    if (facts.outcome !== 'failed' || refusal?.alert?.description !== ALERT.decryptError || facts.answer === undefined)
      return undefined
    // A client certificate without its private key fails here as well.
    const clientSigned =
      refusal.by === 'server' && facts.certificateMessages.some(({ from, count }) => from === 'client' && count > 0)
    if (isPskSuite(facts.cipherSuite)) return undefined
    return {
      confidence: clientSigned ? 'possible' : 'likely',
      basis: 'bytes',
      fit: 0.8,
      explanation: `${refusalText(refusal)} says that a signature or a Finished does not verify: what the two sides saw of the handshake differs, or the key does not belong to the certificate.`,
      evidence: refusalExhibit(facts, refusal),
      wouldDisprove: 'captures on both sides of the network with the same handshake messages',
    }
  },
}
