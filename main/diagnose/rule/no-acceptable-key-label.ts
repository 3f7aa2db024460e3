import { codeClaim, hostCode } from '../host-code.ts'
import type { CaseFacts } from '../facts.ts'
import type { Claim, Rule } from '../rule.ts'
import { faultsOfRing, faultsOfRings, ringExhibit, setUpClaim } from '../set-up.ts'
import type { RingFault } from '../../settings/ring-fault.ts'

const MEANING: Readonly<Record<number, string>> = {
  510: 'no certificate label in the list suits what the client asks for',
  6: 'the certificate label is not in the key ring',
  7: 'there is no certificate to work with',
  407: 'the certificate label is not in the key ring, or that certificate is not trusted',
  428: 'the certificate has no private key that can be used',
}
const CODES = Object.keys(MEANING).map(Number)

export const noAcceptableKeyLabel: Rule = {
  cause: 'no-acceptable-key-label',
  title: 'No certificate label suits',
  looksFor:
    'return codes 510, 6, 7, 407 and 428; a key ring without the certificate that the policy names, or with one that has no private key',
  references: ['z/OS System SSL: 510, 6, 407, 428', 'AT-TLS: CertificateLabel, ServerCertificateLabel'],
  kind: 'cause',
  grounds: ['host'],
  find: (facts) => {
    const found = claim(facts)
    if (found === undefined) return undefined
    const faults = faultsOfRing(facts.keyRing, facts.policy, facts.startNs).filter(isOfKey)
    if (faults.length === 0) return found
    return {
      ...found,
      explanation: `${found.explanation} ${faults.map(({ text }) => text).join(' ')}`,
      evidence: [...found.evidence, ...faults.map(ringExhibit)],
    }
  },
  findInCase: (facts) => claim(facts) ?? claimByRing(faultsOfRings(facts.setUp).filter(isOfKey)),
}

const OF_KEY: readonly RingFault['kind'][] = ['label-missing', 'no-default', 'no-private-key', 'not-trusted']

const isOfKey = ({ kind }: RingFault): boolean => OF_KEY.includes(kind)

function claimByRing(faults: readonly RingFault[]): Claim | undefined {
  return setUpClaim(
    faults.map(ringExhibit),
    'likely',
    `${faults
      .map(({ text }) => text)
      .slice(0, 3)
      .join(' ')} A server cannot work with that.`,
    'another ring or certificate in use at the time',
    0.6,
  )
}

function claim(facts: Pick<CaseFacts, 'codes'>): Claim | undefined {
  const code = hostCode(facts, 'system-ssl', ...CODES)
  return (
    code &&
    codeClaim(code, {
      fit: 0.85,
      explanation: `Return code ${code.code}: ${MEANING[code.code] ?? ''}.`,
      wouldDisprove: 'a certificate in the ring, with its private key, of the kind that the client offers suites for',
    })
  )
}
