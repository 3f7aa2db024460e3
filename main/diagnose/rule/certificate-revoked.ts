import { ALERT } from '../alert-code.ts'
import { hasVisibleFault } from '../certificate-check.ts'
import type { ConnectionFacts } from '../facts.ts'
import { hostCode, withCode } from '../host-code.ts'
import {
  alertClaim,
  certificateClaim,
  type RefusedCertificate,
  refusedServerCertificate,
} from '../refused-certificate.ts'
import type { Claim, Rule } from '../rule.ts'

const REVOKED = 431

export const certificateRevoked: Rule = {
  cause: 'certificate-revoked',
  title: 'The server certificate has been revoked',
  looksFor: 'the alert certificate_revoked; return code 431; a refused chain with nothing wrong in view',
  references: ['RFC 5280 §5', 'RFC 8446 §6.2', 'z/OS System SSL: 431 GSK_ERR_CERTIFICATE_REVOKED'],
  kind: 'cause',
  grounds: ['refused-certificate', 'host'],
  alerts: [ALERT.certificateRevoked],
  find: (facts) => {
    const code = hostCode(facts, 'system-ssl', REVOKED)
    const refused = refusedServerCertificate(facts)
    if (refused?.said === ALERT.certificateRevoked) {
      const [leaf] = refused.chain
      return withCode(
        leaf === undefined
          ? alertClaim(facts, refused, 'certain', 1, 'says that the certificate was revoked.')
          : certificateClaim(facts, refused, {
              confidence: 'certain',
              fit: 1,
              explanation: `The client found the certificate ${leaf.facts.subject}, serial ${leaf.facts.serial}, in a list of revoked ones.`,
              evidence: [{ message: leaf.n, text: `serial ${leaf.facts.serial}` }],
              wouldDisprove: "the issuer's list of revoked certificates, or its OCSP answer, without this serial",
            }),
        code,
      )
    }
    if (code === undefined) return refused && unseenRevocation(facts, refused)
    return withCode(
      {
        confidence: 'possible',
        basis: 'code',
        fit: 0.9,
        explanation: 'System SSL gave return code 431: the certificate of the partner has been revoked.',
        evidence: [],
        wouldDisprove: "the issuer's list of revoked certificates, or its OCSP answer, without this serial",
      },
      code,
    )
  },
}

/** What an alert may say of any fault (RFC 8446 §6.2); who names another one means that. */
const UNNAMED: readonly (number | undefined)[] = [undefined, ALERT.badCertificate, ALERT.certificateUnknown]

/** Lists of revoked certificates are not in the handshake: a client that holds one refuses a chain that looks right. */
function unseenRevocation(facts: ConnectionFacts, refused: RefusedCertificate): Claim | undefined {
  const [leaf] = refused.chain
  if (leaf === undefined || !UNNAMED.includes(refused.said) || hasVisibleFault(facts, refused.chain)) return undefined
  return certificateClaim(facts, refused, {
    confidence: 'possible',
    fit: 0.3,
    explanation: `Nothing is wrong with the certificate ${leaf.facts.subject} in view. A client that checks lists of revoked certificates, or OCSP, refuses like this where the serial ${leaf.facts.serial} is in them.`,
    evidence: [{ message: leaf.n, text: `serial ${leaf.facts.serial}` }],
    wouldDisprove: "the issuer's list of revoked certificates, or its OCSP answer, without this serial",
  })
}
