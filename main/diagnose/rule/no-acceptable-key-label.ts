import { codeClaim, hostCode } from '../host-code.ts'
import type { CaseFacts } from '../facts.ts'
import type { Claim, Rule } from '../rule.ts'

const MEANING: Readonly<Record<number, string>> = {
  510: 'no certificate label in the list suits what the client asks for',
  6: 'the certificate label is not in the key ring',
  7: 'there is no certificate to work with',
  407: 'the certificate label is not in the key ring, or that certificate is not trusted',
  428: 'the certificate has no private key that can be used',
}

export const noAcceptableKeyLabel: Rule = {
  cause: 'no-acceptable-key-label',
  title: 'No certificate label suits',
  looksFor: 'return codes 510, 6, 7, 407 and 428',
  references: ['z/OS System SSL: 510, 6, 407, 428', 'AT-TLS: CertificateLabel, ServerCertificateLabel'],
  kind: 'cause',
  find: (facts) => claim(facts),
  findInCase: (facts) => claim(facts),
}

function claim(facts: Pick<CaseFacts, 'codes'>): Claim | undefined {
  const code = hostCode(facts, 'system-ssl', ...Object.keys(MEANING).map(Number))
  return (
    code &&
    codeClaim(code, {
      fit: 0.85,
      explanation: `Return code ${code.code}: ${MEANING[code.code] ?? ''}.`,
      wouldDisprove: 'a certificate in the ring, with its private key, of the kind that the client offers suites for',
    })
  )
}
