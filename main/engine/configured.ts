import type { StoredSetting } from '../../db/query/setting-list.ts'
import type { StoredLogMessage } from '../../db/query/log-message-list.ts'
import type { KeyRingFact, PolicyFact } from '../diagnose/facts.ts'
import { attlsMessage, type AttlsMessage } from '../format/log/attls-message.ts'
import { type CaseSettings, caseSettings } from '../settings/case-settings.ts'
import type { KeyRing } from '../settings/key-ring.ts'
import { keyRingOf } from '../settings/meaning.ts'
import { type AskedConnection, ruleFor, type RuleFound } from '../settings/rule-for.ts'
import type { ConnectionContent } from './connection-content.ts'

export interface SetUpOfConnection {
  readonly policy: PolicyFact | undefined
  readonly keyRing: KeyRingFact | undefined
}

const NOTHING: SetUpOfConnection = { policy: undefined, keyRing: undefined }

/** What the case's sources say is set up, and which of it a connection runs under. Good for one state of the index. */
export class Configured {
  readonly settings: CaseSettings

  constructor(settings: readonly StoredSetting[]) {
    this.settings = caseSettings(settings)
  }

  /** `own`: what logs say of the connection. */
  of(content: ConnectionContent, own: readonly StoredLogMessage[]): SetUpOfConnection {
    const { policies, rings } = this.settings
    if (policies.length === 0 && rings.length === 0) return NOTHING
    const found = ruleFor(policies, asked(content, own))
    const policy = found.rule === undefined ? undefined : policyFact(found)
    const user = own.map((message) => attlsMessage(message)?.user).find((name) => name !== undefined)
    return { policy, keyRing: ringFact(rings, policy, user) }
  }
}

function asked({ facts, legs }: ConnectionContent, own: readonly StoredLogMessage[]): AskedConnection {
  const said = own.flatMap((message) => attlsMessage(message) ?? [])
  const first = (of: (message: AttlsMessage) => string | undefined): string | undefined =>
    said.map(of).find((value) => value !== undefined)
  const roles = new Set(legs.flatMap(({ role }) => (role === 'client' || role === 'server' ? [role] : [])))
  const type = first((message) => message.type)?.toLowerCase()
  const [role] = roles
  return {
    client: facts.client ?? undefined,
    server: facts.server ?? undefined,
    // Where both ends are seen by hosts, nothing says whose policy it is.
    hostIs: type === 'inbound' ? 'server' : type === 'outbound' ? 'client' : roles.size === 1 ? role : undefined,
    job: first(({ job }) => job),
    user: first(({ user }) => user),
    named: first(({ rule }) => rule),
  }
}

function policyFact({ rule, hostIs, how, open }: RuleFound): PolicyFact {
  const { source, name, line, origin, release, values, statements } = rule
  return { source, rule: name, line, origin, release, hostIs, how, open, values, statements }
}

/** The ring that the policy names; without a policy the case's only one. */
function ringFact(
  rings: readonly KeyRing[],
  policy: PolicyFact | undefined,
  user: string | undefined,
): KeyRingFact | undefined {
  const named = policy && keyRingOf(policy.values)
  const found =
    named === undefined
      ? rings
      : rings.filter(({ owner, ring }) => ring === named.ring && (named.owner ?? user ?? owner) === owner)
  const [ring, ...others] = found
  if (ring === undefined || others.length > 0) return undefined
  return {
    source: ring.source,
    owner: ring.owner,
    ring: ring.ring,
    line: ring.line,
    hostIs: policy?.hostIs,
    complete: ring.complete,
    certificates: ring.certificates,
  }
}
