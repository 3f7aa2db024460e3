import { codeClaim, hostCode } from '../host-code.ts'
import type { CaseFacts } from '../facts.ts'
import type { Claim, Rule } from '../rule.ts'

export const tlsEnvironmentFailed: Rule = {
  cause: 'tls-environment-failed',
  title: 'AT-TLS could not make its System SSL environment',
  looksFor: 'AT-TLS return codes 5006 and 5018',
  references: ['z/OS Communications Server: AT-TLS return codes 5006, 5018'],
  kind: 'cause',
  grounds: ['host'],
  find: (facts) => claim(facts),
  findInCase: (facts) => claim(facts),
}

function claim(facts: Pick<CaseFacts, 'codes'>): Claim | undefined {
  const code = hostCode(facts, 'at-tls', 5006, 5018)
  return (
    code &&
    codeClaim(code, {
      fit: 0.8,
      detectedBy: 'server',
      explanation: `AT-TLS return code ${code.code}: the environment that the policy's action describes was never initialised, so every connection under it fails. The code that says why stands earlier in the log, at the first connection after the policy was installed.`,
      wouldDisprove: 'a connection under the same action that was secured since then',
    })
  )
}
