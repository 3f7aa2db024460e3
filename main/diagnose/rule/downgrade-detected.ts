import { ALERT } from '../alert-code.ts'
import { FALLBACK_SIGNAL } from '../offer.ts'
import { refusalExhibit, refusalOf, refusalText } from '../refusal.ts'
import type { Rule } from '../rule.ts'

export const downgradeDetected: Rule = {
  cause: 'downgrade-detected',
  title: 'The client found that the server had been made to choose a lower version',
  looksFor: "the downgrade mark at the end of the server's random, and illegal_parameter of the client right after it",
  references: ['RFC 8446 §4.1.3'],
  kind: 'cause',
  grounds: ['answer'],
  find: (facts) => {
    const { answer } = facts
    const refusal = refusalOf(facts)
    if (facts.outcome !== 'failed' || answer?.downgradeMark !== true || refusal?.by !== 'client') return undefined
    if (refusal.alert?.description !== ALERT.illegalParameter) return undefined
    if (facts.offers.at(-1)?.cipherSuites.includes(FALLBACK_SIGNAL) === true) return undefined
    return {
      confidence: 'likely',
      basis: 'bytes',
      fit: 0.9,
      explanation: `The server chose a lower version than it could, and its random says so; ${refusalText(refusal)} followed.`,
      evidence: [
        { message: answer.n, field: ['random'], text: 'the downgrade mark' },
        ...refusalExhibit(facts, refusal),
      ],
      wouldDisprove: 'a capture at the server that shows the same ClientHello',
    }
  },
}
