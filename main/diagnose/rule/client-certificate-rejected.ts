import { certificatePageClaim } from '../certificate-page.ts'
import { ALERT } from '../alert-code.ts'
import { expired, missingUse, notYetValid, selfSignedLeaf, weakness } from '../certificate-check.ts'
import { clientAuthExhibits } from '../client-auth.ts'
import { clientFlight } from '../client-flight.ts'
import { hostCode, withCode } from '../host-code.ts'
import { certificateClaim, refusedClientCertificate, saysCertificate } from '../refused-certificate.ts'
import { refusalExhibit, refusalOf } from '../refusal.ts'
import type { Rule } from '../rule.ts'

export const clientCertificateRejected: Rule = {
  cause: 'client-certificate-rejected',
  title: "The server does not take the client's certificate",
  looksFor: 'a client certificate, then an alert or close of the server; AT-TLS return code 5002',
  references: ['RFC 8446 §4.4.2.4', 'RFC 5246 §7.4.6', 'AT-TLS: 5002'],
  kind: 'cause',
  // A web server may refuse what it then gets over the connection.
  afterwards: true,
  grounds: ['answer', 'host'],
  find: (facts) => {
    if (facts.clientAuthentication === 'sent') {
      const page = certificatePageClaim(facts, 'likely', 'one came')
      if (page !== undefined) return page
    }
    if (facts.outcome !== 'failed') return undefined
    const code = hostCode(facts, 'at-tls', 5002)
    const refused = refusedClientCertificate(facts)
    const [leaf] = refused?.chain ?? []
    if (refused && leaf) {
      const fault = faultOf(facts, refused.chain)
      const named = saysCertificate(refused)
      return withCode(
        certificateClaim(facts, refused, {
          confidence: named ? 'certain' : fault === undefined && refused.said !== undefined ? 'possible' : 'likely',
          fit: named ? 0.95 : 0.8,
          explanation: `The client sent the certificate ${leaf.facts.subject}, issued by ${leaf.facts.issuer}${fault === undefined ? '' : `: ${fault}`}.`,
          evidence: [
            { message: leaf.n, text: fault ?? `the client's certificate, issued by ${leaf.facts.issuer}` },
            ...clientAuthExhibits(facts),
          ],
          wouldDisprove: 'the same server accepting this certificate',
        }),
        code ?? hostCode(facts, 'system-ssl', 435, 401, 417, 8, 431, 440),
      )
    }
    const refusal = refusalOf(facts)
    const flight = clientFlight(facts)
    if (facts.outcome === 'failed' && refusal && flight?.kind === 'certificate' && flight.refused) {
      const encrypted = refusal.alert?.description === undefined
      if (!encrypted && refusal.alert?.description === ALERT.badRecordMac) return undefined
      return {
        confidence: 'likely',
        basis: 'bytes',
        fit: 0.7,
        explanation:
          "The client's last flight is long enough to hold a certificate, and the server gave up right after it.",
        detectedBy: 'server',
        evidence: [
          { event: flight.event, text: `a record of ${flight.length} bytes` },
          ...refusalExhibit(facts, refusal),
        ],
        wouldDisprove: "an alert, decrypted, that speaks of something else than the client's certificate",
      }
    }
    if (code === undefined) return undefined
    return withCode(
      {
        confidence: 'possible',
        basis: 'code',
        fit: 0.9,
        explanation: 'AT-TLS gave return code 5002: the security product does not know the client certificate.',
        evidence: clientAuthExhibits(facts),
        wouldDisprove: 'the certificate, or a map for it, defined to the security product',
      },
      code,
    )
  },
}

function faultOf(facts: Parameters<Rule['find']>[0], chain: Parameters<typeof weakness>[0]): string | undefined {
  const [leaf] = chain
  if (leaf === undefined) return undefined
  if (expired(facts, chain)) return `expired, notAfter ${leaf.facts.notAfter}`
  if (notYetValid(facts, chain)) return `not valid before ${leaf.facts.notBefore}`
  if (selfSignedLeaf(chain)) return 'it signs itself'
  const missing = missingUse(facts, leaf)
  if (missing !== undefined) return `it lacks ${missing}`
  return weakness(chain)?.why
}
