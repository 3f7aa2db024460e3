import { ALERT } from '../alert-code.ts'
import { refusalExhibit, refusalOf } from '../refusal.ts'
import { toldAlertClaim } from '../told-alert.ts'
import type { Rule } from '../rule.ts'

export const noApplicationProtocol: Rule = {
  cause: 'no-application-protocol',
  title: 'No application protocol in common',
  looksFor: 'the alert no_application_protocol',
  references: ['RFC 7301 §3.2'],
  kind: 'cause',
  grounds: ['alert', 'host'],
  alerts: [ALERT.noApplicationProtocol],
  find: (facts) => {
    const refusal = refusalOf(facts)
    if (facts.outcome !== 'failed' || refusal?.alert?.description !== ALERT.noApplicationProtocol)
      return toldAlertClaim(facts, ALERT.noApplicationProtocol, {
        explanation: 'The server has none of the application protocols (ALPN) that the client offers.',
        detectedBy: 'server',
        wouldDisprove: "a protocol of the client in the server's list",
      })
    const offer = facts.offers.at(-1)
    const protocols = offer?.applicationProtocols
    return {
      confidence: protocols === undefined ? 'likely' : 'certain',
      basis: 'bytes',
      fit: 1,
      explanation: `The ${refusal.by} has none of the application protocols on offer${protocols === undefined ? '' : ` (${protocols.join(', ')})`}, and says so.`,
      evidence: [
        ...(offer
          ? [
              {
                message: offer.n,
                field: ['extensions', 'application_layer_protocol_negotiation'],
                text: 'the protocols on offer',
              },
            ]
          : []),
        ...refusalExhibit(facts, refusal),
      ],
      wouldDisprove: "one of these protocols in the server's list",
    }
  },
}
