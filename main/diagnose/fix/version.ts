/** Protocol versions: TLSv1.2 and TLSv1.3 are off unless a policy turns them on. */
import type { FixFacts } from './fix-facts.ts'
import type { Fix } from '../finding.ts'
import { policyFix, REFRESH } from './policy.ts'
import { TLS13 } from '../offer.ts'

export function enableVersions(facts: FixFacts): Fix {
  const offer = facts.offers.at(-1)
  const withTls13 = offer?.versions?.includes(TLS13) ?? false
  return policyFix(
    facts,
    'TTLSEnvironmentAdvancedParms',
    withTls13 ? 'Turn TLS 1.2 and TLS 1.3 on' : 'Turn TLS 1.2 on',
    withTls13
      ? [
          ['TLSv1.2', 'On'],
          ['TLSv1.3', 'On'],
        ]
      : [['TLSv1.2', 'On']],
    `Both are off by default. TLS 1.3 also needs its own suites (V3CipherSuites) and key shares (TTLSSignatureParms). ${REFRESH}`,
  )
}
