import { ALERT } from '../alert-code.ts'
import { EXTENSION, offersTls13, sendsRenegotiationInfo } from '../offer.ts'
import { fitOf, vaguelyRefusedOffer } from '../refused-offer.ts'
import { clientWentOn, refusalExhibit, refusalOf, refusalText } from '../refusal.ts'
import type { Rule } from '../rule.ts'

export const unsafeRenegotiationRefused: Rule = {
  cause: 'unsafe-renegotiation-refused',
  title: 'One side does not know secure renegotiation, the other insists on it',
  looksFor: 'handshake_failure of one side after the hello of the other came without renegotiation_info',
  references: ['RFC 5746 §3.4', 'RFC 5746 §3.6', 'RFC 5746 §4.1'],
  kind: 'cause',
  grounds: ['answer', 'refused-hello'],
  find: (facts) => {
    const { answer } = facts
    const refusal = refusalOf(facts)
    const offer = facts.offers.at(-1)
    if (facts.outcome !== 'failed' || offer === undefined || refusal === undefined) return undefined
    if (answer?.version !== undefined) {
      if (answer.version >= 0x0304 || refusal.by !== 'client' || refusal.at !== 'server_flight') return undefined
      if (clientWentOn(facts)) return undefined
      if (answer.extensions.includes(EXTENSION.renegotiationInfo) || !answer.complete) return undefined
      if (!sendsRenegotiationInfo(offer) || refusal.alert?.description !== ALERT.handshakeFailure) return undefined
      return {
        confidence: 'likely',
        basis: 'bytes',
        fit: 0.8,
        explanation: `The server's hello has no renegotiation_info, though the client asked for it; ${refusalText(refusal)} followed.`,
        detectedBy: 'client',
        evidence: [
          { message: answer.n, field: ['extensions'], text: 'a ServerHello without renegotiation_info' },
          ...refusalExhibit(facts, refusal),
        ],
        wouldDisprove: 'the same client connected to another server that does not send renegotiation_info',
      }
    }
    const refused = vaguelyRefusedOffer(facts)
    if (!refused || offersTls13(offer) || sendsRenegotiationInfo(offer)) return undefined
    return {
      confidence: 'possible',
      basis: 'bytes',
      fit: fitOf(refused, 0.7),
      explanation: `The client's hello has neither renegotiation_info nor its signal among the suites; ${refusalText(refusal)} followed. Servers that insist on secure renegotiation refuse like this.`,
      evidence: [
        { message: offer.n, field: ['extensions'], text: 'no renegotiation_info' },
        ...refusalExhibit(facts, refusal),
      ],
      wouldDisprove: 'the same server serving another client that does not send renegotiation_info',
    }
  },
}
