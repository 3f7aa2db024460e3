import type { ComparedCertificate, ComparedHandshake } from '../handshake.ts'
import type { Claim } from './claim.ts'
import { chainLength, fieldOf, leafOf, listed } from './shown.ts'

/** A claim about the leaves of the two servers, both of which must be shown. */
function ofLeaves(
  tell: (bad: ComparedCertificate, good: ComparedCertificate, badOne: ComparedHandshake) => string | undefined,
): Claim {
  return (bad, good) => {
    const [ofBad, ofGood] = [leafOf(bad, 'server'), leafOf(good, 'server')]
    return ofBad && ofGood ? tell(ofBad, ofGood, bad) : undefined
  }
}

/** A certificate's dates are told whole days: nobody issues by the second. */
const day = (date: string): string => date.slice(0, 10)

export const validityClaim: Claim = (bad, good) => {
  for (const side of ['server', 'client'] as const) {
    const [ofBad, ofGood] = [leafOf(bad, side), leafOf(good, side)]
    if (!ofBad || !ofGood || bad.start === null || good.start === null) continue
    const at = Number(bad.start) * 1_000
    const goodAt = Number(good.start) * 1_000
    if (goodAt < Date.parse(ofGood.notBefore) || goodAt > Date.parse(ofGood.notAfter)) continue
    if (at > Date.parse(ofBad.notAfter))
      return `The bad ${side}'s certificate expired on ${day(ofBad.notAfter)}; the good one's was valid until ${day(ofGood.notAfter)}.`
    if (at < Date.parse(ofBad.notBefore))
      return `The bad ${side}'s certificate is valid from ${day(ofBad.notBefore)} on, which was still to come; the good one's was valid from ${day(ofGood.notBefore)}.`
  }
  return undefined
}

export const certificateNameClaim: Claim = (bad, good) => {
  const [ofBad, ofGood] = [leafOf(bad, 'server'), leafOf(good, 'server')]
  if (!ofBad || !ofGood || namesOf(ofBad) === namesOf(ofGood)) return undefined
  const asked = fieldOf(bad, 'client_hello', 'serverName')
  const wanted = typeof asked === 'string' ? `; the client asks for ${asked}` : ''
  return `The bad server's certificate names ${namesOf(ofBad)}, the good one's ${namesOf(ofGood)}${wanted}.`
}

const namesOf = ({ subjectAltNames, subject }: ComparedCertificate): string =>
  subjectAltNames.length > 0 ? listed(subjectAltNames.map((name) => name.replace(/^\w+:/, ''))) : subject

export const issuerClaim = ofLeaves((bad, good) => {
  if (bad.issuer === good.issuer && bad.selfSigned === good.selfSigned) return undefined
  const by = ({ issuer, selfSigned }: ComparedCertificate): string =>
    selfSigned ? 'signed by itself' : `issued by ${issuer}`
  return `The bad server's certificate is ${by(bad)}, the good one's is ${by(good)}.`
})

export const chainClaim: Claim = (bad, good) => {
  const [ofBad, ofGood] = [chainLength(bad, 'server'), chainLength(good, 'server')]
  if (ofBad === 0 || ofGood <= ofBad) return issuerClaim(bad, good)
  return `The bad server sends ${certificates(ofBad)}, the good one ${certificates(ofGood)}: the way to the root has a gap.`
}

const certificates = (count: number): string => (count === 1 ? 'its own certificate alone' : `${count} certificates`)

export const purposeClaim = ofLeaves((bad, good) => {
  const uses = ({ extendedKeyUsage, keyUsage }: ComparedCertificate): string =>
    extendedKeyUsage.length > 0 ? listed(extendedKeyUsage) : keyUsage.length > 0 ? listed(keyUsage) : 'any use'
  return uses(bad) === uses(good)
    ? undefined
    : `The bad server's certificate is for ${uses(bad)}, the good one's for ${uses(good)}.`
})

export const strengthClaim = ofLeaves((bad, good) => {
  const strength = ({ keyType, keyBits, signatureAlgorithm }: ComparedCertificate): string =>
    `${keyType}${keyBits === null ? '' : ` ${keyBits}`} signed with ${signatureAlgorithm}`
  return strength(bad) === strength(good)
    ? undefined
    : `The bad server's certificate is ${strength(bad)}, the good one's ${strength(good)}.`
})

/** What the client answered to the same request. */
export const clientCertificateClaim: Claim = (bad, good) => {
  const sent = (one: ComparedHandshake): boolean => one.clientAuthentication === 'sent'
  if (sent(good) && bad.clientAuthentication === 'absent') {
    const subject = leafOf(good, 'client')?.subject
    return `The bad client sends no certificate; the good one sends ${subject === undefined ? 'one' : `that of ${subject}`}.`
  }
  const [ofBad, ofGood] = [leafOf(bad, 'client'), leafOf(good, 'client')]
  if (!ofBad || !ofGood) return undefined
  if (ofBad.issuer !== ofGood.issuer || ofBad.selfSigned !== ofGood.selfSigned) {
    const by = ({ issuer, selfSigned }: ComparedCertificate): string =>
      selfSigned ? 'signed by itself' : `issued by ${issuer}`
    return `The bad client's certificate is ${by(ofBad)}, the good one's is ${by(ofGood)}.`
  }
  return ofBad.subject === ofGood.subject
    ? undefined
    : `The bad client's certificate is that of ${ofBad.subject}, the good one's that of ${ofGood.subject}.`
}
