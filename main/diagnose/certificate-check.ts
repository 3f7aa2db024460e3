/** What a verifier can hold against a certificate that is in view; trust anchors, revocation and the verifier's own rules are not. */
import type { Side } from '../tls/message.ts'
import { cipherSuite } from '../reference/cipher-suite.ts'
import type { CertificateFact, ConnectionFacts } from './facts.ts'
import { onceEach } from './once-each.ts'

/** The chain that a side sent, leaf first; the first one it sent. */
export function chainOf(facts: ConnectionFacts, from: Side): readonly CertificateFact[] {
  const first = facts.certificates.find((certificate) => certificate.from === from)?.n
  return facts.certificates.filter((certificate) => certificate.from === from && certificate.n === first)
}

/** When the certificate was looked at, in the form of its dates; undefined where the source has no date. */
const seenAt = onceEach(({ startNs }: ConnectionFacts): string | undefined => {
  // A source without a date counts from its own zero, which is decades before any certificate.
  if (startNs === undefined || startNs < 631_152_000_000_000_000n) return undefined
  return dateOf(startNs / 1_000_000_000n)
})

/** Of a second since 1970; what fails at all often fails many times in it. */
const dateOf = onceEach((second: bigint) => `${new Date(Number(second) * 1_000).toISOString().slice(0, 19)}Z`)

/** The sources say on which day this was. */
export function isDated(facts: ConnectionFacts): boolean {
  return seenAt(facts) !== undefined
}

/** Dates are compared as texts, which are of one form (`2026-01-31T23:59:59Z`) and an order of magnitude quicker than to parse them. */
export function expired(facts: ConnectionFacts, chain: readonly CertificateFact[]): CertificateFact | undefined {
  const now = seenAt(facts)
  return chain.find(({ facts: { notAfter } }) => now !== undefined && notAfter !== '' && notAfter < now)
}

export function notYetValid(facts: ConnectionFacts, chain: readonly CertificateFact[]): CertificateFact | undefined {
  const now = seenAt(facts)
  return chain.find(({ facts: { notBefore } }) => now !== undefined && notBefore !== '' && notBefore > now)
}

/**
 * The names that a certificate is good for: the DNS names of its subjectAltName, and the common name only where there are none
 * (RFC 6125 §6.4.4).
 */
export function namesOf({ facts: { subjectAltNames, subject } }: Pick<CertificateFact, 'facts'>): readonly string[] {
  const dns = subjectAltNames.filter((name) => name.startsWith('dns:')).map((name) => name.slice(4))
  if (dns.length > 0) return dns
  const common = /(?:^|,)CN=((?:\\.|[^,\\])*)/.exec(subject)?.[1]
  return common === undefined ? [] : [common]
}

/** RFC 6125 §6.4.3: a star stands for the whole leftmost label. */
export function nameMatches(pattern: string, name: string): boolean {
  const wanted = pattern.toLowerCase().replace(/\.$/, '')
  const given = name.toLowerCase().replace(/\.$/, '')
  if (!wanted.startsWith('*.')) return wanted === given
  const dot = given.indexOf('.')
  return dot > 0 && given.slice(dot) === wanted.slice(1)
}

/** The use that a certificate lacks for its role in this handshake; undefined where nothing is missing. */
export function missingUse(facts: ConnectionFacts, leaf: CertificateFact): string | undefined {
  const { extendedKeyUsage, keyUsage } = leaf.facts
  const role = leaf.from === 'server' ? 'serverAuth' : 'clientAuth'
  if (
    extendedKeyUsage.length > 0 &&
    !extendedKeyUsage.includes(role) &&
    !extendedKeyUsage.includes('anyExtendedKeyUsage')
  )
    return `extended key usage ${role}`
  if (keyUsage.length === 0) return undefined
  const exchange = cipherSuite(facts.cipherSuite ?? -1)?.keyExchange
  if (leaf.from === 'server' && exchange === 'RSA')
    return keyUsage.includes('keyEncipherment') ? undefined : 'key usage keyEncipherment'
  const signs = leaf.from === 'client' || exchange === 'ECDHE' || exchange === 'DHE' || (facts.version ?? 0) >= 0x0304
  return signs && !keyUsage.includes('digitalSignature') ? 'key usage digitalSignature' : undefined
}

/** RSA keys of fewer bits are refused by verifiers at their usual settings (SP 800-131A). */
const MIN_RSA_BITS = 2_048
const MIN_EC_BITS = 224

/** Why a certificate of the chain is weak; signatures of self-signed ones protect nothing and do not count. */
export function weakness(
  chain: readonly CertificateFact[],
): { readonly at: CertificateFact; readonly why: string } | undefined {
  for (const at of chain) {
    const { keyType, keyBits, signatureAlgorithm, selfSigned } = at.facts
    if (keyType.startsWith('RSA') && keyBits !== null && keyBits < MIN_RSA_BITS)
      return { at, why: `an RSA key of ${keyBits} bits` }
    if (keyType === 'EC' && keyBits !== null && keyBits < MIN_EC_BITS)
      return { at, why: `an EC key of ${keyBits} bits` }
    if (!selfSigned && /md2|md5|sha-?1(?!\d)/i.test(signatureAlgorithm))
      return { at, why: `a signature with ${signatureAlgorithm}` }
  }
  return undefined
}

/** The leaf is its own issuer. */
export function selfSignedLeaf(chain: readonly CertificateFact[]): CertificateFact | undefined {
  const [leaf] = chain
  return leaf?.facts.selfSigned === true ? leaf : undefined
}

/** How far the chain goes up: to a self-signed certificate, or to an issuer that was not sent. */
export function topOf(
  chain: readonly CertificateFact[],
): { readonly at: CertificateFact; readonly whole: boolean } | undefined {
  let [at] = chain
  if (at === undefined) return undefined
  const left = new Set(chain.slice(1))
  while (!at.facts.selfSigned) {
    const issuer: CertificateFact | undefined = [...left].find(({ facts: { subject } }) => subject === at?.facts.issuer)
    if (issuer === undefined) return { at, whole: false }
    left.delete(issuer)
    at = issuer
  }
  return { at, whole: true }
}

/** Something in view that speaks against the certificate by itself. */
export function hasVisibleFault(facts: ConnectionFacts, chain: readonly CertificateFact[]): boolean {
  const [leaf] = chain
  if (leaf === undefined) return false
  const name = facts.offers.at(-1)?.serverName
  return (
    expired(facts, chain) !== undefined ||
    notYetValid(facts, chain) !== undefined ||
    weakness(chain) !== undefined ||
    selfSignedLeaf(chain) !== undefined ||
    missingUse(facts, leaf) !== undefined ||
    leaf.facts.unreadable !== null ||
    (leaf.from === 'server' && name !== undefined && !namesOf(leaf).some((pattern) => nameMatches(pattern, name)))
  )
}
