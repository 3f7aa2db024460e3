import { certificateOf } from './sent-certificate.ts'
import type { SpokenMessage } from './conversation.ts'
import { sha256 as digest } from './digest/sha256.ts'
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
/** Longer ones are rare, and would be much to keep. */
const MAX_BYTES = 16_384
/** The end of a certificate is its signature: no two have the same. */
const SAMPLED_BYTES = 32

interface KnownCertificate {
  readonly der: Uint8Array
  readonly sha256: string
  readonly facts: CertificateFacts
}

/** By a hash of their ends, the oldest first. What is known is told by all its bytes, which is quicker than a digest of them. */
const remembered = new Map<number, KnownCertificate>()

function known(der: Uint8Array): KnownCertificate {
  const place = hashOfEnd(der)
  const there = remembered.get(place)
  if (there !== undefined && isSame(there.der, der)) return there
  // A copy: the array given is a part of a larger one.
  const certificate = { der: der.slice(), sha256: hex(digest(der)), facts: readCertificate(der) }
  if (der.length > MAX_BYTES) return certificate
  const [oldest] = remembered.size < MAX_REMEMBERED ? [] : remembered.keys()
  if (oldest !== undefined) remembered.delete(oldest)
  remembered.set(place, certificate)
  return certificate
}

/** FNV-1a. */
function hashOfEnd(der: Uint8Array): number {
  let value = 0x811c9dc5 ^ der.length
  for (let at = Math.max(0, der.length - SAMPLED_BYTES); at < der.length; at++)
    value = Math.imul(value ^ (der[at] ?? 0), 0x01000193)
  return value
}

function isSame(one: Uint8Array, other: Uint8Array): boolean {
  if (one.length !== other.length) return false
  for (let at = 0; at < one.length; at++) if (one[at] !== other[at]) return false
  return true
}

/** Certificates in the order in which they were sent; what a renegotiation sends again is listed once. */
export function listCertificates(spoken: readonly SpokenMessage[]): ListedCertificate[] {
  const listed: ListedCertificate[] = []
  spoken.forEach(({ message: { from }, value }, message) => {
    certificateOf(value)?.certificateList?.forEach(({ certData }, position) => {
      if (listed.length >= MAX_CERTIFICATES) return
      const { sha256, facts } = known(certData)
      const isListed = listed.some(
        (other) => other.sha256 === sha256 && other.position === position && other.from === from,
      )
      if (!isListed) listed.push({ from, position, sha256, message, facts })
    })
  })
  return listed
}
