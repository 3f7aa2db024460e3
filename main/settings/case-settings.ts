/** All that a case's sources say of what is set up. */
import { activePolicies } from './active-policy.ts'
import { blockIn, type GivenSetting } from './given.ts'
import { keyRings, type KeyRings } from './key-ring.ts'
import type { Policy } from './policy.ts'
import { writtenPolicy } from './written-policy.ts'

export interface CaseSettings extends KeyRings {
  readonly policies: readonly Policy[]
}

export function caseSettings(settings: readonly GivenSetting[]): CaseSettings {
  const policies: Policy[] = []
  for (const [source, ofSource] of Map.groupBy(settings, (setting) => setting.source)) {
    const blocks = (format: string) =>
      ofSource.filter((setting) => setting.format === format).flatMap(({ value }) => blockIn(value) ?? [])
    const written = blocks('attls-policy')
    if (written.length > 0) policies.push(writtenPolicy(source, written))
    policies.push(...activePolicies(source, blocks('pasearch')))
  }
  return { policies, ...keyRings(settings.filter(({ format }) => format === 'racdcert')) }
}
