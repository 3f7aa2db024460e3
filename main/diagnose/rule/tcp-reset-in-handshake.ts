import { firstEnd, refusalOf } from '../refusal.ts'
import { codeClaim, CONNECTION_LOST, hostCode, withCode } from '../host-code.ts'
import type { Rule } from '../rule.ts'

export const tcpResetInHandshake: Rule = {
  cause: 'tcp-reset-in-handshake',
  title: 'The connection was reset during the handshake',
  looksFor:
    'a RST as the first end of the connection, before the handshake was done and without any alert; return codes 406 and 420 where the end was not seen',
  references: ['RFC 9293 §3.5.2'],
  kind: 'circumstance',
  grounds: ['bare-end', 'host'],
  find: (facts) => {
    const code = hostCode(facts, 'system-ssl', ...CONNECTION_LOST)
    const end = firstEnd(facts)
    if (end === undefined && code !== undefined) {
      return codeClaim(
        code,
        {
          fit: 0.3,
          explanation: `System SSL gave return code ${code.code}: the connection to the partner is gone, which a reset brings about as well as a close.`,
          wouldDisprove: 'a FIN of the partner, or an alert, in a packet trace',
        },
        CONNECTION_LOST,
      )
    }
    if (end?.kind !== 'rst' || facts.alerts.length > 0 || refusalOf(facts)?.hidden !== undefined) return undefined
    return withCode(
      {
        confidence: 'possible',
        basis: 'bytes',
        fit: 0.5,
        explanation: `A TCP reset (RST)${end.from ? ` in the name of the ${end.from}` : ''} ended the connection at stage ${facts.boundary}; no alert says why.`,
        detectedBy: 'network',
        evidence: [{ event: facts.events.indexOf(end), text: 'the RST' }],
        wouldDisprove:
          'an alert, a log entry of either side, or a capture on the other side of the network that shows no such RST',
      },
      code,
    )
  },
}
