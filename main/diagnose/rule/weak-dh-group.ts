import { ALERT } from '../alert-code.ts'
import { refusalExhibit, refusalOf, refusalText } from '../refusal.ts'
import type { Rule } from '../rule.ts'

/** Below this clients of today refuse, some from 1024 on (RFC 9325 §4.1). */
const MIN_DH_BITS = 2_048
const SAID: readonly (number | undefined)[] = [
  undefined,
  ALERT.insufficientSecurity,
  ALERT.handshakeFailure,
  ALERT.illegalParameter,
  ALERT.internalError,
]

export const weakDhGroup: Rule = {
  cause: 'weak-dh-group',
  title: "The server's Diffie-Hellman group is too small for the client",
  looksFor: 'a ServerKeyExchange with a prime below 2048 bits, refused by the client',
  references: ['RFC 7919 §1', 'RFC 9325 §4.1'],
  kind: 'cause',
  grounds: ['answer'],
  find: (facts) => {
    const { keyExchange } = facts
    const refusal = refusalOf(facts)
    const bits = keyExchange?.dhBits
    if (facts.outcome !== 'failed' || keyExchange === undefined || bits === undefined || bits >= MIN_DH_BITS)
      return undefined
    if (refusal?.by !== 'client' || !SAID.includes(refusal.alert?.description)) return undefined
    return {
      confidence: refusal.alert?.description === ALERT.insufficientSecurity ? 'certain' : 'likely',
      basis: 'bytes',
      fit: 0.9,
      explanation: `The server's prime for the key exchange has ${bits} bits; ${refusalText(refusal)} followed.`,
      detectedBy: 'client',
      evidence: [
        { message: keyExchange.n, field: ['dh_p'], text: `a prime of ${bits} bits` },
        ...refusalExhibit(facts, refusal),
      ],
      wouldDisprove: 'the same client accepting a group of this size elsewhere',
    }
  },
}
