/** A policy as it is written: names are followed, and each rule comes with what is in force under it. */
import type { SettingBlock } from '../format/setting-block.ts'
import { attlsKeyword, attlsStatement } from '../reference/attls-statement.ts'
import { parseRange, type AddressRange } from './address-range.ts'
import { checkPolicy } from './check-policy.ts'
import { type Conditions, portSpan, type PortSpan } from './condition.ts'
import { directionOf } from './direction.ts'
import { effectiveValues } from './effective-value.ts'
import { NamedStatements } from './named-statement.ts'
import {
  type EffectiveValue,
  MAX_RULES,
  type Policy,
  type PolicyRule,
  type PolicyStatement,
  type Scope,
} from './policy.ts'

/** References are not followed round and round. */
const MAX_FOLLOWED = 64

export function writtenPolicy(source: number, blocks: readonly SettingBlock[]): Policy {
  const named = new NamedStatements(blocks)
  const rules = blocks.filter(({ type }) => type.toLowerCase() === 'ttlsrule')
  const underActions = cachedActions(named)
  return {
    source,
    origin: 'written',
    image: undefined,
    release: undefined,
    rules: rules.slice(0, MAX_RULES).map((rule) => ruleOf(source, rule, named, underActions)),
    furtherRules: Math.max(0, rules.length - MAX_RULES),
    flags: checkPolicy(source, blocks, named),
    nothingInstalled: undefined,
  }
}

interface UnderActions {
  readonly statements: readonly PolicyStatement[]
  readonly values: readonly EffectiveValue[]
}

/** Hundreds of rules may use the same actions: what these come to is worked out, and kept, once. */
function cachedActions(named: NamedStatements): (rule: SettingBlock) => UnderActions {
  const known = new Map<string, UnderActions>()
  return (rule) => {
    const names = SCOPES.map((scope) => wordIn(rule, `${ACTIONS[scope]}Ref`))
    const key = JSON.stringify(names)
    const before = known.get(key)
    if (before !== undefined) return before
    const statements = SCOPES.flatMap((scope, at) => actionStatements(names[at], scope, named))
    const found = { statements, values: effectiveValues(statements, undefined) }
    known.set(key, found)
    return found
  }
}

function ruleOf(
  source: number,
  rule: SettingBlock,
  named: NamedStatements,
  underActions: (rule: SettingBlock) => UnderActions,
): PolicyRule {
  const { statements, values } = underActions(rule)
  const priority = Number(wordIn(rule, 'Priority') ?? '1')
  return {
    source,
    origin: 'written',
    image: undefined,
    release: undefined,
    name: rule.name ?? '',
    line: rule.line,
    priority: Number.isInteger(priority) ? priority : 1,
    conditions: conditionsOf(rule, named),
    values,
    statements: [asStatement(rule, 'rule', undefined), ...statements],
  }
}

const SCOPES: readonly Scope[] = ['group', 'environment', 'connection']
const ACTIONS: Readonly<Record<Scope, string>> = {
  group: 'TTLSGroupAction',
  environment: 'TTLSEnvironmentAction',
  connection: 'TTLSConnectionAction',
}

function actionStatements(name: string | undefined, scope: Scope, named: NamedStatements): readonly PolicyStatement[] {
  const action = name === undefined ? undefined : named.find(ACTIONS[scope], name)
  if (action === undefined) return []
  const found = [asStatement(action, scope, undefined)]
  const waiting: SettingBlock[] = [action]
  while (waiting.length > 0 && found.length < MAX_FOLLOWED) {
    const outer = waiting.shift()
    if (outer === undefined) break
    for (const { block, inline } of named.partsOf(outer)) {
      found.push(asStatement(block, scope, inline ? outer : undefined))
      waiting.push(block)
    }
  }
  return found
}

function asStatement(
  { type, name, line, parameters }: SettingBlock,
  scope: PolicyStatement['scope'],
  outer: SettingBlock | undefined,
): PolicyStatement {
  return {
    type: attlsStatement(type)?.type ?? type,
    name,
    line,
    scope,
    within: outer && { type: attlsStatement(outer.type)?.type ?? outer.type, name: outer.name },
    parameters,
  }
}

function conditionsOf(rule: SettingBlock, named: NamedStatements): Conditions {
  return {
    localAddresses: addressesOf(rule, 'Local', named),
    remoteAddresses: addressesOf(rule, 'Remote', named),
    localPorts: portsOf(rule, 'Local', named),
    remotePorts: portsOf(rule, 'Remote', named),
    job: wordIn(rule, 'Jobname'),
    user: wordIn(rule, 'Userid'),
    direction: directionOf(wordIn(rule, 'Direction')),
    timed:
      wordIn(rule, 'IpTimeConditionRef') !== undefined ||
      rule.blocks.some(({ type }) => type.toLowerCase() === 'iptimecondition'),
    partial: false,
  }
}

type Side = 'Local' | 'Remote'

function addressesOf(rule: SettingBlock, side: Side, named: NamedStatements): readonly AddressRange[] | undefined {
  const texts = conditionTexts(rule, `${side}Addr`, ['', 'Set', 'Group'], 'IpAddr', named)
  if (texts === undefined || texts.some((text) => text.toLowerCase() === 'all')) return undefined
  return texts.flatMap((text) => parseRange(text) ?? [])
}

function portsOf(rule: SettingBlock, side: Side, named: NamedStatements): readonly PortSpan[] | undefined {
  const direct = rule.parameters.filter(({ keyword }) => keyword.toLowerCase() === `${side}PortRange`.toLowerCase())
  const texts = [
    ...direct.map(({ value }) => value),
    ...(conditionTexts(rule, `${side}Port`, ['Range', 'Group'], 'Port', named) ?? []),
  ]
  if (texts.length === 0 && conditionTexts(rule, `${side}Port`, ['Range', 'Group'], 'Port', named) === undefined)
    return undefined
  const spans = texts.map(portSpan)
  if (spans.includes('any')) return undefined
  return spans.flatMap((span) => (span === undefined || span === 'any' ? [] : [span]))
}

/** What is written for a condition, or in the statements that are named for it; undefined: nothing, so that it is no condition. */
function conditionTexts(
  rule: SettingBlock,
  keyword: string,
  kinds: readonly string[],
  type: string,
  named: NamedStatements,
): readonly string[] | undefined {
  const texts: string[] = []
  let conditioned = false
  for (const { keyword: word, value } of rule.parameters) {
    const lower = word.toLowerCase()
    if (lower === keyword.toLowerCase()) {
      conditioned = true
      texts.push(value)
    }
    const kind = kinds.find((one) => lower === `${keyword}${one}Ref`.toLowerCase())
    if (kind === undefined) continue
    conditioned = true
    texts.push(...named.textsIn(`${type}${kind}`, value))
  }
  return conditioned ? texts : undefined
}

function wordIn({ parameters }: SettingBlock, keyword: string): string | undefined {
  const lower = keyword.toLowerCase()
  const found = parameters.findLast(({ keyword: word }) => word.toLowerCase() === lower)?.value
  return found === '' || attlsKeyword('TTLSRule', keyword) === undefined ? undefined : found
}
