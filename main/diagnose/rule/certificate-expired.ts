import { ALERT } from '../alert-code.ts'
import { expired, notYetValid } from '../certificate-check.ts'
import { hostCode, withCode } from '../host-code.ts'
import { alertClaim, certificateClaim, refusedServerCertificate, sureness } from '../refused-certificate.ts'
import type { Rule } from '../rule.ts'

const BAD_DATE = 401

export const certificateExpired: Rule = {
  cause: 'certificate-expired',
  title: 'The server certificate has expired',
  looksFor:
    'a refused chain with a certificate whose notAfter lies before the handshake; the alert certificate_expired; return code 401',
  references: ['RFC 5280 §4.1.2.5', 'RFC 8446 §6.2', 'z/OS System SSL: 401 GSK_ERR_BAD_DATE'],
  kind: 'cause',
  find: (facts) => {
    const code = hostCode(facts, 'system-ssl', BAD_DATE)
    const refused = refusedServerCertificate(facts)
    const at = refused && expired(facts, refused.chain)
    if (refused && at) {
      return withCode(
        certificateClaim(facts, refused, {
          outright: true,
          confidence: sureness(refused, ALERT.certificateExpired),
          fit: 0.9,
          explanation: `The certificate ${at.facts.subject} was valid until ${at.facts.notAfter}, before this handshake.`,
          evidence: [{ message: at.n, text: `notAfter ${at.facts.notAfter}` }],
          wouldDisprove: 'a clock of the recording that is wrong by more than the time since then',
        }),
        code,
      )
    }
    if (refused?.chain.length === 0 && refused.said === ALERT.certificateExpired)
      return alertClaim(facts, refused, 'likely', 0.8, 'says that the certificate is out of date.')
    // The code speaks of either end of the dates.
    if (code === undefined || (refused && notYetValid(facts, refused.chain))) return undefined
    return withCode(
      {
        confidence: 'possible',
        basis: 'code',
        fit: 0.6,
        explanation: 'System SSL gave return code 401: a certificate has expired or is not valid yet.',
        evidence: [],
        wouldDisprove: 'dates of every certificate in the chain that hold the time of the handshake',
      },
      code,
    )
  },
}
