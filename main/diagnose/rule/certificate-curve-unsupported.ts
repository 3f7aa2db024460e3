import { supportedGroup, groupName } from '../../reference/supported-group.ts'
import { keyKindOfSuite, offersTls13, onlyTls13, olderSuites, realGroups } from '../offer.ts'
import { unusableSuiteClaim } from '../no-suite.ts'
import { fitOf, vaguelyRefusedOffer } from '../refused-offer.ts'
import { refusalExhibit, refusalOf, refusalText } from '../refusal.ts'
import type { Rule } from '../rule.ts'

const P256 = 23
/** Curves that EC certificates are on: P-256, P-384, P-521. */
const CERTIFICATE_CURVES = [23, 24, 25]
const FEW = 2

export const certificateCurveUnsupported: Rule = {
  cause: 'certificate-curve-unsupported',
  title: "The certificate's curve is not among the client's groups",
  looksFor:
    "an EC certificate on a curve that the client's supported_groups lack, refused; or a refused hello with ECDSA suites and few curves",
  references: ['RFC 8422 §5.1', 'RFC 8422 §5.3', 'z/OS System SSL: 402, 517'],
  kind: 'cause',
  find: (facts) => {
    const refusal = refusalOf(facts)
    const offer = facts.offers.at(-1)
    if (offer === undefined)
      return unusableSuiteClaim(facts, 0.6, (kind) =>
        kind !== 'EC'
          ? undefined
          : {
              explanation:
                'It needs an EC certificate on a curve that the client takes, whatever its size: compare the curve of the certificate (RACDCERT LIST) with supported_groups of the ClientHello (packet trace, or a trace at LEVEL 255) and with ClientECurves of the policy. That another curve works says which ones the client takes.',
              wouldDisprove: "the certificate's curve among the client's supported_groups",
            },
      )
    if (facts.outcome !== 'failed' || refusal === undefined) return undefined
    const leaf = facts.certificates.find(({ from, position }) => from === 'server' && position === 0)
    const curve = leaf?.facts.curve
    if (leaf && curve && offer.groups && facts.version !== undefined && facts.version < 0x0304) {
      const names = offer.groups.map((code) => supportedGroup(code)?.name)
      if (names.includes(curve) || refusal.by !== 'client') return undefined
      return {
        confidence: refusal.alert?.description === undefined ? 'likely' : 'certain',
        basis: 'bytes',
        fit: 0.9,
        explanation: `The server's certificate is on curve ${curve}, which is not among the groups that the client offered; ${refusalText(refusal)} followed.`,
        detectedBy: 'client',
        evidence: [
          { message: leaf.n, text: `a certificate with an EC key on ${curve}` },
          {
            message: offer.n,
            field: ['extensions', 'supported_groups'],
            text: `the client's groups, without ${curve}`,
          },
          ...refusalExhibit(facts, refusal),
        ],
        wouldDisprove: `${curve} in the client's supported_groups`,
      }
    }
    const refused = vaguelyRefusedOffer(facts)
    if (!refused || onlyTls13(offer)) return undefined
    const groups = realGroups(offer, true) ?? []
    const ecdsa = olderSuites(offer).some((suite) => keyKindOfSuite(suite) === 'EC')
    if (!ecdsa || groups.length === 0 || CERTIFICATE_CURVES.every((curve) => groups.includes(curve))) return undefined
    const few = !offersTls13(offer) && groups.length <= FEW && groups.includes(P256)
    return {
      confidence: 'possible',
      basis: 'bytes',
      fit: fitOf(refused, few ? 0.65 : 0.15),
      explanation: `The client offers suites for EC certificates, and of curves ${groups.map(groupName).join(', ')} alone. A server whose certificate is on another curve refuses like this.`,
      evidence: [
        { message: offer.n, field: ['extensions', 'supported_groups'], text: 'the curves that the client takes' },
        ...refusalExhibit(facts, refused.refusal),
      ],
      wouldDisprove: 'a server certificate on one of these curves, or with an RSA key',
    }
  },
}
