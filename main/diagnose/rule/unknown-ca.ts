import { ALERT } from '../alert-code.ts'
import { hasVisibleFault, topOf } from '../certificate-check.ts'
import { hostCode, UNKNOWN_CA, withCode } from '../host-code.ts'
import { namesRoot } from '../issuer-name.ts'
import { alertClaim, certificateClaim, refusedServerCertificate, saysCertificate } from '../refused-certificate.ts'
import type { Rule } from '../rule.ts'

export const unknownCa: Rule = {
  cause: 'unknown-ca',
  title: 'The client does not trust the issuer of the server certificate',
  looksFor: 'a refused chain with nothing wrong in view; the alert unknown_ca; return codes 435 and 8',
  references: ['RFC 5280 §6.1', 'RFC 8446 §6.2', 'z/OS System SSL: 435 GSK_ERR_UNKNOWN_CA'],
  kind: 'cause',
  grounds: ['refused-certificate', 'host'],
  find: (facts) => {
    const code = hostCode(facts, 'system-ssl', ...UNKNOWN_CA)
    const refused = refusedServerCertificate(facts)
    const top = refused && topOf(refused.chain)
    if (refused && top && (refused.said === ALERT.unknownCa || !hasVisibleFault(facts, refused.chain))) {
      if (refused.chain[0]?.facts.selfSigned === true) return undefined
      if (refused.said !== undefined && !saysCertificate(refused)) return undefined
      if (refused.said === ALERT.certificateRevoked || refused.said === ALERT.certificateExpired) return undefined
      const issuer = top.whole ? top.at.facts.subject : top.at.facts.issuer
      const root = top.whole || namesRoot(issuer)
      return withCode(
        certificateClaim(facts, refused, {
          confidence: refused.said === ALERT.unknownCa && top.whole ? 'certain' : 'possible',
          fit: root ? 0.75 : 0.5,
          explanation: `The chain leads up to ${issuer}; a client that does not trust it stops here.`,
          evidence: [
            {
              message: top.at.n,
              text: top.whole ? `the chain ends at ${issuer}` : `issued by ${issuer}, which was not sent`,
            },
          ],
          wouldDisprove: `${issuer} among the certificates that the client trusts`,
        }),
        code,
        UNKNOWN_CA,
      )
    }
    if (refused?.chain.length === 0 && refused.said === ALERT.unknownCa)
      return alertClaim(
        facts,
        refused,
        'possible',
        0.6,
        'says that the issuer is not known or the chain does not reach it.',
      )
    if (code === undefined) return undefined
    return withCode(
      {
        confidence: 'possible',
        basis: 'code',
        fit: code.code === 435 ? 0.8 : 0.4,
        explanation: `System SSL gave return code ${code.code}: the certificate of the partner could not be verified up to a certificate authority in the key ring.`,
        evidence: [],
        wouldDisprove: 'the issuing certificate, connected to the key ring with usage CERTAUTH and trusted',
      },
      code,
      UNKNOWN_CA,
    )
  },
}
