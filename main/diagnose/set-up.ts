/** What is wrong with policies and key rings of the case, whether or not a connection shows it. */
import { isTls13CipherSuite } from '../reference/cipher-suite.ts'
import { versionName } from '../reference/version.ts'
import type { Flag } from '../settings/flag.ts'
import { groupList, isOn, keyRingOf, suiteList, versionSettings } from '../settings/meaning.ts'
import type { EffectiveValue, PolicyRule } from '../settings/policy.ts'
import { type RingFault, ringFaults } from '../settings/ring-fault.ts'
import type { KeyRingFact, PolicyFact, SetUpFact } from './facts.ts'
import type { Confidence } from './finding.ts'
import { TLS12, TLS13 } from './offer.ts'
import type { Claim, Exhibit } from './rule.ts'

/** Places of one finding; the rest is of the same kind. */
const MAX_PLACES = 8

/** One claim for all that is of one kind; undefined: nothing is. */
export function setUpClaim(
  places: readonly Exhibit[],
  confidence: Confidence,
  explanation: string,
  wouldDisprove: string,
  fit = 0.5,
): Claim | undefined {
  if (places.length === 0) return undefined
  return {
    confidence,
    basis: 'text',
    fit,
    detectedBy: 'server',
    explanation,
    evidence: places.slice(0, MAX_PLACES),
    wouldDisprove,
  }
}

export function flagsOf(setUp: SetUpFact | undefined, ...codes: readonly Flag['code'][]): readonly Flag[] {
  return setUp?.policies.flatMap(({ flags }) => flags.filter(({ code }) => codes.includes(code))) ?? []
}

export const flagExhibit = ({ source, line, text }: Flag): Exhibit => ({ source, line, text })

/** Faults of each ring that a rule of the case works with; of rings that no rule names, those that need none. */
export function faultsOfRings(setUp: SetUpFact | undefined): readonly RingFault[] {
  if (setUp === undefined) return []
  const found = setUp.rings.flatMap((ring) => {
    const rules = setUp.policies.flatMap(({ rules: all }) => all.filter((rule) => worksWith(rule.values, ring)))
    return rules.length === 0
      ? ringFaults(ring, undefined, setUp.atSeconds)
      : rules.flatMap(({ values }) => ringFaults(ring, values, setUp.atSeconds))
  })
  return found.filter(
    (fault, at) => found.findIndex((other) => other.text === fault.text && other.line === fault.line) === at,
  )
}

function worksWith(
  values: readonly EffectiveValue[],
  { owner, ring }: { readonly owner: string; readonly ring: string },
): boolean {
  const named = keyRingOf(values)
  return named?.ring === ring && (named.owner === undefined || named.owner === owner)
}

/** Faults of the ring that a connection's host works with. */
export function faultsOfRing(
  keyRing: KeyRingFact | undefined,
  policy: PolicyFact | undefined,
  startNs: bigint | undefined,
): readonly RingFault[] {
  if (keyRing === undefined) return []
  return ringFaults(keyRing, policy?.values, startNs === undefined ? undefined : Number(startNs / 1_000_000_000n))
}

export const ringExhibit = ({ source, line, text }: RingFault): Exhibit => ({ source, line, text })

/** Rules with TLS of which this can be said; each as a place. */
function rulesWhere(
  setUp: SetUpFact | undefined,
  say: (rule: PolicyRule) => { readonly text: string; readonly value: EffectiveValue | undefined } | undefined,
): readonly Exhibit[] {
  const rules = setUp?.policies.flatMap(({ rules: all }) => all) ?? []
  return rules.flatMap((rule) => {
    if (isOn(rule.values, 'TTLSEnabled') !== true) return []
    const said = say(rule)
    return said === undefined
      ? []
      : [{ source: rule.source, line: said.value?.line ?? rule.line, text: `TTLSRule ${rule.name}: ${said.text}` }]
  })
}

/** Only what RFC 8996 has retired is on, mostly because nothing was written. */
export function rulesWithOldVersionsOnly(setUp: SetUpFact | undefined): readonly Exhibit[] {
  return rulesWhere(setUp, ({ values }) => {
    const versions = versionSettings(values)
    const on = versions.filter((version) => version.on)
    if (!versions.some(({ code }) => code === TLS12) || on.length === 0 || on.some(({ code }) => code >= TLS12))
      return undefined
    return {
      text: `only ${on.map(({ code }) => versionName(code)).join(', ')} on`,
      value: versions.find(({ code }) => code === TLS12)?.value,
    }
  })
}

export function rulesWithoutTls13Suite(setUp: SetUpFact | undefined): readonly Exhibit[] {
  return rulesWhere(setUp, ({ values }) => {
    const tls13 = versionSettings(values).find(({ code }) => code === TLS13)
    const suites = suiteList(values)
    if (tls13?.on !== true || suites === undefined || suites.codes.some(isTls13CipherSuite)) return undefined
    return { text: 'TLSv1.3 On, and no suite of TLS 1.3', value: suites.value }
  })
}

/** A key share that is not among the curves: return code 515 or 517. */
export function rulesWithStrayKeyShare(setUp: SetUpFact | undefined): readonly Exhibit[] {
  return rulesWhere(setUp, ({ values }) => {
    const tls13 = versionSettings(values).find(({ code }) => code === TLS13)
    const shares = groupList(values, 'ClientKeyShareGroups')
    const curves = groupList(values, 'ClientECurves')
    if (tls13?.on !== true || shares === undefined || curves === undefined) return undefined
    // Of a default it is not known what else belongs to it.
    if (shares.value.from === 'default' || curves.value.from === 'default') return undefined
    const stray = shares.codes.filter((code) => !curves.codes.includes(code))
    if (stray.length === 0) return undefined
    const spelt = stray.map((code) => String(code).padStart(4, '0')).join(' ')
    return { text: `ClientKeyShareGroups ${spelt} not in ClientECurves`, value: shares.value }
  })
}
