import { codeClaim, codeExhibit, foundCode, hostCode } from '../host-code.ts'
import type { CaseFacts, HostCodeFact } from '../facts.ts'
import type { Claim, Rule } from '../rule.ts'

/** Of System SSL: cryptography, ASN.1, signatures and certificates that do not hold, without saying what. */
const SYSTEM_SSL = [456, 9, 10, 404, 405, 413, 414, 436]

/** Codes of other levels that are shown beside the first. */
const MAX_ALSO = 3

export const certificateProcessingFailed: Rule = {
  cause: 'certificate-processing-failed',
  title: 'The cryptography under the handshake failed',
  looksFor: 'a CMS status (03353nnn) or an ICSF reason under the handshake; return codes 9, 10, 413, 414, 456',
  references: ['z/OS System SSL: CMS status codes', 'z/OS Cryptographic Services ICSF: reason codes'],
  kind: 'cause',
  grounds: ['host'],
  find: (facts) => claim(facts),
  findInCase: (facts) => claim(facts),
}

function claim(facts: Pick<CaseFacts, 'codes'>): Claim | undefined {
  const [below, ...others] = facts.codes.filter(
    ({ system, code }) => (system === 'cms' || system === 'icsf') && code !== 0,
  )
  const code: HostCodeFact | undefined = below ?? hostCode(facts, 'system-ssl', ...SYSTEM_SSL)
  if (code === undefined) return undefined
  const claimed = codeClaim(code, {
    fit: below === undefined ? 0.5 : 0.7,
    explanation: `${code.system === 'system-ssl' ? `Return code ${code.code} of System SSL` : code.system === 'cms' ? 'A status of certificate management' : 'A reason code of ICSF'} says that a certificate or a key could not be processed.`,
    wouldDisprove: 'the same certificate and key working in another handshake of this task',
  })
  // One failure is told at each level that it passes: ICSF's reason first, then the status that System SSL makes of it.
  const also = others
    .filter(({ source, system }) => source === code.source && system !== code.system)
    .slice(0, MAX_ALSO)
  return {
    ...claimed,
    evidence: [...claimed.evidence, ...also.map(codeExhibit)],
    returnCodes: [...(claimed.returnCodes ?? []), ...also.map(foundCode)],
  }
}
