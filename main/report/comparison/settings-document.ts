import { comparableKinds, compareSettings } from '../../compare/settings/compare-settings.ts'
import { settingSentence } from '../../compare/settings/setting-sentence.ts'
import type { CaseSettings } from '../../settings/case-settings.ts'
import { writtenComparison } from './document.ts'
import { COMPARISON_VERSION, type ComparedSettings, type ComparisonDocument } from './schema.ts'
import type { TextLine } from './text.ts'
import { tells } from './told.ts'

/** The settings of a file. */
export interface ChosenSettings {
  readonly file: string
  readonly settings: CaseSettings
}

export type SettingsComparison = ComparisonDocument & { readonly a: ComparedSettings; readonly b: ComparedSettings }

/** Undefined where the two hold settings of different kinds: a policy and a key ring have nothing in common. */
export function settingsDocument(
  version: string,
  a: ChosenSettings,
  b: ChosenSettings,
): SettingsComparison | undefined {
  if (comparableKinds(a.settings, b.settings).length === 0) return undefined
  return {
    gskope: version,
    comparisonVersion: COMPARISON_VERSION,
    a: side(a),
    b: side(b),
    ...writtenComparison(compareSettings(a.settings, b.settings)),
  }
}

function side({ file, settings: { policies } }: ChosenSettings): ComparedSettings {
  const [policy] = policies
  return { file, settings: policy === undefined ? 'key-ring' : policy.origin === 'active' ? 'active-policy' : 'policy' }
}

const WORD = { policy: 'policy as written', 'active-policy': 'policy in force', 'key-ring': 'key ring' } as const

export function settingsText({ a, b, differences, summary, first }: SettingsComparison): TextLine[] {
  const folded = differences.filter((one) => !tells(one)).length
  return [
    { text: `A  ${a.file}  ${WORD[a.settings]}`, emphasis: 'plain' },
    { text: `B  ${b.file}  ${WORD[b.settings]}`, emphasis: 'plain' },
    { text: '', emphasis: 'plain' },
    { text: summary, emphasis: first === null ? 'plain' : 'title' },
    { text: '', emphasis: 'plain' },
    ...differences
      .filter(tells)
      .map((one): TextLine => ({ text: `- ${settingSentence(one)} ${one.why}`, emphasis: 'matters' })),
    ...(folded > 0
      ? [{ text: `  ${folded} defaults are stated by one of the two only.`, emphasis: 'faint' as const }]
      : []),
  ]
}
