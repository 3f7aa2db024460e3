import { firstEnd } from '../refusal.ts'
import { hostCode, withCode } from '../host-code.ts'
import type { Rule } from '../rule.ts'

/** 406: reading or writing failed; 420: the partner closed. */
const CONNECTION_LOST = [406, 420]

export const tcpResetInHandshake: Rule = {
  cause: 'tcp-reset-in-handshake',
  title: 'The connection was reset during the handshake',
  looksFor: 'a RST as the first end of the connection, before the handshake was done and without any alert',
  references: ['RFC 9293 §3.5.2'],
  kind: 'circumstance',
  find: (facts) => {
    const code = hostCode(facts, 'system-ssl', ...CONNECTION_LOST)
    const end = firstEnd(facts)
    if (end?.kind !== 'rst' || facts.alerts.length > 0) return undefined
    const who = end.from ?? 'network'
    return withCode(
      {
        confidence: 'possible',
        basis: 'bytes',
        fit: 0.5,
        explanation: `A RST${end.from ? ` in the name of the ${end.from}` : ''} ended the connection at stage ${facts.boundary}; no alert says why.`,
        detectedBy: who,
        evidence: [{ event: facts.events.indexOf(end), text: 'the RST' }],
        wouldDisprove:
          'an alert, a log entry of either side, or a capture on the other side of the network that shows no such RST',
      },
      code,
    )
  },
}
