/**
 * AT-TLS policy to review: only the statement that changes, under the name that it has in the case, or inside the action that it stands in.
 * Each line says whether it is changed, added, or shown as it is because its statement must have it.
 */
import { attlsKeyword, attlsStatement } from '../../reference/attls-statement.ts'
import type { EffectiveValue, PolicyStatement } from '../../settings/policy.ts'
import type { Fix } from '../finding.ts'
import type { FixFacts } from './fix-facts.ts'
import { policyName, policyWord } from './safe-text.ts'

/** One parameter of a statement: keyword and value as IBM documents them. */
export type Parameter = readonly [keyword: string, value: string]

export type StatementType =
  | 'TTLSCipherParms'
  | 'TTLSSignatureParms'
  | 'TTLSKeyringParms'
  | 'TTLSEnvironmentAction'
  | 'TTLSEnvironmentAdvancedParms'
  | 'TTLSGroupAction'
  | 'TTLSRule'

export const REFRESH = 'Takes effect for new connections after F PAGENT,REFRESH.'
export const NEW_ENVIRONMENT = `Raise EnvironmentUserInstance in the TTLSEnvironmentAction, so that its environment is built again. ${REFRESH}`

/** For a caution: a list that is written where the policy has none leaves nothing of the default. */
export function replacesDefault(written: readonly (EffectiveValue | undefined)[]): string {
  return written.every((value) => value !== undefined && value.from !== 'default')
    ? ''
    : 'Where the policy has no such list yet, this one takes the place of the whole default: add whatever else is to stay. '
}

export function policyFix(
  facts: FixFacts,
  type: StatementType,
  title: string,
  parameters: readonly Parameter[],
  caution = REFRESH,
): Fix {
  return { where: 'at-tls-policy', title, snippet: policySnippet(facts, type, parameters), caution }
}

function policySnippet(facts: FixFacts, type: StatementType, parameters: readonly Parameter[]): string {
  const target = targetOf(facts.policy?.statements ?? [], type, parameters)
  const { statement } = target
  const lines = parameters.map(([keyword, value]) => line(keyword, value, markOf(statement, keyword)))
  const shown = requiredLines(facts, target.type, statement, parameters)
  const head = (name: string | undefined, of: string): string => `${of} ${policyName(name, of.replace('TTLS', 'Your'))}`
  if (target.within === undefined) return block(head(statement?.name, target.type), [...shown, ...lines]).join('\n')
  const action = facts.policy?.statements.find(
    (one) => one.type === target.within?.type && one.name === target.within.name,
  )
  return block(head(target.within.name, target.within.type), [
    ...requiredLines(facts, target.within.type, action, []),
    ...block(target.type, [...shown, ...lines]),
  ]).join('\n')
}

interface Target {
  readonly type: string
  /** Undefined: it is not there yet. */
  readonly statement: PolicyStatement | undefined
  /** The action that it stands in without a name, or is to be put into. */
  readonly within: PolicyStatement['within']
}

/** What a connection action may hold in the place of an environment's. */
const ON_CONNECTION: Readonly<Record<string, string>> = {
  TTLSCipherParms: 'TTLSCipherParms',
  TTLSSignatureParms: 'TTLSSignatureParms',
  TTLSEnvironmentAdvancedParms: 'TTLSConnectionAdvancedParms',
}

/** The statement whose values are in force: a change anywhere else would have no effect. */
function targetOf(
  statements: readonly PolicyStatement[],
  type: StatementType,
  parameters: readonly Parameter[],
): Target {
  const onConnection = ON_CONNECTION[type]
  const allowed = onConnection !== undefined && parameters.every(([keyword]) => attlsKeyword(onConnection, keyword))
  const own = statements.find((one) => one.type === type && one.scope !== 'connection')
  const connections = allowed ? statements.filter((one) => one.scope === 'connection' && one.type === onConnection) : []
  // A list on the connection stands for the whole list, a single value for itself.
  const nearer = connections.find(
    (one) => onConnection === type || parameters.some(([keyword]) => valueIn(one, keyword) !== undefined),
  )
  const statement = nearer ?? own
  if (statement !== undefined) return { type: statement.type, statement, within: statement.within }
  const environment = statements.find((one) => one.type === 'TTLSEnvironmentAction')
  const inside = environment !== undefined && attlsStatement(environment.type)?.inside.has(type.toLowerCase()) === true
  return { type, statement: undefined, within: inside ? environment : undefined }
}

/** What the statement must have is shown with it, so that what is copied is whole. */
function requiredLines(
  facts: FixFacts,
  type: string,
  statement: PolicyStatement | undefined,
  changed: readonly Parameter[],
): readonly string[] {
  return Array.from(attlsStatement(type)?.keywords.values() ?? []).flatMap(({ name, required, value }) => {
    if (!required || value.kind !== 'words' || changed.some(([keyword]) => keyword === name)) return []
    const present = (statement && valueIn(statement, name)) ?? presumed(facts, name)
    const known = value.words.find((word) => word.toLowerCase() === present.toLowerCase())
    return [line(name, known ?? value.words[0] ?? '', 'as it is')]
  })
}

/** Without a policy in the case: what the host's side of the connection must have. */
function presumed(facts: FixFacts, keyword: string): string {
  if (keyword === 'HandshakeRole') return facts.role === 'client' ? 'Client' : 'Server'
  return keyword === 'Direction' ? (facts.role === 'client' ? 'Outbound' : 'Inbound') : 'On'
}

function markOf(statement: PolicyStatement | undefined, keyword: string): string {
  const repeats = attlsKeyword(statement?.type ?? '', keyword)?.repeats === true
  const before = statement && !repeats ? valueIn(statement, keyword) : undefined
  if (before !== undefined) return `changed, was ${policyWord(before, 'another value')}`
  return statement === undefined ? 'changed' : 'added'
}

function valueIn({ parameters }: PolicyStatement, keyword: string): string | undefined {
  const lower = keyword.toLowerCase()
  return parameters.findLast(({ keyword: word }) => word.toLowerCase() === lower)?.value
}

function line(keyword: string, value: string, mark: string): string {
  return `${keyword.padEnd(28)} ${value.padEnd(12)} # ${mark}`
}

function block(head: string, lines: readonly string[]): string[] {
  return [head, '{', ...lines.map((text) => `  ${text}`), '}']
}
