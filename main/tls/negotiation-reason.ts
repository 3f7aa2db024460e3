/**
 * By which rule an entry of an offer was kept or dropped, and why the choice fell on the chosen one. A rule is told where bytes show that it
 * applies; what the other side thinks of an entry that no rule drops is not in the trace, and nothing is said.
 */
import { cipherSuite, isTls13CipherSuite } from '../reference/cipher-suite.ts'
import { isGrease } from '../reference/code-point-name.ts'
import { signatureScheme } from '../reference/signature-scheme.ts'
import { groupName, supportedGroup } from '../reference/supported-group.ts'
import { versionName } from '../reference/version.ts'

const TLS13 = 0x0304

/** A key that the server is known to have a certificate for. */
export interface ServerKey {
  /** `RSA`, `EC`, as for certificates. */
  readonly keyType: string
  readonly curve: string | null
  /** Where that is known from: `shown in this handshake`. */
  readonly from: string
}

/** What decides on suites: the server's keys; the client's groups, undefined without a list. */
export interface Terms {
  /** The chosen one, or that of TLS whose rules it follows; undefined where there is none. */
  readonly version: number | undefined
  /** What the chosen one is called. */
  readonly versionText: string
  readonly keys: readonly ServerKey[]
  readonly groups: readonly number[] | undefined
}

/** Why a suite cannot be chosen; undefined where no rule that is in view drops it. */
export function suiteDropped(code: number, { version, versionText, keys, groups }: Terms): string | undefined {
  const suite = cipherSuite(code)
  if (suite?.signaling === true) return 'a signal, not a suite: it cannot be chosen'
  if (version !== undefined) {
    if (isTls13CipherSuite(code) && version < TLS13) return `only for TLS 1.3; ${versionText} was chosen`
    const known = suite?.versions ?? []
    if (known.length > 0 && !known.includes(versionName(version))) return `not for ${versionText}`
  }
  if (isTls13CipherSuite(code)) return undefined
  const needed = keyOf(suite?.authentication)
  if (needed !== undefined && keys.length > 0 && !keys.some(({ keyType }) => fits(keyType, needed)))
    return `needs ${article(needed)} certificate; the server has ${keyText(keys)}`
  const [first] = needed === 'EC' ? keys.filter(({ keyType }) => keyType === 'EC') : []
  if (first?.curve && groups && !groups.some((group) => groupName(group) === first.curve))
    return `the server's certificate is on ${first.curve}, which the client's groups lack (RFC 8422 §5.1)`
  const overCurves = suite?.keyExchange === 'ECDHE' || suite?.keyExchange === 'ECDH'
  if (overCurves && groups && !groups.some((group) => !isGrease(group) && isCurve(group)))
    return "needs an elliptic curve, and the client's groups have none"
  return undefined
}

/** Why the choice fell on this suite: whose order it goes with, among those that no rule drops. */
export function suiteChosen(chosen: number, offered: readonly number[], terms: Terms): string {
  if (!offered.includes(chosen)) return 'the client did not offer it'
  const fitting = offered.filter((code) => !isGrease(code) && suiteDropped(code, terms) === undefined)
  return placeIn(fitting, chosen)
}

/** Said of what stands before the chosen one and would have fitted. */
export const PASSED_OVER =
  "stands before the chosen one in the client's order: the server lacks it, may not use it, or goes by an order of its own"

/** First match in the client's order, or not. */
export function placeIn(fitting: readonly number[], chosen: number): string {
  const at = fitting.indexOf(chosen)
  if (at < 0) return 'the server chose it although it does not seem to fit'
  if (fitting.length === 1) return 'the only one on offer that fits'
  if (at === 0) return "the first in the client's order that fits"
  return `not the client's first: the server goes by its own order, or lacks the ${at === 1 ? 'one' : at} before it`
}

/** Why a signature scheme cannot sign this handshake. */
export function schemeDropped(code: number, { version, keys }: Terms): string | undefined {
  const scheme = signatureScheme(code)
  const tls13 = version !== undefined && version >= TLS13
  // RFC 8446 §4.2.3: PKCS#1 v1.5 and SHA-1 are for certificates only.
  if (tls13 && scheme !== undefined && scheme.tls13 !== true)
    return 'signs only certificates in TLS 1.3, not the handshake'
  const needed = scheme?.keyType
  if (needed === undefined || keys.length === 0) return undefined
  if (!keys.some(({ keyType }) => fits(keyType, needed)))
    return `needs ${article(needed)} key; the server has ${keyText(keys)}`
  const [first] = keys
  if (tls13 && needed === 'EC' && scheme?.curve && first?.curve && keys.every(({ curve }) => curve !== scheme.curve))
    return `in TLS 1.3 for keys on ${scheme.curve} alone; the server has ${keyText(keys)}`
  return undefined
}

/** Why a group cannot be chosen, by the version. */
export function groupDropped(code: number, version: number | undefined): string | undefined {
  const group = supportedGroup(code)
  if (version === undefined || group === undefined) return undefined
  if (version >= TLS13 && group.tls13 !== true) return 'not for TLS 1.3'
  return version < TLS13 && group.tls12 !== true ? 'only for TLS 1.3' : undefined
}

function isCurve(code: number): boolean {
  const kind = supportedGroup(code)?.kind
  return kind !== 'ffdhe' && kind !== 'ml-kem'
}

/** What kind of key the suite's server certificate must have; undefined where it takes none or any. */
function keyOf(authentication: string | undefined): string | undefined {
  switch (authentication) {
    case 'RSA':
      return 'RSA'
    case 'ECDSA':
      return 'EC'
    case 'DSS':
      return 'DSA'
    default:
      return undefined
  }
}

/** ECDSA suites carry EdDSA keys too (RFC 8422 §5.10), RSA ones RSA-PSS keys. */
function fits(keyType: string, needed: string): boolean {
  if (keyType === needed) return true
  if (needed === 'EC') return keyType === 'Ed25519' || keyType === 'Ed448'
  return needed === 'RSA' && keyType === 'RSA-PSS'
}

function keyText(keys: readonly ServerKey[]): string {
  const texts = keys.map(({ keyType, curve, from }) => `${keyType}${curve === null ? '' : ` ${curve}`} (${from})`)
  return [...new Set(texts)].join(' and ')
}

function article(kind: string): string {
  return /^[AEIOR]/.test(kind) ? `an ${kind}` : `a ${kind}`
}
