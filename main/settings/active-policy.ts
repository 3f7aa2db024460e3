/** The policy that `pasearch -t` displays as active: every value is displayed, also those that nobody wrote. */
import type { SettingBlock } from '../format/setting-block.ts'
import { attlsStatement } from '../reference/attls-statement.ts'
import { type AddressRange, parseAddress, parseRange } from './address-range.ts'
import { type Conditions, portSpan, type PortSpan } from './condition.ts'
import { directionOf } from './direction.ts'
import { effectiveValues } from './effective-value.ts'
import { MAX_RULES, type Policy, type PolicyRule, type PolicyStatement, type Scope } from './policy.ts'

const SCOPES: ReadonlyMap<string, Scope> = new Map(
  (['group', 'environment', 'connection'] as const).map((scope) => [scope, scope]),
)
const ACTIONS: Readonly<Record<Scope, string>> = {
  group: 'TTLSGroupAction',
  environment: 'TTLSEnvironmentAction',
  connection: 'TTLSConnectionAction',
}

/** The displayed policies of one source, a policy for each stack. */
export function activePolicies(source: number, blocks: readonly SettingBlock[]): readonly Policy[] {
  const byImage = Map.groupBy(blocks, (block) => wordIn(block, 'Image Name') ?? '')
  return [...byImage].map(([image, ofImage]) => {
    const rules = ofImage.filter((block) => block.type === 'policyRule' && isAttls(block))
    const nothing = ofImage
      .flatMap(({ parameters }) => parameters)
      .find(({ keyword }) => keyword === 'No policies retrieved')
    return {
      source,
      origin: 'active' as const,
      image: image === '' ? undefined : image,
      release: releaseOf(ofImage[0]),
      rules: rules.slice(0, MAX_RULES).map((rule) => ruleOf(source, rule)),
      furtherRules: Math.max(0, rules.length - MAX_RULES),
      flags: [],
      nothingInstalled: rules.length > 0 ? undefined : nothing?.line,
    }
  })
}

function isAttls(rule: SettingBlock): boolean {
  return (wordIn(rule, 'Rule Type') ?? 'TTLS').toUpperCase() === 'TTLS'
}

function releaseOf(block: SettingBlock | undefined): string | undefined {
  const release = block && wordIn(block, 'Release')
  return release !== undefined && /^\d\.\d$/.test(release) ? release : undefined
}

function ruleOf(source: number, rule: SettingBlock): PolicyRule {
  const release = releaseOf(rule)
  const statements: PolicyStatement[] = [
    {
      type: 'TTLSRule',
      name: rule.name,
      line: rule.line,
      scope: 'rule',
      within: undefined,
      parameters: rule.parameters,
    },
    ...rule.blocks.filter(({ type }) => type === 'TTLS Action').flatMap(actionStatements),
  ]
  const priority = Number(wordIn(rule, 'Priority') ?? '1')
  return {
    source,
    origin: 'active',
    image: wordIn(rule, 'Image Name'),
    release,
    name: rule.name ?? '',
    line: rule.line,
    priority: Number.isInteger(priority) ? priority : 1,
    conditions: conditionsOf(rule),
    values: effectiveValues(statements, release),
    statements,
  }
}

function actionStatements(action: SettingBlock): readonly PolicyStatement[] {
  const scope = SCOPES.get(wordIn(action, 'Scope')?.toLowerCase() ?? '')
  if (scope === undefined) return []
  const outer = { type: ACTIONS[scope], name: action.name }
  const waiting = [...action.blocks]
  const found: PolicyStatement[] = [
    { ...outer, line: action.line, scope, within: undefined, parameters: action.parameters },
  ]
  for (const block of waiting) {
    found.push({
      type: attlsStatement(block.type)?.type ?? block.type,
      name: undefined,
      line: block.line,
      scope,
      within: outer,
      parameters: block.parameters.map((parameter) =>
        // A code of four digits under the keyword of those of two.
        /^v3CipherSuites$/i.test(parameter.keyword) && /^[0-9A-F]{4}$/i.test(parameter.value)
          ? { ...parameter, keyword: 'V3CipherSuites4Char' }
          : parameter,
      ),
    })
  }
  return found
}

function conditionsOf(rule: SettingBlock): Conditions {
  return {
    localAddresses: addressesOf(rule, 'Local Address'),
    remoteAddresses: addressesOf(rule, 'Remote Address'),
    localPorts: portsOf(rule, 'LocalPort'),
    remotePorts: portsOf(rule, 'RemotePort'),
    job: wordIn(rule, 'JobName'),
    user: wordIn(rule, 'UserId'),
    direction: directionOf(wordIn(rule, 'ServiceDirection')),
    // Displayed as inactive it may have been in force at another time, and may be again.
    timed: /^inactive/i.test(wordIn(rule, 'Status') ?? ''),
    partial: rule.parameters.filter(({ keyword }) => CONDITION.test(keyword)).length > 1 || isNegated(rule),
  }
}

function addressesOf(rule: SettingBlock, type: string): readonly AddressRange[] | undefined {
  const blocks = rule.blocks.filter((block) => block.type === type)
  if (blocks.length === 0) return undefined
  const ranges = blocks.map((block) => {
    const from = wordIn(block, 'FromAddr')
    if (from?.toLowerCase() === 'all') return 'all' as const
    const [first, last] = [parseAddress(from ?? ''), parseAddress(wordIn(block, 'ToAddr') ?? '')]
    const prefix = wordIn(block, 'Prefix')
    if (first !== undefined && prefix !== undefined) return parseRange(`${from ?? ''}/${prefix.replace('/', '')}`)
    if (first === undefined || last?.family !== first.family || last.number < first.number) return undefined
    return { family: first.family, first: first.number, last: last.number }
  })
  if (ranges.includes('all')) return undefined
  return ranges.flatMap((range) => (range === undefined || range === 'all' ? [] : [range]))
}

/** `TTLS Condition Summary`, or each of several. */
const CONDITION = /^TTLS Condition\b/i

function isNegated(rule: SettingBlock): boolean {
  return wordsIn(rule, 'NegativeIndicator').some((word) => word.toLowerCase() === 'on')
}

/** Each range that is displayed; 0 to 0 is any port. */
function portsOf(rule: SettingBlock, keyword: string): readonly PortSpan[] | undefined {
  const lasts = wordsIn(rule, `${keyword}To`)
  const spans = wordsIn(rule, `${keyword}From`).map((first, at) => portSpan(`${first}-${lasts[at] ?? ''}`))
  if (spans.length === 0 || spans.includes('any')) return undefined
  return spans.flatMap((span) => (span === undefined || span === 'any' ? [] : [span]))
}

function wordsIn({ parameters }: SettingBlock, keyword: string): readonly string[] {
  const lower = keyword.toLowerCase()
  return parameters.flatMap(({ keyword: word, value }) => (word.toLowerCase() === lower && value !== '' ? [value] : []))
}

function wordIn(block: SettingBlock, keyword: string): string | undefined {
  return wordsIn(block, keyword)[0]
}
