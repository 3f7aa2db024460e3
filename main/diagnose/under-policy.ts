/** What the AT-TLS policy of the server's host makes of the client's offer: the first thing that the two do not have in common. */
import { cipherSuite, cipherSuiteName } from '../reference/cipher-suite.ts'
import { groupName } from '../reference/supported-group.ts'
import { versionName } from '../reference/version.ts'
import {
  groupList,
  hasTls13Suite,
  type ListSetting,
  suiteList,
  valueOf,
  versionSettings,
  wordOf,
} from '../settings/meaning.ts'
import type { EffectiveValue } from '../settings/policy.ts'
import { ALERT } from './alert-code.ts'
import type { CauseId } from './cause.ts'
import type { ConnectionFacts, HostCodeFact, KeyRingFact, OfferFact, PolicyFact } from './facts.ts'
import { hostCode, withCode } from './host-code.ts'
import {
  allowsVersion,
  isEcSuite,
  keyKindOfSuite,
  kindOfKeyType,
  realGroups,
  suitesFor,
  TLS12,
  TLS13,
} from './offer.ts'
import { refusedOffer, vaguelyRefusedOffer } from './refused-offer.ts'
import { refusalExhibit } from './refusal.ts'
import type { Claim, Exhibit } from './rule.ts'

/** What System SSL gives a server that finds nothing in common. */
const NOTHING_COMMON = [402, 412, 422, 510, 515, 517, 519]
/** More names than these nobody reads. */
const MAX_NAMES = 6

interface Fault {
  readonly cause: CauseId
  readonly explanation: string
  readonly value: EffectiveValue | undefined
  /** Field of the hello. */
  readonly field: readonly string[]
  readonly offered: string
  readonly more: readonly Exhibit[]
  readonly wouldDisprove: string
}

/** Undefined: no policy for the server is known, or it has what the client offers. */
export function faultUnderPolicy(
  facts: ConnectionFacts,
): { readonly cause: CauseId; readonly claim: Claim } | undefined {
  const { policy } = facts
  const offer = facts.offers.at(-1)
  if (policy?.hostIs !== 'server' || facts.outcome !== 'failed' || offer?.complete !== true || facts.answer)
    return undefined
  const code = hostCode(facts, 'system-ssl', ...NOTHING_COMMON)
  const refused = refusedOffer(facts)
  const fault = faultOf(offer, policy, facts.keyRing, code)
  if (fault === undefined || (code === undefined && !mayBeSaidSo(facts, fault.cause))) return undefined
  const claim: Claim = {
    confidence: isSure(policy, fault.value) ? (code === undefined ? 'likely' : 'certain') : 'possible',
    basis: 'bytes',
    fit: 0.97,
    explanation: `${fault.explanation} ${policyWords(policy)}`,
    detectedBy: 'server',
    evidence: [
      { message: offer.n, field: fault.field, text: fault.offered },
      ...policyExhibit(policy, fault.value),
      ...fault.more,
      ...(refused ? refusalExhibit(facts, refused.refusal) : []),
    ],
    wouldDisprove: fault.wouldDisprove,
  }
  return { cause: fault.cause, claim: withCode(claim, code) }
}

/** A word that names something else outranks what is set up; for a version there is one of its own (RFC 8446 §4.2.1). */
function mayBeSaidSo(facts: ConnectionFacts, cause: CauseId): boolean {
  if (cause !== 'no-common-version') return vaguelyRefusedOffer(facts) !== undefined
  const refusal = refusedOffer(facts)?.refusal
  return refusal !== undefined && (refusal.alert === undefined || refusal.alert.description === ALERT.protocolVersion)
}

/** The claim of one cause. */
export function claimUnderPolicy(facts: ConnectionFacts, cause: CauseId): Claim | undefined {
  const found = faultUnderPolicy(facts)
  return found?.cause === cause ? found.claim : undefined
}

/** Suites before TLS 1.3 that the client offers and the policy has; undefined where the policy is not known to be the one, or names none. */
export function suitesInCommon(facts: ConnectionFacts): readonly number[] | undefined {
  const { policy } = facts
  const offer = facts.offers.at(-1)
  if (policy?.hostIs !== 'server' || offer === undefined || policy.open.length > 0) return undefined
  const list = allowedSuites(policy)
  return list && suitesFor(offer, false).filter((suite) => list.codes.includes(suite))
}

function faultOf(
  offer: OfferFact,
  policy: PolicyFact,
  ring: KeyRingFact | undefined,
  code: HostCodeFact | undefined,
): Fault | undefined {
  const versions = versionSettings(policy.values)
  const on = versions.filter((version) => version.on).map((version) => version.code)
  if (on.length === 0) return undefined
  const common = on.filter((version) => allowsVersion(offer, version))
  if (common.length === 0) {
    const wanted = versions.findLast((version) => !version.on && allowsVersion(offer, version.code))
    return {
      cause: 'no-common-version',
      explanation: `The policy turns on ${on.map(versionName).join(', ')}; the client allows none of these.`,
      value: (wanted ?? versions.find((version) => version.on))?.value,
      field: offer.versions ? ['extensions', 'supported_versions'] : ['legacy_version'],
      offered: 'the versions that the client allows',
      more: [],
      wouldDisprove: `a handshake under this rule with a version that the client allows`,
    }
  }
  return suiteFault(offer, policy, common, ring, code) ?? groupFault(offer, policy, common)
}

function suiteFault(
  offer: OfferFact,
  policy: PolicyFact,
  common: readonly number[],
  ring: KeyRingFact | undefined,
  code: HostCodeFact | undefined,
): Fault | undefined {
  const list = allowedSuites(policy)
  if (list === undefined) return undefined
  const forTls13 = common.includes(TLS13) ? suitesFor(offer, true).filter((suite) => list.codes.includes(suite)) : []
  if (common.includes(TLS13) && forTls13.length === 0 && (!hasTls13Suite(list.codes) || common.length === 1)) {
    return {
      cause: 'tls13-ciphers-missing',
      explanation: hasTls13Suite(list.codes)
        ? 'TLS 1.3 is the one version in common, and no suite of it is in both lists.'
        : 'The policy turns TLS 1.3 on, and none of its suites is one for TLS 1.3.',
      value: list.value,
      field: ['cipher_suites'],
      offered: 'the suites that the client offers',
      more: [],
      wouldDisprove: 'a suite of TLS 1.3 (1301, 1302, 1303) among the suites of this rule',
    }
  }
  if (forTls13.length > 0 || !common.some((version) => version <= TLS12)) return undefined
  const both = suitesFor(offer, false).filter((suite) => list.codes.includes(suite))
  if (both.length === 0) {
    return {
      cause: 'no-common-cipher',
      explanation: `None of the suites that the client offers is among the ${list.codes.length} of the policy (${names(list.codes.map(cipherSuiteName))}).`,
      value: list.value,
      field: ['cipher_suites'],
      offered: 'the suites that the client offers',
      more: [],
      wouldDisprove: 'one of these suites among those of this rule',
    }
  }
  return certificateFault(both, list, ring, code)
}

/** Suites in common that all need a key which the ring does not hold. */
function certificateFault(
  both: readonly number[],
  list: ListSetting,
  ring: KeyRingFact | undefined,
  code: HostCodeFact | undefined,
): Fault | undefined {
  const needed = new Set(both.map((suite) => keyKindOfSuite(suite)))
  if (needed.has(undefined)) return undefined
  const own =
    ring?.hostIs === 'server'
      ? ring.certificates.filter(
          ({ keyType, hasPrivateKey, usage }) =>
            keyType !== undefined && hasPrivateKey !== false && usage !== 'CERTAUTH',
        )
      : []
  const held = new Set(own.map(({ keyType }) => kindOfKeyType(keyType ?? '')))
  const known = ring?.complete === true && held.size > 0
  if (known ? [...needed].some((kind) => kind !== undefined && held.has(kind)) : code === undefined || needed.size > 1)
    return undefined
  const kinds = [...needed].join(' or ')
  return {
    cause: 'cipher-needs-other-certificate',
    explanation: `The suites in both lists (${names(both.map(cipherSuiteName))}) need an ${kinds} certificate${known ? `; the key ring holds ${[...held].join(' and ')}` : ', which the key ring seems not to hold'}.`,
    value: known ? list.value : undefined,
    field: ['cipher_suites'],
    offered: 'the suites that the client offers',
    more: own.map(({ source, line, label, keyType }) => ({
      source,
      line,
      text: `"${label}" has an ${keyType ?? ''} key`,
    })),
    wouldDisprove: `an ${kinds} certificate with its private key in the key ring`,
  }
}

function groupFault(offer: OfferFact, policy: PolicyFact, common: readonly number[]): Fault | undefined {
  const tls13 = common.includes(TLS13)
  if (tls13 && common.length > 1) return undefined
  const list = groupList(policy.values, tls13 ? 'ServerKeyShareGroups' : 'ServerKexECurves')
  const offered = realGroups(offer, !tls13)
  if (list === undefined || offered === undefined || offered.length === 0) return undefined
  if (offered.some((group) => list.codes.includes(group))) return undefined
  if (!tls13) {
    const suites = allowedSuites(policy)
    const both = suitesFor(offer, false).filter((suite) => suites?.codes.includes(suite) ?? true)
    if (both.length === 0 || !both.every(isEcSuite)) return undefined
  }
  return {
    cause: tls13 ? 'key-share-unusable' : 'no-common-group',
    explanation: `The policy allows the server the groups ${names(list.codes.map(groupName))}; the client offers none of them.`,
    value: list.value,
    field: ['extensions', 'supported_groups'],
    offered: 'the groups that the client offers',
    more: [],
    wouldDisprove: 'one of these groups in the policy',
  }
}

/** FIPS 140 knows neither RC4, single DES and MD5 nor ChaCha20. */
function allowedSuites(policy: PolicyFact): ListSetting | undefined {
  const list = suiteList(policy.values)
  const fips = wordOf(policy.values, 'FIPS140')?.toLowerCase()
  if (list === undefined || fips === undefined || fips === 'off') return list
  const codes = list.codes.filter((code) => !/RC4|_DES_|DES40|MD5|CHACHA20|NULL/.test(cipherSuite(code)?.name ?? ''))
  return {
    ...list,
    codes,
    value: codes.length === list.codes.length ? list.value : (valueOf(policy.values, 'FIPS140') ?? list.value),
  }
}

/** The rule is the connection's, and the value is written or displayed, not supposed. */
export function isSure(policy: PolicyFact, value: EffectiveValue | undefined): boolean {
  return policy.open.length === 0 && value !== undefined && (value.from !== 'default' || policy.release !== undefined)
}

export function policyExhibit(policy: PolicyFact, value: EffectiveValue | undefined): readonly Exhibit[] {
  const rule = { source: policy.source, line: policy.line, text: `TTLSRule ${policy.rule}` }
  if (value === undefined) return [rule]
  const text = `${value.keyword} ${value.values.slice(0, MAX_NAMES).join(' ')}${value.values.length > MAX_NAMES ? ' …' : ''}`
  return value.line === undefined
    ? [{ ...rule, text: `TTLSRule ${policy.rule}: ${text} by default (${value.documented ?? 'as displayed'})` }]
    : [rule, { source: policy.source, line: value.line, text }]
}

/** How the rule is known to be the connection's. */
export function policyWords({ rule, origin, how, open }: PolicyFact): string {
  const where = origin === 'active' ? 'the active policy' : 'the policy file, if it is the one that is installed'
  const why =
    how === 'named'
      ? 'which AT-TLS names'
      : how === 'matched'
        ? 'whose conditions all fit'
        : `the only one that can be meant (not known: ${open.join(', ')})`
  return `This is TTLSRule ${rule} of ${where}, ${why}.`
}

function names(all: readonly string[]): string {
  return `${all.slice(0, MAX_NAMES).join(', ')}${all.length > MAX_NAMES ? ', …' : ''}`
}
