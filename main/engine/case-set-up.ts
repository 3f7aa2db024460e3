import type { ReadableCase } from '../../db/open.ts'
import { prepareSettingList } from '../../db/query/setting-list.ts'
import type { StoredSource } from '../../db/query/source-list.ts'
import type { SetUpFact } from '../diagnose/facts.ts'
import { readers } from '../format/registry.ts'
import { type CaseSettings, caseSettings } from '../settings/case-settings.ts'
import { Configured } from './configured.ts'

/** Times of sources without a year are of 1970 and the year after. */
const FIRST_DATED_NS = 2n * 366n * 86_400_000_000_000n
const SETTINGS: ReadonlySet<string> = new Set(readers.filter(({ kind }) => kind === 'settings').map(({ id }) => id))
/** Statements, rules and certificates that are looked at; a large site's policy has some thousand. */
const MAX_SETTINGS = 20_000

/** What policies and key rings of the case say, read again when their sources have changed. */
export class CaseSetUp {
  readonly #sources: () => readonly StoredSource[]
  readonly #settings: ReturnType<typeof prepareSettingList>
  #configured: { readonly key: string; readonly value: Configured } | undefined

  constructor(index: ReadableCase, sources: () => readonly StoredSource[]) {
    this.#sources = sources
    this.#settings = prepareSettingList(index)
  }

  get configured(): Configured {
    const sources = this.#sources().filter(({ format }) => format !== null && SETTINGS.has(format))
    const key = sources
      .map(({ id, state, records, fingerprint: mark }) => [id, state, records, mark].join(' '))
      .join('\n')
    if (this.#configured?.key !== key)
      this.#configured = { key, value: new Configured(sources.length === 0 ? [] : this.#settings(MAX_SETTINGS)) }
    return this.#configured.value
  }

  /** What one source says by itself. */
  of(source: number): CaseSettings {
    return caseSettings(this.#settings(MAX_SETTINGS, source))
  }

  /** With the time that certificates are held to: of the last thing seen, today where nothing has a date. */
  get fact(): SetUpFact {
    const last = this.#sources().reduce(
      (latest, { lastNs }) => (lastNs !== null && lastNs > latest ? lastNs : latest),
      0n,
    )
    const dated = last > FIRST_DATED_NS
    return { ...this.configured.settings, atSeconds: dated ? Number(last / 1_000_000_000n) : Date.now() / 1000 }
  }
}
