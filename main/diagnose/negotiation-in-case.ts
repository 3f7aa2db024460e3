/** A negotiation with what else the case knows: the server's keys, and the policy of its host. */
import { groupList, versionSettings } from '../settings/meaning.ts'
import type { EffectiveValue } from '../settings/policy.ts'
import type { SpokenMessage } from '../tls/conversation.ts'
import type { TlsMessage } from '../tls/message.ts'
import { type Negotiation, negotiation, type NegotiationEntry } from '../tls/negotiation.ts'
import { PASSED_OVER } from '../tls/negotiation-reason.ts'
import { allowedSuites } from './allowed-suites.ts'
import type { ConnectionFacts, PolicyFact } from './facts.ts'
import { TLS13 } from './offer.ts'
import { serverKeys } from './server-keys.ts'

export type KnownOfServer = Pick<ConnectionFacts, 'policy' | 'keyRing' | 'elsewhere'>

export function negotiationInCase(
  messages: readonly TlsMessage[],
  spoken: readonly SpokenMessage[],
  { policy, keyRing, elsewhere }: KnownOfServer,
): Negotiation {
  // A ring that may be another's, or holds more than is displayed, rules nothing out.
  const ring = keyRing?.hostIs === 'server' && keyRing.complete ? keyRing : undefined
  const seen = negotiation(messages, spoken, serverKeys({ keyRing: ring, elsewhere }))
  return policy?.hostIs === 'server' && policy.open.length === 0 ? underPolicy(seen, policy) : seen
}

/** What the policy says of a code point; undefined: nothing. */
type Ruling = { readonly allowed: boolean; readonly text: string; readonly value: EffectiveValue } | undefined

function underPolicy(seen: Negotiation, policy: PolicyFact): Negotiation {
  const settings = versionSettings(policy.values)
  const suites = allowedSuites(policy.values)
  const groups = groupsOf(seen, policy)
  const ruled = (entries: readonly NegotiationEntry[], rule: (code: number) => Ruling): NegotiationEntry[] =>
    entries.map((entry) => withRuling(entry, policy, rule(entry.code)))
  return {
    ...seen,
    versions: ruled(seen.versions, (code) => {
      const setting = settings.find((one) => one.code === code)
      return (
        setting && {
          allowed: setting.on,
          text: `${setting.value.keyword} ${setting.on ? 'On' : 'Off'}`,
          value: setting.value,
        }
      )
    }),
    cipherSuites: ruled(
      seen.cipherSuites,
      (code) =>
        suites &&
        (suites.codes.includes(code)
          ? { allowed: true, text: '', value: suites.value }
          : { allowed: false, ...suites.why(code) }),
    ),
    groups: ruled(
      seen.groups,
      (code) =>
        groups && {
          allowed: groups.codes.includes(code),
          text: `not in ${groups.value.keyword}`,
          value: groups.value,
        },
    ),
  }
}

/** Of the version that was chosen, or that would be. */
function groupsOf({ versions }: Negotiation, { values }: PolicyFact): ReturnType<typeof groupList> {
  const chosen = versions.find((version) => version.chosen)?.code
  const both =
    versionSettings(values).some(({ code, on }) => on && code === TLS13) && versions.some(({ code }) => code === TLS13)
  const tls13 = chosen === undefined ? both : chosen >= TLS13
  return groupList(values, tls13 ? 'ServerKeyShareGroups' : 'ServerKexECurves')
}

/** What the bytes show stands; the policy speaks where they are silent. A file need not be what is installed. */
function withRuling(entry: NegotiationEntry, policy: PolicyFact, ruling: Ruling): NegotiationEntry {
  const isOpen = entry.offered && !entry.chosen && entry.accepted === null
  if (!isOpen || ruling === undefined || (entry.reason !== null && entry.reason !== PASSED_OVER)) return entry
  const { allowed, text, value } = ruling
  // Of a default it is known only for the releases that document it.
  if (value.from === 'default' && policy.release === undefined) return entry
  const accepted = policy.origin === 'active' ? allowed : null
  if (allowed) return { ...entry, accepted }
  const place = value.line === undefined ? 'the default' : `line ${value.line}`
  const where = policy.origin === 'active' ? `TTLSRule ${policy.rule}` : `TTLSRule ${policy.rule} of the policy file`
  return { ...entry, accepted, reason: `${text} (${where}, ${place})` }
}
