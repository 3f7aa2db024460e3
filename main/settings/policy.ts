/** What an AT-TLS policy comes to: per rule the connections that it is for, and the values that are in force for them. */
import type { SettingParameter } from '../format/setting-block.ts'
import type { Conditions } from './condition.ts'
import type { Flag } from './flag.ts'

/** `written`: a policy file, which may not be the one that is installed. `active`: what `pasearch` displays. */
export type PolicyOrigin = 'written' | 'active'

/** Rules of one policy that are read; real ones have some hundred. */
export const MAX_RULES = 1_024

export interface Policy {
  readonly source: number
  readonly origin: PolicyOrigin
  /** The stack that it is installed in, where displayed. */
  readonly image: string | undefined
  /** Of z/OS, where displayed: `3.1`. */
  readonly release: string | undefined
  readonly rules: readonly PolicyRule[]
  /** Rules beyond those that are read. */
  readonly furtherRules: number
  /** What Policy Agent ignores, or what keeps it from installing the policy. */
  readonly flags: readonly Flag[]
  /** `pasearch` says that nothing is installed: the line. */
  readonly nothingInstalled: number | undefined
}

export interface PolicyRule {
  readonly source: number
  readonly origin: PolicyOrigin
  readonly image: string | undefined
  readonly release: string | undefined
  readonly name: string
  readonly line: number
  /** The higher goes first; 1 unless written otherwise. */
  readonly priority: number
  readonly conditions: Conditions
  readonly values: readonly EffectiveValue[]
  readonly statements: readonly PolicyStatement[]
}

export type Scope = 'connection' | 'environment' | 'group'

/** A value in force: the connection action's before the environment action's before the group action's before the default. */
export interface EffectiveValue {
  /** As IBM spells it. */
  readonly keyword: string
  /** Of keywords that may be repeated all values, in their order. */
  readonly values: readonly string[]
  readonly from: Scope | 'default'
  /** Where it is written; undefined for a default. */
  readonly line: number | undefined
  /** Of a default: the releases that document it, `z/OS 2.1 to 3.1`. */
  readonly documented: string | undefined
}

/** A statement that the rule uses, as written. */
export interface PolicyStatement {
  readonly type: string
  readonly name: string | undefined
  readonly line: number
  readonly scope: Scope | 'rule'
  /** Of a statement inside another one: that one's type and name. */
  readonly within: { readonly type: string; readonly name: string | undefined } | undefined
  readonly parameters: readonly SettingParameter[]
}
