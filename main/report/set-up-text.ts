/** What policies and key rings come to, in lines for people: per rule the connections that it is for and what is in force under it. */
import { cipherSuiteName } from '../reference/cipher-suite.ts'
import { groupName } from '../reference/supported-group.ts'
import { versionName } from '../reference/version.ts'
import type { CaseSettings } from '../settings/case-settings.ts'
import type { Conditions, PortSpan } from '../settings/condition.ts'
import type { KeyRing, RingCertificate } from '../settings/key-ring.ts'
import { groupList, type GroupList, isOn, suiteList, valueOf, versionSettings } from '../settings/meaning.ts'
import type { EffectiveValue, Policy, PolicyRule } from '../settings/policy.ts'

/** More than these nobody reads on a screen; the rest is counted. */
const MAX_RULES = 50
const MAX_FLAGS = 20
const MAX_NAMES = 6
const MAX_CERTIFICATES = 40

/** `depth`: how far the line is moved in. `warns`: it tells of something that is wrong. */
export interface SetUpLine {
  readonly depth: number
  readonly text: string
  readonly warns: boolean
}

const say = (depth: number, text: string, warns = false): SetUpLine => ({ depth, text, warns })

/** `sourceName`: what a source is called. */
export function setUpLines(settings: CaseSettings, sourceName: (source: number) => string): readonly SetUpLine[] {
  return [
    ...settings.policies.flatMap((policy) => policyLines(policy, sourceName(policy.source))),
    ...settings.rings.flatMap(ringLines),
  ]
}

function policyLines(policy: Policy, name: string): readonly SetUpLine[] {
  const { rules, furtherRules, flags, origin, image, release, nothingInstalled } = policy
  const what =
    origin === 'active'
      ? `active policy of ${image ?? 'a stack'}${release ? `, z/OS ${release}` : ''}`
      : 'policy as written'
  const all = rules.length + furtherRules
  const count = all === 1 ? '1 rule' : `${all} rules${furtherRules > 0 ? `, of which ${rules.length} are read` : ''}`
  return [
    say(0, `${name}: ${what}, ${count}`),
    ...(nothingInstalled === undefined ? [] : [say(1, 'no policies are installed', true)]),
    ...rules.slice(0, MAX_RULES).flatMap(ruleLines),
    ...(rules.length > MAX_RULES ? [say(1, `… ${rules.length - MAX_RULES} more rules`)] : []),
    ...flags.slice(0, MAX_FLAGS).map(({ line, text }) => say(1, `line ${line}: ${text}`, true)),
    ...(flags.length > MAX_FLAGS ? [say(1, `… ${flags.length - MAX_FLAGS} more`, true)] : []),
  ]
}

function ruleLines(rule: PolicyRule): readonly SetUpLine[] {
  const { values } = rule
  const head = say(
    1,
    `TTLSRule ${rule.name} (line ${rule.line}), priority ${rule.priority}: ${conditionText(rule.conditions)}`,
  )
  if (isOn(values, 'TTLSEnabled') === false)
    return [head, say(2, `TTLSEnabled Off${placeOf(valueOf(values, 'TTLSEnabled'))}`)]
  const versions = versionSettings(values).filter(({ on }) => on)
  const suites = suiteList(values)
  return [
    head,
    say(
      2,
      [
        'HandshakeRole',
        'ClientAuthType',
        'Keyring',
        'CertificateLabel',
        'ServerCertificateLabel',
        'FIPS140',
        'ApplicationControlled',
        'EnvironmentUserInstance',
      ]
        .flatMap((keyword) => valueText(valueOf(values, keyword)) ?? [])
        .join('; '),
    ),
    say(
      2,
      `versions: ${versions.map(({ code, value }) => `${versionName(code)}${placeOf(value)}`).join(', ') || 'none on'}`,
      versions.length === 0,
    ),
    say(
      2,
      `suites: ${suites ? `${names(suites.codes.map(cipherSuiteName))}${placeOf(suites.value)}` : "not named: System SSL's own list"}`,
    ),
    ...(['ServerKexECurves', 'ServerKeyShareGroups', 'ClientECurves', 'ClientKeyShareGroups'] as const).flatMap(
      (keyword) => groupLine(values, keyword),
    ),
  ]
}

function groupLine(values: readonly EffectiveValue[], keyword: GroupList): readonly SetUpLine[] {
  const list = groupList(values, keyword)
  return list === undefined || list.value.from === 'default'
    ? []
    : [say(2, `${keyword}: ${names(list.codes.map(groupName))}${placeOf(list.value)}`)]
}

function conditionText(conditions: Conditions): string {
  const { direction, localAddresses, remoteAddresses, localPorts, remotePorts, job, user, timed, partial } = conditions
  return [
    direction ?? 'no direction',
    localAddresses && 'some local addresses',
    remoteAddresses && 'some remote addresses',
    localPorts && `local port ${localPorts.map(spanText).join(', ')}`,
    remotePorts && `remote port ${remotePorts.map(spanText).join(', ')}`,
    job && `job ${job}`,
    user && `user ${user}`,
    timed && 'at some times',
    partial && 'and more than is read here',
  ]
    .filter((part) => typeof part === 'string')
    .join(', ')
}

function spanText({ first, last }: PortSpan): string {
  return first === last ? String(first) : `${first} to ${last}`
}

function valueText(value: EffectiveValue | undefined): string | undefined {
  return value && `${value.keyword} ${value.values.join(' ')}${placeOf(value)}`
}

/** Where a value comes from. */
function placeOf(value: EffectiveValue | undefined): string {
  if (value === undefined) return ''
  return value.line === undefined ? ` (default, ${value.documented ?? 'displayed'})` : ` (line ${value.line})`
}

function names(all: readonly string[]): string {
  return `${all.slice(0, MAX_NAMES).join(', ')}${all.length > MAX_NAMES ? `, … ${all.length - MAX_NAMES} more` : ''}`
}

function ringLines({ owner, ring, certificates, complete }: KeyRing): readonly SetUpLine[] {
  const count = certificates.length === 1 ? '1 certificate' : `${certificates.length} certificates`
  return [
    say(
      0,
      `key ring ${owner}/${ring}: ${count}${complete ? '' : ', perhaps more'}`,
      complete && certificates.length === 0,
    ),
    ...certificates.slice(0, MAX_CERTIFICATES).map(certificateLine),
    ...(certificates.length > MAX_CERTIFICATES ? [say(1, `… ${certificates.length - MAX_CERTIFICATES} more`)] : []),
  ]
}

function certificateLine(certificate: RingCertificate): SetUpLine {
  const { label, owner, usage, isDefault, keyType, keyBits, hasPrivateKey, trusted, endDate } = certificate
  const parts = [
    owner,
    usage,
    isDefault ? 'default' : undefined,
    keyType && `${keyType}${keyBits === undefined ? '' : ` ${keyBits}`}`,
    hasPrivateKey === undefined ? undefined : hasPrivateKey ? 'private key' : 'no private key',
    trusted === false ? 'NOTRUST' : undefined,
    endDate && `until ${endDate}`,
  ]
  return say(1, `"${label}": ${parts.filter((part) => part !== undefined).join(', ')}`, trusted === false)
}
