import { codeClaim, hostCode } from '../host-code.ts'
import { refusalOf } from '../refusal.ts'
import type { Rule } from '../rule.ts'

export const plaintextOnTlsPort: Rule = {
  cause: 'plaintext-on-tls-port',
  title: 'The client speaks clear text to a TLS port',
  looksFor: 'first bytes of the client that are no TLS record, where the server expects TLS; AT-TLS return code 5003',
  references: ['RFC 8446 §5.1', 'z/OS Communications Server: AT-TLS return code 5003'],
  kind: 'cause',
  find: (facts) => {
    const code = hostCode(facts, 'at-tls', 5003)
    const clear = facts.events.findIndex(
      ({ kind, from, afterMessage }) => kind === 'not_tls' && from === 'client' && afterMessage === 0,
    )
    const serverSpoke = facts.messages.some(({ from }) => from === 'server')
    if (clear >= 0 && facts.outcome === 'failed' && facts.offers.length === 0 && (serverSpoke || code !== undefined)) {
      return {
        confidence: serverSpoke ? 'certain' : 'likely',
        basis: 'bytes',
        fit: 1,
        detectedBy: refusalOf(facts)?.by ?? 'server',
        explanation: "The client's first bytes are no TLS record, and the server expects TLS.",
        evidence: [{ event: clear, text: facts.events[clear]?.text ?? 'bytes that are no TLS record' }],
        wouldDisprove: 'a ClientHello before these bytes',
      }
    }
    return (
      code &&
      codeClaim(code, {
        fit: 0.95,
        detectedBy: 'server',
        explanation: 'AT-TLS return code 5003: clear text came where AT-TLS expected a TLS message.',
        wouldDisprove: 'a ClientHello as the first bytes of this connection in a packet trace',
      })
    )
  },
}
