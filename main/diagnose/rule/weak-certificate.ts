import { ALERT } from '../alert-code.ts'
import { weakness } from '../certificate-check.ts'
import {
  alertClaim,
  certificateClaim,
  refusedServerCertificate,
  unverifiedServerCertificate,
} from '../refused-certificate.ts'
import type { Rule } from '../rule.ts'

export const weakCertificate: Rule = {
  cause: 'weak-certificate',
  title: "A certificate's key or signature is too weak for the client",
  looksFor:
    'a refused chain with an RSA key below 2048 bits, or signed with SHA-1 or MD5; decrypt_error where the handshake is signed well',
  references: ['RFC 9155', 'NIST SP 800-131A', 'RFC 8446 §4.4.2.4'],
  kind: 'cause',
  grounds: ['refused-certificate', 'alert'],
  find: (facts) => {
    const refused = refusedServerCertificate(facts) ?? unverifiedServerCertificate(facts)
    if (refused === undefined) return undefined
    const weak = weakness(refused.chain)
    if (weak === undefined) {
      return refused.chain.length === 0 && refused.said === ALERT.badCertificate
        ? alertClaim(facts, refused, 'possible', 0.4, 'may be said to a weak key or signature.')
        : undefined
    }
    return certificateClaim(facts, refused, {
      confidence: 'likely',
      fit: 0.8,
      explanation: `The certificate ${weak.at.facts.subject} has ${weak.why}.`,
      evidence: [{ message: weak.at.n, text: weak.why }],
      wouldDisprove: 'the same client accepting such a certificate from somebody else',
    })
  },
}
