import { hostCode, withCode } from '../host-code.ts'
import { offersTls13, onlyTls13, suitesFor } from '../offer.ts'
import { fitOf, refusedOffer, vaguelyRefusedOffer } from '../refused-offer.ts'
import { refusalExhibit } from '../refusal.ts'
import type { Rule } from '../rule.ts'
import { rulesWithoutTls13Suite, setUpClaim } from '../set-up.ts'
import { claimUnderPolicy } from '../under-policy.ts'

/** The suites that servers of TLS 1.3 have; AES-128-GCM with SHA-256 is mandatory (RFC 8446 §9.1). */
const USUAL = [0x1301, 0x1302, 0x1303]
const CIPHERS_REQUIRED = 519

export const tls13CiphersMissing: Rule = {
  cause: 'tls13-ciphers-missing',
  title: 'No TLS 1.3 cipher suite in common',
  looksFor: 'a refused ClientHello of TLS 1.3 with none or few of its suites; return code 519',
  references: ['RFC 8446 §9.1', 'RFC 8446 §B.4', 'z/OS System SSL: 519'],
  kind: 'cause',
  grounds: ['refused-hello', 'host'],
  find: (facts) => {
    const configured = claimUnderPolicy(facts, 'tls13-ciphers-missing')
    if (configured !== undefined) return configured
    const code = hostCode(facts, 'system-ssl', CIPHERS_REQUIRED)
    const refused = vaguelyRefusedOffer(facts)
    if (!refused || !offersTls13(refused.offer)) {
      if (code === undefined) return undefined
      return withCode(
        {
          confidence: 'possible',
          basis: 'code',
          fit: 0.9,
          explanation: 'System SSL gave return code 519: TLS 1.3 is enabled and no cipher suite for it is configured.',
          evidence: [],
          wouldDisprove: 'a TLS 1.3 suite (1301, 1302, 1303) in the V3CipherSuites of the policy in use',
        },
        code,
      )
    }
    const { offer } = refused
    const suites = suitesFor(offer, true)
    const evidence = [
      { message: offer.n, field: ['cipher_suites'], text: 'the suites that the client offers' },
      ...refusalExhibit(facts, refused.refusal),
    ]
    if (suites.length === 0 && onlyTls13(offer) && refusedOffer(facts)) {
      return {
        confidence: 'certain',
        basis: 'bytes',
        fit: 1,
        explanation: 'The client allows TLS 1.3 alone and offers no suite of it.',
        evidence,
        wouldDisprove: 'nothing in these bytes: no suite of the list can be used with TLS 1.3',
      }
    }
    const usual = suites.filter((suite) => USUAL.includes(suite)).length
    const fit = usual === USUAL.length ? 0.1 : onlyTls13(offer) ? 0.75 : 0.55
    return withCode(
      {
        confidence: 'possible',
        basis: 'bytes',
        fit: code === undefined ? fitOf(refused, fit) : 0.95,
        explanation: `The client offers ${suites.length} of the suites of TLS 1.3. A server for TLS 1.3 that has none of them, or has none configured, refuses like this.`,
        evidence,
        wouldDisprove: "one of these suites in the server's own list",
      },
      code,
    )
  },
  findInCase: ({ setUp }) =>
    setUpClaim(
      rulesWithoutTls13Suite(setUp),
      'possible',
      'A rule turns TLS 1.3 on and names suites, none of them one for TLS 1.3.',
      'a handshake with TLS 1.3 under this rule',
      0.3,
    ),
}
