/** What a ClientHello can do, without what only reserves or signals. */
import { cipherSuite, isTls13CipherSuite } from '../reference/cipher-suite.ts'
import { isGrease } from '../reference/code-point-name.ts'
import { signatureScheme } from '../reference/signature-scheme.ts'
import { supportedGroup } from '../reference/supported-group.ts'
import { versionName } from '../reference/version.ts'
import type { OfferFact } from './facts.ts'
import { byCodePoint } from './by-code-point.ts'
import { onceEach } from './once-each.ts'

export const TLS13 = 0x0304
export const TLS12 = 0x0303
const SSL2 = 0x0002

/** TLS_FALLBACK_SCSV (RFC 7507) and TLS_EMPTY_RENEGOTIATION_INFO_SCSV (RFC 5746 §3.3). */
export const FALLBACK_SIGNAL = 0x5600
const RENEGOTIATION_SIGNAL = 0x00ff

export const EXTENSION = {
  supportedGroups: 10,
  signatureAlgorithms: 13,
  alpn: 16,
  extendedMasterSecret: 23,
  preSharedKey: 41,
  cookie: 44,
  keyShare: 51,
  renegotiationInfo: 0xff01,
} as const

/** Versions that the hello names, without GREASE; the old field names the highest alone (RFC 5246 §E.1). */
export const offeredVersions = onceEach((offer: OfferFact): readonly number[] => {
  if (offer.versions !== undefined) return offer.versions.filter((code) => !isGrease(code))
  return offer.legacyVersion === undefined ? [] : [offer.legacyVersion]
})

/** Whether the hello allows the version: named, or below the old field where there is no list. */
export function allowsVersion(offer: OfferFact, version: number): boolean {
  if (offer.versions !== undefined) return offer.versions.includes(version)
  return offer.legacyVersion === undefined || version <= offer.legacyVersion
}

export function offersTls13(offer: OfferFact): boolean {
  return offeredVersions(offer).includes(TLS13)
}

export const onlyTls13 = onceEach((offer: OfferFact): boolean => {
  const versions = offeredVersions(offer)
  return versions.length > 0 && versions.every((version) => version >= TLS13 && version < 0xfe00)
})

/** A hello of SSL 2.0 itself, not of a newer version in its form (RFC 6176). */
export function onlySsl2(offer: OfferFact): boolean {
  return offer.sslv2 && offer.legacyVersion === SSL2
}

/** A bit for each of the versions that suites can be used with, from SSL 3.0 to TLS 1.3. */
const VERSIONS = [0x0300, 0x0301, 0x0302, TLS12, TLS13]
const OLDER = VERSIONS.slice(0, -1)
const TLS13_BIT = 1 << OLDER.length
const ALL_OLDER = TLS13_BIT - 1

/** The versions that a suite can be used with; none for what only reserves or signals. Hellos hold dozens of suites, and ask again and again. */
const versionBits = byCodePoint((code): number => {
  if (code > 0xffff || isGrease(code)) return 0
  const suite = cipherSuite(code)
  if (suite?.signaling === true) return 0
  if (isTls13CipherSuite(code)) return TLS13_BIT
  // What is in no registry may be for any of them.
  return suite?.versions === undefined ? ALL_OLDER : bitsOf((version) => suite.versions?.includes(versionName(version)))
})

function bitsOf(isIn: (version: number) => boolean | undefined): number {
  return OLDER.reduce((bits, version, at) => (isIn(version) === true ? bits | (1 << at) : bits), 0)
}

/** Suites of TLS 1.3, or of the versions before. */
export function suitesFor(offer: OfferFact, tls13: boolean): readonly number[] {
  const wanted = tls13 ? TLS13_BIT : ALL_OLDER
  return offer.cipherSuites.filter((code) => (versionBits(code) & wanted) !== 0)
}

/** Suites of the versions before TLS 1.3 that one of these versions knows: AES-GCM is none for TLS 1.1. */
export function suitesUnder(offer: OfferFact, versions: readonly number[]): readonly number[] {
  const wanted = bitsOf((version) => versions.includes(version))
  return offer.cipherSuites.filter((code) => (versionBits(code) & wanted) !== 0)
}

/** Suites for the versions before TLS 1.3 that the hello allows. */
export const olderSuites = onceEach((offer: OfferFact) =>
  suitesUnder(
    offer,
    OLDER.filter((version) => allowsVersion(offer, version)),
  ),
)

/** The key that a suite's server certificate must have: `RSA`, `EC`, `DSA`; undefined where it takes none or any. */
export const keyKindOfSuite = byCodePoint((code): string | undefined => {
  switch (cipherSuite(code)?.authentication) {
    case 'RSA':
      return 'RSA'
    case 'ECDSA':
      return 'EC'
    case 'DSS':
      return 'DSA'
    default:
      return undefined
  }
})

/** The one key kind that all suites before TLS 1.3 need; undefined where they differ, or there are none. */
export function onlyKeyKind(suites: readonly number[]): string | undefined {
  const [first] = suites
  if (first === undefined) return undefined
  const kind = keyKindOfSuite(first)
  return suites.every((suite) => keyKindOfSuite(suite) === kind) ? kind : undefined
}

/** Key kinds are certificates' key types, but for RSA-PSS keys and EdDSA, which ECDSA suites carry (RFC 8422 §5.10). */
export function kindOfKeyType(keyType: string): string {
  if (keyType === 'RSA-PSS') return 'RSA'
  return keyType === 'Ed25519' || keyType === 'Ed448' ? 'EC' : keyType
}

export function isPskSuite(code: number | undefined): boolean {
  return code !== undefined && (cipherSuite(code)?.authentication?.includes('PSK') ?? false)
}

/** Whether the suite's key exchange is over elliptic curves. */
export function isEcSuite(code: number): boolean {
  const exchange = cipherSuite(code)?.keyExchange
  return exchange === 'ECDHE' || exchange === 'ECDH'
}

/** The key that signs with a scheme, but for MD5, SHA-1 and SHA-224. */
const strongKeyType = byCodePoint((code): string | undefined => {
  const scheme = signatureScheme(code)
  const weak = scheme?.hash === 'md5' || scheme?.hash === 'sha1' || scheme?.hash === 'sha224'
  return weak ? undefined : scheme?.keyType
})

/** Key kinds whose signatures the hello takes, without MD5, SHA-1 and SHA-224. */
export function signatureKinds(offer: OfferFact): readonly string[] | undefined {
  if (offer.signatureAlgorithms === undefined) return undefined
  const kinds: string[] = []
  for (const code of offer.signatureAlgorithms) {
    const keyType = strongKeyType(code)
    if (keyType !== undefined && !kinds.includes(keyType)) kinds.push(keyType)
  }
  return kinds
}

const isCurve = byCodePoint((code): boolean => {
  const kind = supportedGroup(code)?.kind
  return kind !== 'ffdhe' && kind !== 'ml-kem'
})

/** Groups that name something, curves alone where `curvesOnly`. */
export function realGroups(offer: OfferFact, curvesOnly: boolean): readonly number[] | undefined {
  return offer.groups?.filter((code) => !isGrease(code) && (!curvesOnly || isCurve(code)))
}

const X25519 = 29
const P256 = 23

/** The two groups that nearly every peer has; who offers neither has been told to. */
export function hasCommonGroup(groups: readonly number[]): boolean {
  return groups.includes(X25519) || groups.includes(P256)
}

export function sendsRenegotiationInfo(offer: OfferFact): boolean {
  return (
    offer.renegotiationInfoLength !== undefined ||
    offer.cipherSuites.includes(RENEGOTIATION_SIGNAL) ||
    (offer.extensions?.includes(EXTENSION.renegotiationInfo) ?? false)
  )
}
