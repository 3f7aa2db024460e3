/** Type and size of a public key (RFC 3279 §2.3, RFC 5480 §2, RFC 8410 §3). */
import type { SubjectPublicKeyInfo } from '@peculiar/asn1-x509'
import { derElement } from './der.ts'
import { curveFacts, keyTypeName } from './object-identifier.ts'

export interface PublicKeyFacts {
  readonly keyType: string
  readonly keyBits: number | null
  readonly curve: string | null
}

const EDWARDS_BITS: Readonly<Record<string, number>> = { Ed25519: 256, Ed448: 456, X25519: 256, X448: 448 }

export function publicKeyFacts(info: SubjectPublicKeyInfo): PublicKeyFacts {
  const keyType = keyTypeName(info.algorithm.algorithm)
  const parameters = info.algorithm.parameters
  const curve = keyType === 'EC' && parameters ? curveFacts(objectIdentifier(new Uint8Array(parameters))) : undefined
  if (keyType === 'EC') return { keyType, keyBits: curve?.bits ?? null, curve: curve?.name ?? null }
  if (keyType === 'RSA' || keyType === 'RSA-PSS') {
    return { keyType, keyBits: firstIntegerBits(new Uint8Array(info.subjectPublicKey)), curve: null }
  }
  if ((keyType === 'DSA' || keyType === 'DH') && parameters)
    return { keyType, keyBits: firstIntegerBits(new Uint8Array(parameters)), curve: null }
  return { keyType, keyBits: EDWARDS_BITS[keyType] ?? null, curve: null }
}

/** Bits of the first INTEGER of a SEQUENCE: the modulus of an RSA key, the prime of DSA and DH parameters. */
function firstIntegerBits(der: Uint8Array): number | null {
  const sequence = derElement(der, 0)
  if (sequence === undefined || der[0] !== 0x30) return null
  const integer = derElement(der, sequence.start)
  if (integer === undefined || der[sequence.start] !== 0x02) return null
  let first = integer.start
  while (first < integer.end && der[first] === 0) first += 1
  return first === integer.end ? 0 : (integer.end - first) * 8 - (Math.clz32(der[first] ?? 0) - 24)
}

function objectIdentifier(der: Uint8Array): string {
  const content = derElement(der, 0)
  return der[0] === 0x06 && content !== undefined ? dotted(der.subarray(content.start, content.end)) : ''
}

/** X.690 §8.19: the first two arcs in one number, then seven bits a byte. */
function dotted(content: Uint8Array): string {
  const arcs: number[] = []
  let arc = 0
  for (const byte of content) {
    arc = arc * 128 + (byte & 0x7f)
    if (byte >= 0x80) continue
    if (arcs.length === 0) {
      const top = Math.min(2, Math.floor(arc / 40))
      arcs.push(top, arc - top * 40)
    } else arcs.push(arc)
    arc = 0
  }
  return arcs.join('.')
}
