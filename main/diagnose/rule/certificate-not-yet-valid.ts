import { ALERT } from '../alert-code.ts'
import { notYetValid } from '../certificate-check.ts'
import { hostCode, withCode } from '../host-code.ts'
import { certificateClaim, refusedServerCertificate, sureness } from '../refused-certificate.ts'
import type { Rule } from '../rule.ts'

const BAD_DATE = 401

export const certificateNotYetValid: Rule = {
  cause: 'certificate-not-yet-valid',
  title: 'The server certificate is not valid yet',
  looksFor: 'a refused chain with a certificate whose notBefore lies after the handshake',
  references: ['RFC 5280 §4.1.2.5', 'z/OS System SSL: 401 GSK_ERR_BAD_DATE'],
  kind: 'cause',
  grounds: ['refused-certificate'],
  find: (facts) => {
    const refused = refusedServerCertificate(facts)
    const at = refused && notYetValid(facts, refused.chain)
    if (!refused || !at) return undefined
    return withCode(
      certificateClaim(facts, refused, {
        outright: true,
        // wolfSSL says certificate_expired, others certificate_unknown.
        confidence: sureness(refused, ALERT.certificateExpired),
        fit: 0.9,
        explanation: `The certificate ${at.facts.subject} is valid from ${at.facts.notBefore}, after this handshake.`,
        evidence: [{ message: at.n, text: `notBefore ${at.facts.notBefore}` }],
        wouldDisprove: 'a clock of the recording that is wrong by more than the time until then',
      }),
      hostCode(facts, 'system-ssl', BAD_DATE),
    )
  },
}
