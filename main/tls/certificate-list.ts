import { certificateOf } from './sent-certificate.ts'
import type { SpokenMessage } from './conversation.ts'
import { sha256 } from './digest/sha256.ts'
import type { Side } from './message.ts'
import { hex } from './text.ts'
import { type CertificateFacts, readCertificate } from '../x509/certificate.ts'

export interface ListedCertificate {
  readonly from: Side
  /** In its message, from 0: the leaf. */
  readonly position: number
  /** Of its DER, as lower-case hex. */
  readonly sha256: string
  /** Position of its Certificate message among the messages given, from 0. */
  readonly message: number
  readonly facts: CertificateFacts
}

/** A chain has three; a message of 16 MB of them is somebody's experiment. */
const MAX_CERTIFICATES = 200

/** A server shows the same certificates in all its handshakes, and to read one takes longer than all else that is asked of a failed one. */
const MAX_REMEMBERED = 512
/** By digest, the one used longest ago first. */
const remembered = new Map<string, CertificateFacts>()
/** Of bytes that are the same array (conversation.ts): a digest takes longer than all else that is asked of a certificate met before. */
const digests = new WeakMap<Uint8Array, string>()

function digestOf(der: Uint8Array): string {
  let digest = digests.get(der)
  if (digest === undefined) digests.set(der, (digest = hex(sha256(der))))
  return digest
}

function factsOf(der: Uint8Array, digest: string): CertificateFacts {
  const facts = remembered.get(digest) ?? readCertificate(der)
  remembered.delete(digest)
  remembered.set(digest, facts)
  for (const oldest of remembered.keys()) {
    if (remembered.size <= MAX_REMEMBERED) break
    remembered.delete(oldest)
  }
  return facts
}

/** Certificates in the order in which they were sent; what a renegotiation sends again is listed once. */
export function listCertificates(spoken: readonly SpokenMessage[]): ListedCertificate[] {
  const listed = new Map<string, ListedCertificate>()
  spoken.forEach(({ message: { from }, value }, message) => {
    certificateOf(value)?.certificateList?.forEach(({ certData }, position) => {
      if (listed.size >= MAX_CERTIFICATES) return
      const digest = digestOf(certData)
      const key = `${from} ${position} ${digest}`
      if (!listed.has(key))
        listed.set(key, { from, position, sha256: digest, message, facts: factsOf(certData, digest) })
    })
  })
  return [...listed.values()]
}
