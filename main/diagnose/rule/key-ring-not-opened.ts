import { codeClaim, hostCode } from '../host-code.ts'
import type { CaseFacts } from '../facts.ts'
import type { Claim, Rule } from '../rule.ts'

/** 102, 103, 106, 201, 204, 408: a key database that cannot be read; 109: one without an authority in it. */
const NOT_OPENED = [202, 102, 103, 106, 201, 204, 408, 109]

export const keyRingNotOpened: Rule = {
  cause: 'key-ring-not-opened',
  title: 'The key ring or key database could not be opened',
  looksFor: 'return code 202, or one that says that the key database cannot be read',
  references: ['z/OS System SSL: 202 GSK_KEYRING_OPEN_ERROR'],
  kind: 'cause',
  grounds: ['host'],
  find: (facts) => claim(facts),
  findInCase: (facts) => claim(facts),
}

function claim(facts: Pick<CaseFacts, 'codes'>): Claim | undefined {
  const code = hostCode(facts, 'system-ssl', ...NOT_OPENED)
  return (
    code &&
    codeClaim(code, {
      fit: 0.9,
      explanation: `Return code ${code.code}: the key ring, token or key database that the policy names is not there or cannot be read.`,
      wouldDisprove: 'RACDCERT LISTRING of the ring by the user of the task',
    })
  )
}
