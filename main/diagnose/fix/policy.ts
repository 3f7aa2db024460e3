/** AT-TLS policy to review: only the statement that changes, under the name that it has in the case. */
import type { FixFacts } from './fix-facts.ts'
import type { Fix } from '../finding.ts'
import { policyName } from './safe-text.ts'

/** One parameter of a statement: keyword and value as IBM documents them. */
export type Parameter = readonly [keyword: string, value: string]

type StatementType =
  | 'TTLSCipherParms'
  | 'TTLSSignatureParms'
  | 'TTLSKeyringParms'
  | 'TTLSEnvironmentAction'
  | 'TTLSEnvironmentAdvancedParms'
  | 'TTLSGroupAction'
  | 'TTLSRule'

export const REFRESH = 'Takes effect for new connections after F PAGENT,REFRESH.'
export const NEW_ENVIRONMENT = `Raise EnvironmentUserInstance in the TTLSEnvironmentAction, so that its environment is built again. ${REFRESH}`

export function policyFix(
  facts: FixFacts,
  type: StatementType,
  title: string,
  parameters: readonly Parameter[],
  caution = REFRESH,
): Fix {
  return { where: 'at-tls-policy', title, snippet: policySnippet(facts, type, parameters), caution }
}

const MARK = '# changed'

function policySnippet(facts: FixFacts, type: StatementType, parameters: readonly Parameter[]): string {
  const statements = facts.policy?.statements ?? []
  const same = statements.find((statement) => statement.type.toUpperCase() === type.toUpperCase())
  const lines = parameters.map(([keyword, value]) => `${keyword.padEnd(28)} ${value.padEnd(12)} ${MARK}`)
  // A block without a name of its own stands inside its action.
  if (same && same.name === undefined) {
    const action = statements.find(({ type: other }) => other.toUpperCase() === 'TTLSENVIRONMENTACTION')
    return block(`TTLSEnvironmentAction ${policyName(action?.name, 'YourEnvironmentAction')}`, [
      ...block(type, lines),
    ]).join('\n')
  }
  return block(`${type} ${policyName(same?.name, type.replace('TTLS', 'Your'))}`, lines).join('\n')
}

function block(head: string, lines: readonly string[]): string[] {
  return [head, '{', ...lines.map((line) => `  ${line}`), '}']
}
