import { ALERT } from '../alert-code.ts'
import { expired, notYetValid, selfSignedLeaf } from '../certificate-check.ts'
import { hostCode, withCode } from '../host-code.ts'
import { alertClaim, certificateClaim, refusedServerCertificate, sureness } from '../refused-certificate.ts'
import type { Rule } from '../rule.ts'

const SELF_SIGNED = 417

export const selfSigned: Rule = {
  cause: 'self-signed',
  title: 'The server certificate signs itself and is not trusted',
  looksFor: 'a refused certificate that is its own issuer; return code 417',
  references: ['RFC 5280 §6.1', 'z/OS System SSL: 417 GSK_ERR_SELF_SIGNED'],
  kind: 'cause',
  grounds: ['refused-certificate', 'host'],
  find: (facts) => {
    const code = hostCode(facts, 'system-ssl', SELF_SIGNED)
    const refused = refusedServerCertificate(facts)
    const leaf = refused && selfSignedLeaf(refused.chain)
    if (refused && leaf) {
      const dated = expired(facts, [leaf]) ?? notYetValid(facts, [leaf])
      return withCode(
        certificateClaim(facts, refused, {
          confidence: sureness(refused, ALERT.unknownCa),
          fit: dated === undefined ? 0.95 : 0.7,
          explanation: `The server's certificate ${leaf.facts.subject} is its own issuer, and no one whom the client trusts stands behind it.`,
          evidence: [{ message: leaf.n, text: `subject and issuer are both ${leaf.facts.subject}` }],
          wouldDisprove: 'this very certificate among those that the client trusts',
        }),
        code,
      )
    }
    if (refused?.chain.length === 0 && refused.said === ALERT.unknownCa)
      return alertClaim(facts, refused, 'possible', 0.3, 'is also said to a certificate that signs itself.')
    if (code === undefined) return undefined
    return withCode(
      {
        confidence: 'possible',
        basis: 'code',
        fit: 0.9,
        explanation: 'System SSL gave return code 417: a self-signed certificate could not be verified.',
        evidence: [],
        wouldDisprove: "a certificate of the partner that another one has issued, or its own in this side's ring",
      },
      code,
    )
  },
}
