import { ALERT } from '../alert-code.ts'
import { hostCode, withCode } from '../host-code.ts'
import { alertClaim, certificateClaim, refusedServerCertificate } from '../refused-certificate.ts'
import type { Rule } from '../rule.ts'

const REVOKED = 431

export const certificateRevoked: Rule = {
  cause: 'certificate-revoked',
  title: 'The server certificate has been revoked',
  looksFor: 'the alert certificate_revoked; return code 431',
  references: ['RFC 5280 §5', 'RFC 8446 §6.2', 'z/OS System SSL: 431 GSK_ERR_CERTIFICATE_REVOKED'],
  kind: 'cause',
  find: (facts) => {
    const code = hostCode(facts, 'system-ssl', REVOKED)
    const refused = refusedServerCertificate(facts)
    if (refused?.said === ALERT.certificateRevoked) {
      const [leaf] = refused.chain
      return withCode(
        leaf === undefined
          ? alertClaim(facts, refused, 'certain', 0.95, 'says that the certificate was revoked.')
          : certificateClaim(facts, refused, {
              confidence: 'certain',
              fit: 0.95,
              explanation: `The client found the certificate ${leaf.facts.subject}, serial ${leaf.facts.serial}, in a list of revoked ones.`,
              evidence: [{ message: leaf.n, text: `serial ${leaf.facts.serial}` }],
              wouldDisprove: "the issuer's list of revoked certificates, or its OCSP answer, without this serial",
            }),
        code,
      )
    }
    if (code === undefined) return undefined
    return withCode(
      {
        confidence: 'possible',
        basis: 'code',
        fit: 0.9,
        explanation: 'System SSL gave return code 431: the certificate of the partner has been revoked.',
        evidence: [],
        wouldDisprove: "the issuer's list of revoked certificates, or its OCSP answer, without this serial",
      },
      code,
    )
  },
}
