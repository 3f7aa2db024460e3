import { ALERT } from '../alert-code.ts'
import { missingUse } from '../certificate-check.ts'
import { hostCode, withCode } from '../host-code.ts'
import { alertClaim, certificateClaim, refusedServerCertificate, sureness } from '../refused-certificate.ts'
import type { Rule } from '../rule.ts'

const KEY_USAGE = 440

export const certificatePurposeWrong: Rule = {
  cause: 'certificate-purpose-wrong',
  title: 'The certificate may not be used for this',
  looksFor:
    'a refused server certificate without serverAuth, or without the key usage that the suite needs; return code 440',
  references: ['RFC 5280 §4.2.1.3', 'RFC 5280 §4.2.1.12', 'RFC 5246 §7.4.2', 'z/OS System SSL: 440'],
  kind: 'cause',
  grounds: ['refused-certificate', 'host'],
  find: (facts) => {
    const code = hostCode(facts, 'system-ssl', KEY_USAGE)
    const refused = refusedServerCertificate(facts)
    const leaf = refused?.chain[0]
    const missing = leaf && missingUse(facts, leaf)
    if (refused && leaf && missing !== undefined) {
      return withCode(
        certificateClaim(facts, refused, {
          confidence: sureness(refused, ALERT.unsupportedCertificate),
          fit: 0.85,
          explanation: `The server's certificate lacks ${missing}, which this handshake needs.`,
          evidence: [
            {
              message: leaf.n,
              text: `key usage ${leaf.facts.keyUsage.join(' ') || 'not given'}, extended ${leaf.facts.extendedKeyUsage.join(' ') || 'not given'}`,
            },
          ],
          wouldDisprove: 'the same client accepting this certificate elsewhere with the same suite',
        }),
        code,
      )
    }
    if (refused?.chain.length === 0 && refused.said === ALERT.unsupportedCertificate)
      return alertClaim(
        facts,
        refused,
        'likely',
        0.7,
        'says that the certificate is of a kind that may not be used here.',
      )
    if (code === undefined) return undefined
    return withCode(
      {
        confidence: 'possible',
        basis: 'code',
        fit: 0.7,
        explanation: 'System SSL gave return code 440: the key usage of a certificate does not allow this.',
        evidence: [],
        wouldDisprove: 'a certificate whose usages hold what the suite and the role need',
      },
      code,
    )
  },
}
