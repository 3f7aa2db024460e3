/** Signatures inside a chain that do not verify with the key of the certificate that was sent as the issuer's. */
import { certificateOf } from '../tls/sent-certificate.ts'
import type { SpokenMessage } from '../tls/conversation.ts'
import { readCertificate, type CertificateFacts } from '../x509/certificate.ts'
import type { SignatureCheck } from '../x509/signature-check.ts'
import type { BadSignatureFact } from './facts.ts'

/** Certificates of one message that are checked; a chain has three. */
const MAX_CHECKED = 10
/** Algorithms that every platform has: of another one it is not known whether the signature or the platform fails. */
const EVERYWHERE = /^(?:sha(?:256|384|512)WithRSAEncryption|ecdsa-?with-?SHA(?:256|384|512))$/i

interface Sent {
  readonly der: Uint8Array
  readonly facts: CertificateFacts
}

export function badSignatures(spoken: readonly SpokenMessage[], check: SignatureCheck): readonly BadSignatureFact[] {
  return spoken.flatMap(({ message: { from, complete }, value }, at) => {
    const sent = (complete ? (certificateOf(value)?.certificateList ?? []) : [])
      .slice(0, MAX_CHECKED)
      .map(({ certData }): Sent => ({ der: certData, facts: readCertificate(certData) }))
    return sent.flatMap((one): BadSignatureFact[] => {
      const { subject, issuer } = one.facts
      return isBad(one, sent, check) ? [{ n: at + 1, from, subject, issuer }] : []
    })
  })
}

/** False where the issuer was not sent, or it cannot be told. */
function isBad({ der, facts }: Sent, sent: readonly Sent[], check: SignatureCheck): boolean {
  if (facts.unreadable !== null || !EVERYWHERE.test(facts.signatureAlgorithm)) return false
  const issuers = sent.filter((other) => other.facts.unreadable === null && other.facts.subject === facts.issuer)
  return issuers.length > 0 && issuers.every((issuer) => check(der, issuer.der) === false)
}
