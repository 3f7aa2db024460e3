import { ALERT } from '../alert-code.ts'
import { namesOf, nameMatches } from '../certificate-check.ts'
import { alertClaim, certificateClaim, refusedServerCertificate } from '../refused-certificate.ts'
import type { Rule } from '../rule.ts'

const SHOWN_NAMES = 5

export const hostnameMismatch: Rule = {
  cause: 'hostname-mismatch',
  title: 'The certificate is for another name',
  looksFor: 'a refused certificate that does not hold the name in server_name',
  references: ['RFC 6125 §6.4', 'RFC 9525 §6.3'],
  kind: 'cause',
  grounds: ['refused-certificate'],
  find: (facts) => {
    const refused = refusedServerCertificate(facts)
    const offer = facts.offers.at(-1)
    const name = offer?.serverName
    if (!refused || !offer || name === undefined) return undefined
    const [leaf] = refused.chain
    if (leaf === undefined) {
      return refused.said === ALERT.badCertificate
        ? alertClaim(facts, refused, 'possible', 0.6, 'is what several clients say to a certificate for another name.')
        : undefined
    }
    const names = namesOf(leaf)
    if (names.length === 0 || names.some((pattern) => nameMatches(pattern, name))) return undefined
    return certificateClaim(facts, refused, {
      confidence: 'likely',
      fit: 0.85,
      explanation: `The client asked for ${name}; the certificate is for ${names.slice(0, SHOWN_NAMES).join(', ')}${names.length > SHOWN_NAMES ? ', …' : ''}.`,
      evidence: [
        { message: offer.n, field: ['extensions', 'server_name'], text: `the client asks for ${name}` },
        { message: leaf.n, text: `a certificate for ${names.slice(0, SHOWN_NAMES).join(', ')}` },
      ],
      wouldDisprove: 'a client that checks no names, or checks another one than it sent',
    })
  },
}
