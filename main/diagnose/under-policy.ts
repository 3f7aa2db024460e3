/** What the AT-TLS policy of the server's host makes of the client's offer: the first thing that the two do not have in common. */
import { cipherSuiteName, isTls13CipherSuite } from '../reference/cipher-suite.ts'
import { groupName } from '../reference/supported-group.ts'
import { versionName } from '../reference/version.ts'
import { groupList, type ListSetting, versionSettings } from '../settings/meaning.ts'
import type { EffectiveValue } from '../settings/policy.ts'
import { ALERT } from './alert-code.ts'
import { allowedSuites } from './allowed-suites.ts'
import type { CauseId } from '../../preload/contract/cause.ts'
import type { ConnectionFacts, HostCodeFact, KeyRingFact, OfferFact, PolicyFact } from './facts.ts'
import type { Confidence } from './finding.ts'
import { hostCode, isOwnReason, withCode } from './host-code.ts'
import { allowsVersion, isEcSuite, keyKindOfSuite, realGroups, suitesFor, suitesUnder, TLS12, TLS13 } from './offer.ts'
import { onceEach } from './once-each.ts'
import { refusedOffer, vaguelyRefusedOffer } from './refused-offer.ts'
import { refusalExhibit } from './refusal.ts'
import type { Claim, Exhibit } from './rule.ts'
import { keysInRing } from './server-keys.ts'

/** What System SSL gives a server for each fault: any other code names another reason. */
const CODES = {
  'no-common-version': [412],
  'no-common-cipher': [402, 422],
  'cipher-needs-other-certificate': [402, 510],
  'tls13-ciphers-missing': [519],
  'no-common-group': [402, 517],
  'key-share-unusable': [515, 517],
} as const satisfies Partial<Record<CauseId, readonly number[]>>
/** More names than these nobody reads. */
const MAX_NAMES = 6

interface Fault {
  readonly cause: keyof typeof CODES
  readonly explanation: string
  readonly value: EffectiveValue | undefined
  /** Field of the hello. */
  readonly field: readonly string[]
  readonly offered: string
  readonly more: readonly Exhibit[]
  readonly wouldDisprove: string
}

interface FaultUnderPolicy {
  readonly cause: CauseId
  readonly claim: Claim
}

/** Undefined: no policy for the server is known, or it has what the client offers. */
export const faultUnderPolicy = onceEach((facts: ConnectionFacts): FaultUnderPolicy | undefined => {
  const { policy } = facts
  const offer = facts.offers.at(-1)
  if (policy?.hostIs !== 'server' || facts.outcome !== 'failed' || offer?.complete !== true || facts.answer)
    return undefined
  const refused = refusedOffer(facts)
  const fault = faultOf(offer, policy, facts.keyRing)
  if (fault === undefined) return undefined
  const code = hostCode(facts, 'system-ssl', ...CODES[fault.cause])
  if (code === undefined && !mayBeSaidSo(facts, fault.cause)) return undefined
  const claim: Claim = {
    confidence: confidenceOf(facts, policy, fault, code),
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
})

/** A file need not be what is installed; a code of another meaning says that the host stopped at something else. */
function confidenceOf(
  facts: ConnectionFacts,
  policy: PolicyFact,
  { value }: Fault,
  code: HostCodeFact | undefined,
): Confidence {
  if (!isSure(policy, value)) return 'possible'
  if (code !== undefined) return policy.origin === 'active' ? 'certain' : 'likely'
  return facts.codes.some(isOwnReason) ? 'possible' : 'likely'
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

/** Suites before TLS 1.3 that the client offers and the policy has, each of a version in common; undefined where the policy is not known to be the one, or names none. */
export function suitesInCommon(facts: ConnectionFacts): readonly number[] | undefined {
  const { policy } = facts
  const offer = facts.offers.at(-1)
  if (policy?.hostIs !== 'server' || offer === undefined || policy.open.length > 0) return undefined
  const list = allowedSuites(policy.values)
  const on = versionSettings(policy.values).flatMap((version) => (version.on ? [version.code] : []))
  const common = on.filter((version) => allowsVersion(offer, version))
  const suites = on.length === 0 ? suitesFor(offer, false) : suitesUnder(offer, common)
  return list && suites.filter((suite) => list.codes.includes(suite))
}

function faultOf(offer: OfferFact, policy: PolicyFact, ring: KeyRingFact | undefined): Fault | undefined {
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
  return suiteFault(offer, policy, common, ring) ?? groupFault(offer, policy, common)
}

function suiteFault(
  offer: OfferFact,
  policy: PolicyFact,
  common: readonly number[],
  ring: KeyRingFact | undefined,
): Fault | undefined {
  const list = allowedSuites(policy.values)
  if (list === undefined) return undefined
  const forTls13 = common.includes(TLS13) ? suitesFor(offer, true).filter((suite) => list.codes.includes(suite)) : []
  if (
    common.includes(TLS13) &&
    forTls13.length === 0 &&
    (!list.codes.some(isTls13CipherSuite) || common.length === 1)
  ) {
    return {
      cause: 'tls13-ciphers-missing',
      explanation: list.codes.some(isTls13CipherSuite)
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
  const both = suitesUnder(offer, common).filter((suite) => list.codes.includes(suite))
  if (both.length === 0) {
    const ofOther = suitesFor(offer, false).some((suite) => list.codes.includes(suite))
    const off = versionSettings(policy.values).findLast(({ on, code }) => !on && allowsVersion(offer, code))
    return {
      cause: 'no-common-cipher',
      explanation: ofOther
        ? `No suite in both lists is one for ${common.map(versionName).join(', ')}, which is what the two have in common.`
        : `None of the suites that the client offers is among the ${list.codes.length} of the policy (${names(list.codes.map(cipherSuiteName))}).`,
      value: ofOther ? (off?.value ?? list.value) : list.value,
      field: ['cipher_suites'],
      offered: 'the suites that the client offers',
      more: [],
      wouldDisprove: 'one of these suites among those of this rule',
    }
  }
  return certificateFault(both, list, ring)
}

/** Suites in common that all need a key which the ring does not hold; said only where all of the ring is known. */
function certificateFault(
  both: readonly number[],
  list: ListSetting,
  ring: KeyRingFact | undefined,
): Fault | undefined {
  const needed = new Set(both.map((suite) => keyKindOfSuite(suite)))
  const held = keysInRing(ring)
  if (held?.complete !== true || held.kinds.size === 0) return undefined
  if ([...needed].some((kind) => kind === undefined || held.kinds.has(kind))) return undefined
  const kinds = [...needed].join(' or ')
  return {
    cause: 'cipher-needs-other-certificate',
    explanation: `The suites in both lists (${names(both.map(cipherSuiteName))}) need an ${kinds} certificate; the key ring holds ${[...held.kinds].join(' and ')}.`,
    value: list.value,
    field: ['cipher_suites'],
    offered: 'the suites that the client offers',
    more: held.certificates.map(({ source, line, label, keyType }) => ({
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
    const suites = allowedSuites(policy.values)
    const both = suitesUnder(offer, common).filter((suite) => suites?.codes.includes(suite) ?? true)
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

/** The rule is the connection's, and the value is written or displayed, not supposed. */
function isSure(policy: PolicyFact, value: EffectiveValue | undefined): boolean {
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
