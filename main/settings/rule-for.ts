/** The TTLSRule that a connection runs under. */
import { matches, type SeenConnection } from './condition.ts'
import type { Policy, PolicyRule } from './policy.ts'

export interface AskedConnection {
  readonly client: SeenConnection['local']
  readonly server: SeenConnection['local']
  /** Which side the host with the policy is, where known. */
  readonly hostIs: 'client' | 'server' | undefined
  readonly job: string | undefined
  readonly user: string | undefined
  /** The rule that a message of AT-TLS names for the connection. */
  readonly named: string | undefined
}

export interface RuleFound {
  readonly rule: PolicyRule
  readonly hostIs: 'client' | 'server'
  /** `named`: AT-TLS said so; `matched`: all its conditions fit; `only`: no other rule can be meant, if any is. */
  readonly how: 'named' | 'matched' | 'only'
  /** What is not known of the connection or the rule and would have to fit. */
  readonly open: readonly string[]
}

export interface NoRule {
  readonly rule: undefined
  /** One sentence. */
  readonly why: string
}

/** What is active goes before what is written. */
export function ruleFor(policies: readonly Policy[], asked: AskedConnection): RuleFound | NoRule {
  const active = policies.filter(({ origin, rules }) => origin === 'active' && rules.length > 0)
  const written = policies.filter(({ origin, rules }) => origin === 'written' && rules.length > 0)
  let first: NoRule | undefined
  for (const among of [active, written]) {
    if (among.length === 0) continue
    const found = asked.named === undefined ? search(among, asked) : byName(among, asked.named, asked)
    if (found.rule !== undefined) return found
    first ??= found
  }
  return first ?? { rule: undefined, why: 'The case holds no policy with a rule.' }
}

function byName(policies: readonly Policy[], name: string, asked: AskedConnection): RuleFound | NoRule {
  const found = policies.flatMap(({ rules }) => rules.filter((rule) => rule.name === name))
  const [rule, ...others] = found
  if (rule === undefined)
    return { rule: undefined, why: `AT-TLS names the rule ${name}, which no policy of the case has.` }
  if (others.length > 0) return { rule: undefined, why: `More than one policy of the case has a rule ${name}.` }
  return { rule, hostIs: sideUnder(rule, asked), how: 'named', open: [] }
}

/** A rule that a message names says by its direction which side the host is. */
function sideUnder(rule: PolicyRule, asked: AskedConnection): 'client' | 'server' {
  if (asked.hostIs !== undefined) return asked.hostIs
  if (rule.conditions.direction === 'outbound') return 'client'
  if (rule.conditions.direction === 'inbound') return 'server'
  return matches(rule.conditions, seenAs('client', asked)) === 'no' ? 'server' : 'client'
}

function search(policies: readonly Policy[], asked: AskedConnection): RuleFound | NoRule {
  const sides = asked.hostIs === undefined ? (['server', 'client'] as const) : [asked.hostIs]
  const candidates = policies.flatMap((policy) =>
    sides.flatMap((hostIs) => firstMatches(policy, hostIs, seenAs(hostIs, asked))),
  )
  const [only, ...others] = candidates
  if (only === undefined) return { rule: undefined, why: 'No rule of the policy is for this connection.' }
  if (others.length === 0) return only
  const names = [...new Set(candidates.map(({ rule }) => rule.name))]
  return {
    rule: undefined,
    why: `More than one rule may be meant (${names.slice(0, 8).join(', ')}); what is not known: ${[...new Set(candidates.flatMap(({ open }) => open))].join(', ') || 'which stack or side it is'}.`,
  }
}

function seenAs(hostIs: 'client' | 'server', { client, server, job, user }: AskedConnection): SeenConnection {
  const [local, remote] = hostIs === 'server' ? [server, client] : [client, server]
  return { inbound: hostIs === 'server', local, remote, job, user }
}

/**
 * Rules from the highest priority down, those of one priority by their names, until one that is for the connection in any case. Those before
 * it whose conditions are not all known may be meant as well.
 */
function firstMatches(policy: Policy, hostIs: 'client' | 'server', seen: SeenConnection): readonly RuleFound[] {
  const inOrder = policy.rules.toSorted((a, b) => b.priority - a.priority || (a.name < b.name ? -1 : 1))
  const found: RuleFound[] = []
  for (const rule of inOrder) {
    const open = matches(rule.conditions, seen)
    if (open === 'no') continue
    found.push({ rule, hostIs, how: open.length === 0 ? 'matched' : 'only', open })
    if (open.length === 0) break
  }
  return found
}
