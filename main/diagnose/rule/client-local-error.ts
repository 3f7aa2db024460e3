import type { Rule } from '../rule.ts'

export const clientLocalError: Rule = {
  cause: 'client-local-error',
  title: 'The client gave up before it had said anything',
  looksFor: "an alert of the client as the connection's first message",
  references: ['RFC 8446 §6.2'],
  kind: 'cause',
  find: (facts) => {
    const [first] = facts.messages
    if (facts.outcome !== 'failed' || !facts.beginningSeen || facts.offers.length > 0) return undefined
    if (first?.from !== 'client' || first.content !== 'alert') return undefined
    if (
      facts.events.some(({ kind, from, afterMessage }) => kind === 'not_tls' && from === 'client' && afterMessage === 0)
    )
      return undefined
    return {
      confidence: 'certain',
      basis: 'bytes',
      fit: 1,
      explanation:
        'The client sent an alert in place of a hello: something in its own settings or surroundings stopped it.',
      detectedBy: 'client',
      evidence: [{ message: first.n, text: "the client's alert, the first message of the connection" }],
      wouldDisprove: 'a hello of the client before the alert',
    }
  },
}
