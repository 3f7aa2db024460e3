/** An X.509 certificate (RFC 5280) as plain values. Bytes that are no certificate give `unreadable`, never an exception. */
import { AsnConvert } from '@peculiar/asn1-schema'
import type { Extension, GeneralName } from '@peculiar/asn1-x509'
import {
  AuthorityKeyIdentifier,
  Certificate,
  ExtendedKeyUsage,
  KeyUsage,
  SubjectAlternativeName,
  SubjectKeyIdentifier,
  SubjectPublicKeyInfo,
} from '@peculiar/asn1-x509'
import { nameText } from './name.ts'
import { keyPurposeName, signatureAlgorithmName } from './object-identifier.ts'
import { publicKeyFacts } from './public-key.ts'
import type { Validity } from './validity.ts'
import { readValidity } from './validity.ts'

/** What the window and the analysis document show of a certificate, but for its place in the chain and its digest. */
export interface CertificateFacts {
  /** RFC 4514; the issuer likewise. */
  readonly subject: string
  readonly issuer: string
  /** Lower-case hex. */
  readonly serial: string
  /** `2024-01-01T00:00:00Z`; empty where the certificate holds no time there. */
  readonly notBefore: string
  readonly notAfter: string
  /** `RSA`, `EC`, `Ed25519`, ..., or an object identifier. */
  readonly keyType: string
  readonly keyBits: number | null
  readonly curve: string | null
  readonly signatureAlgorithm: string
  /** `dns:`, `ip:`, `email:`, `uri:`, `dirname:`, `rid:`, `other:`. */
  readonly subjectAltNames: readonly string[]
  readonly keyUsage: readonly string[]
  readonly extendedKeyUsage: readonly string[]
  /** Subject and issuer are the same, and so are the key identifiers if there are any. The signature is not checked. */
  readonly selfSigned: boolean
  /** Why the bytes could not be read as a certificate; the other fields are then empty. */
  readonly unreadable: string | null
}

/** Real certificates have a few kilobytes; one of a third of a megabyte was seen. No more is kept of a message, either. */
const MAX_CERTIFICATE_BYTES = 1_048_576
const MAX_ALTERNATIVE_NAMES = 1_000
const MAX_PURPOSES = 100

const EXTENSION = {
  subjectKeyIdentifier: '2.5.29.14',
  keyUsage: '2.5.29.15',
  subjectAltName: '2.5.29.17',
  authorityKeyIdentifier: '2.5.29.35',
  extendedKeyUsage: '2.5.29.37',
} as const

export function readCertificate(der: Uint8Array): CertificateFacts {
  if (der.length === 0) return unreadable('there are no bytes')
  if (der.length > MAX_CERTIFICATE_BYTES) return unreadable(`${der.length} bytes are more than a certificate has`)
  try {
    return factsOf(AsnConvert.parse(der, Certificate), readValidity(der))
  } catch (error) {
    const key = rawPublicKey(der)
    if (key !== undefined) return key
    // The parser throws whatever it comes upon; all of it means that this is not DER of a certificate.
    return unreadable(
      error instanceof Error ? `not a certificate: ${error.message.slice(0, 200)}` : 'not a certificate',
    )
  }
}

/** RFC 7250: a key in place of a certificate. It has a type and a size, and nothing else that a certificate says. */
function rawPublicKey(der: Uint8Array): CertificateFacts | undefined {
  try {
    const key = publicKeyFacts(AsnConvert.parse(der, SubjectPublicKeyInfo))
    return { ...unreadable('a raw public key (RFC 7250), no certificate'), ...key }
  } catch {
    return undefined
  }
}

function factsOf({ tbsCertificate: tbs, signatureAlgorithm }: Certificate, validity: Validity): CertificateFacts {
  const extensions = listed(tbs.extensions)
  const subject = nameText(tbs.subject)
  const issuer = nameText(tbs.issuer)
  return {
    subject,
    issuer,
    serial: serialText(new Uint8Array(tbs.serialNumber)),
    ...validity,
    ...publicKeyFacts(tbs.subjectPublicKeyInfo),
    signatureAlgorithm: signatureAlgorithmName(signatureAlgorithm.algorithm),
    subjectAltNames: alternativeNames(extensions),
    keyUsage: keyUsage(extensions),
    extendedKeyUsage: listed(read(extensions, EXTENSION.extendedKeyUsage, ExtendedKeyUsage))
      .slice(0, MAX_PURPOSES)
      .map(keyPurposeName),
    selfSigned: subject === issuer && keyIdentifiersAgree(extensions),
    unreadable: null,
  }
}

/** One extension; undefined where it is not there, or is broken, which must not hide the rest of the certificate. */
function read<T>(extensions: readonly Extension[], identifier: string, type: new () => T): T | undefined {
  const extension = extensions.find(({ extnID }) => extnID === identifier)
  if (extension === undefined) return undefined
  try {
    return AsnConvert.parse(extension.extnValue.buffer, type)
  } catch {
    return undefined
  }
}

/** The parser's lists are classes of their own, and absent where there is nothing. */
function listed<T>(items: Iterable<T> | undefined): T[] {
  return items === undefined ? [] : [...items]
}

function alternativeNames(extensions: readonly Extension[]): string[] {
  return listed(read(extensions, EXTENSION.subjectAltName, SubjectAlternativeName))
    .slice(0, MAX_ALTERNATIVE_NAMES)
    .map(generalNameText)
}

function generalNameText(name: GeneralName): string {
  if (name.dNSName !== undefined) return `dns:${name.dNSName}`
  if (name.iPAddress !== undefined) return `ip:${name.iPAddress}`
  if (name.rfc822Name !== undefined) return `email:${name.rfc822Name}`
  if (name.uniformResourceIdentifier !== undefined) return `uri:${name.uniformResourceIdentifier}`
  if (name.directoryName !== undefined) return `dirname:${nameText(name.directoryName)}`
  if (name.registeredID !== undefined) return `rid:${name.registeredID}`
  return name.otherName === undefined ? 'other:' : `other:${name.otherName.typeId}`
}

/** RFC 5280 §4.2.1.3: the names in the order of their bits. */
const KEY_USAGES = [
  'digitalSignature',
  'nonRepudiation',
  'keyEncipherment',
  'dataEncipherment',
  'keyAgreement',
  'keyCertSign',
  'cRLSign',
  'encipherOnly',
  'decipherOnly',
] as const

function keyUsage(extensions: readonly Extension[]): string[] {
  const usage = read(extensions, EXTENSION.keyUsage, KeyUsage)
  if (usage === undefined) return []
  const bits = usage.toNumber()
  return KEY_USAGES.filter((_, bit) => (bits & (1 << bit)) !== 0)
}

function keyIdentifiersAgree(extensions: readonly Extension[]): boolean {
  const subject = read(extensions, EXTENSION.subjectKeyIdentifier, SubjectKeyIdentifier)
  const authority = read(extensions, EXTENSION.authorityKeyIdentifier, AuthorityKeyIdentifier)?.keyIdentifier
  if (subject === undefined || authority === undefined) return true
  return hex(new Uint8Array(subject.buffer)) === hex(new Uint8Array(authority.buffer))
}

/** DER puts a zero byte before a number whose top bit is set; it is no part of the number. */
function serialText(bytes: Uint8Array): string {
  return hex(bytes.length > 1 && bytes[0] === 0 ? bytes.subarray(1) : bytes)
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

function unreadable(reason: string): CertificateFacts {
  return {
    subject: '',
    issuer: '',
    serial: '',
    notBefore: '',
    notAfter: '',
    keyType: '',
    keyBits: null,
    curve: null,
    signatureAlgorithm: '',
    subjectAltNames: [],
    keyUsage: [],
    extendedKeyUsage: [],
    selfSigned: false,
    unreadable: reason,
  }
}
