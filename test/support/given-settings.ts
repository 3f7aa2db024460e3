import { attlsPolicy } from '../../main/format/attls-policy/attls-policy.ts'
import { pasearch } from '../../main/format/pasearch/pasearch.ts'
import { racdcert } from '../../main/format/racdcert/racdcert.ts'
import { type CaseSettings, caseSettings } from '../../main/settings/case-settings.ts'
import type { GivenSetting } from '../../main/settings/given.ts'
import { latin } from './bytes.ts'
import { readSettings } from './read-settings.ts'

const READERS = { 'attls-policy': attlsPolicy, pasearch, racdcert }

/** What the reader of a format makes of a text, as the case keeps it. */
export function given(format: keyof typeof READERS, text: string, source = 1): GivenSetting[] {
  return readSettings(READERS[format], latin(text)).settings.map(({ kind, name, line, value }) => ({
    source,
    format,
    kind,
    name,
    line,
    value: JSON.parse(JSON.stringify(value)) as unknown,
  }))
}

export function settingsOf(format: keyof typeof READERS, text: string): CaseSettings {
  return caseSettings(given(format, text))
}
