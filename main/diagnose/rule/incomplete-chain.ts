import { ALERT } from '../alert-code.ts'
import { chainOf, hasVisibleFault, topOf } from '../certificate-check.ts'
import { codeClaim, hostCode, UNKNOWN_CA, withCode } from '../host-code.ts'
import { namesRoot } from '../issuer-name.ts'
import { alertClaim, certificateClaim, refusedServerCertificate, saysCertificate } from '../refused-certificate.ts'
import type { Rule } from '../rule.ts'

export const incompleteChain: Rule = {
  cause: 'incomplete-chain',
  title: 'The server did not send the certificates between its own and the root',
  looksFor:
    'a refused chain that stops below its root, at an issuer that was not sent; return codes 435 and 8 where no chain was seen',
  references: ['RFC 8446 §4.4.2', 'RFC 5246 §7.4.2'],
  kind: 'cause',
  grounds: ['refused-certificate', 'host'],
  find: (facts) => {
    const code = hostCode(facts, 'system-ssl', ...UNKNOWN_CA)
    const refused = refusedServerCertificate(facts)
    const top = refused && topOf(refused.chain)
    if (refused && top && !top.whole && !hasVisibleFault(facts, refused.chain)) {
      if (refused.said !== undefined && !saysCertificate(refused)) return undefined
      if (refused.said === ALERT.certificateRevoked || refused.said === ALERT.certificateExpired) return undefined
      return withCode(
        certificateClaim(facts, refused, {
          confidence: 'possible',
          fit: namesRoot(top.at.facts.issuer) ? 0.4 : 0.7,
          explanation: `The server sent ${refused.chain.length === 1 ? 'its certificate alone' : `${refused.chain.length} certificates`}; the issuer ${top.at.facts.issuer} is not among them. If that is no root that the client holds, the client cannot get any further.`,
          evidence: [{ message: top.at.n, text: `issued by ${top.at.facts.issuer}, which was not sent` }],
          wouldDisprove: `${top.at.facts.issuer} being self-signed, or held by the client`,
        }),
        code,
        UNKNOWN_CA,
      )
    }
    if (refused === undefined && code !== undefined && chainOf(facts, 'server').length === 0) {
      return codeClaim(
        code,
        {
          fit: 0.3,
          explanation: `Return code ${code.code} comes as well where the partner does not send the certificates between its own and the root.`,
          wouldDisprove: 'the whole chain in the Certificate message of the partner',
        },
        UNKNOWN_CA,
      )
    }
    if (refused?.chain.length === 0 && refused.said === ALERT.unknownCa)
      return alertClaim(facts, refused, 'possible', 0.4, 'is also said where certificates in between are missing.')
    return undefined
  },
}
