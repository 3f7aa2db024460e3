import { ALERT } from '../alert-code.ts'
import { expired, isDated, notYetValid } from '../certificate-check.ts'
import { hostCode, withCode } from '../host-code.ts'
import { alertClaim, certificateClaim, refusedServerCertificate, sureness } from '../refused-certificate.ts'
import type { Rule } from '../rule.ts'
import { faultsOfRing, faultsOfRings, ringExhibit, setUpClaim } from '../set-up.ts'

const BAD_DATE = 401

export const certificateExpired: Rule = {
  cause: 'certificate-expired',
  title: 'The server certificate has expired',
  looksFor:
    'a refused chain with a certificate whose notAfter lies before the handshake; the alert certificate_expired; return code 401; a certificate in a key ring in use',
  references: ['RFC 5280 §4.1.2.5', 'RFC 8446 §6.2', 'z/OS System SSL: 401 GSK_ERR_BAD_DATE'],
  kind: 'cause',
  grounds: ['refused-certificate', 'host'],
  alerts: [ALERT.certificateExpired],
  find: (facts) => {
    const code = hostCode(facts, 'system-ssl', BAD_DATE)
    const refused = refusedServerCertificate(facts)
    const at = refused && expired(facts, refused.chain)
    if (refused && at) {
      const confidence = sureness(refused, ALERT.certificateExpired)
      return withCode(
        certificateClaim(facts, refused, {
          outright: true,
          confidence,
          fit: confidence === 'certain' ? 1 : 0.9,
          explanation: `The certificate ${at.facts.subject} was valid until ${at.facts.notAfter}, before this handshake.`,
          evidence: [{ message: at.n, text: `notAfter ${at.facts.notAfter}` }],
          wouldDisprove: 'a clock of the recording that is wrong by more than the time since then',
        }),
        code,
      )
    }
    const named = refused?.said === ALERT.certificateExpired
    if (refused && named && refused.chain.length > 0 && notYetValid(facts, refused.chain) === undefined) {
      const dated = isDated(facts)
      const ends = refused.chain.map(({ facts: { subject, notAfter } }) => `${subject} is valid until ${notAfter}`)
      return withCode(
        certificateClaim(facts, refused, {
          confidence: dated ? 'possible' : 'likely',
          fit: 0.8,
          explanation: dated
            ? `The alert says that a certificate is out of date, yet at the time of the recording those in view are not (${ends.join(', ')}). An issuer that was not sent, a list of revoked certificates, or a wrong clock of the client is left.`
            : `The alert says that a certificate is out of date. These sources have no date to compare with: ${ends.join(', ')}.`,
          evidence: refused.chain.map(({ n, facts: { notAfter } }) => ({ message: n, text: `notAfter ${notAfter}` })),
          wouldDisprove: 'the dates of all certificates up to the one that the client trusts, and its clock',
        }),
        code,
      )
    }
    const ofServer = facts.keyRing?.hostIs === 'server' ? facts.keyRing : undefined
    const held = faultsOfRing(ofServer, facts.policy, facts.startNs).filter(({ kind }) => kind === 'expired')
    // Any other alert speaks of something else.
    const fits = refused?.said === undefined || refused.said === ALERT.certificateExpired
    if (refused?.chain.length === 0 && held.length > 0 && fits) {
      return withCode(
        {
          confidence: refused.said === ALERT.certificateExpired ? 'certain' : 'likely',
          basis: 'text',
          fit: 0.85,
          explanation: `The client gave up at the server's flight, whose certificate is encrypted. ${held.map(({ text }) => text).join(' ')}`,
          detectedBy: 'client',
          evidence: held.map(ringExhibit),
          wouldDisprove: 'another certificate in the decrypted handshake',
        },
        code,
      )
    }
    if (refused?.chain.length === 0 && refused.said === ALERT.certificateExpired)
      return alertClaim(facts, refused, 'likely', 0.8, 'says that the certificate is out of date.')
    // The code speaks of either end of the dates.
    if (code === undefined || (refused && notYetValid(facts, refused.chain))) return undefined
    return withCode(
      {
        confidence: 'possible',
        title: 'A certificate is outside its dates',
        basis: 'code',
        fit: 0.6,
        explanation: 'System SSL gave return code 401: a certificate has expired or is not valid yet.',
        evidence: [],
        wouldDisprove: 'dates of every certificate in the chain that hold the time of the handshake',
      },
      code,
    )
  },
  findInCase: ({ setUp }) => {
    const faults = faultsOfRings(setUp)
    const past = faults.filter(({ kind }) => kind === 'expired')
    const soon = faults.filter(({ kind }) => kind === 'expires-soon')
    const expires = setUpClaim(
      soon.map(ringExhibit),
      'possible',
      `${soon.length === 1 ? 'A certificate in use expires' : `${soon.length} certificates in use expire`} within 30 days.`,
      'a later certificate under the same label',
      0.2,
    )
    return (
      setUpClaim(
        past.map(ringExhibit),
        'likely',
        `${past.length === 1 ? 'A certificate in use has' : `${past.length} certificates in use have`} expired: whoever checks dates refuses.`,
        'a later certificate under the same label',
      ) ??
      (expires && { ...expires, title: 'A certificate in use expires soon' })
    )
  },
}
