import { ALERT } from '../alert-code.ts'
import { refusalExhibit, refusalOf } from '../refusal.ts'
import { stopExhibits, stoppedFlight, stopText } from '../stopped-flight.ts'
import { toldAlertClaim } from '../told-alert.ts'
import type { Rule } from '../rule.ts'

export const noApplicationProtocol: Rule = {
  cause: 'no-application-protocol',
  title: 'No application protocol in common',
  looksFor:
    'the alert no_application_protocol; a server of TLS 1.3 that stops behind its hello with an alert under keys',
  references: ['RFC 7301 §3.2'],
  kind: 'cause',
  grounds: ['alert', 'answer', 'host'],
  alerts: [ALERT.noApplicationProtocol],
  find: (facts) => {
    const stopped = stoppedFlight(facts)
    const offered = stopped?.offer.applicationProtocols ?? []
    if (stopped?.atOnce === true && offered.length > 0) {
      return {
        confidence: 'possible',
        basis: 'bytes',
        fit: 0.6,
        explanation: `${stopText(stopped)} What it settles at that place is the application protocol, of which the client offers ${offered.join(', ')}; its certificate comes next.`,
        detectedBy: 'server',
        evidence: [
          {
            message: stopped.offer.n,
            field: ['extensions', 'application_layer_protocol_negotiation'],
            text: 'the protocols on offer',
          },
          ...stopExhibits(facts, stopped),
        ],
        wouldDisprove: "one of these protocols in the server's list, or the alert, decrypted",
      }
    }
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
