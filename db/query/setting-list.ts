import type { ReadableCase } from '../open.ts'
import { parsedJson } from '../parsed-json.ts'
import { PER_SOURCE } from '../write/position-key.ts'
import { NOTE_KIND } from '../write/setting-rows.ts'

/** One thing that a configuration, or a display of one, says. */
export interface StoredSetting {
  readonly source: number
  /** The reader's id: `attls-policy`. */
  readonly format: string | null
  readonly kind: string
  readonly name: string | undefined
  readonly line: number
  readonly offset: number
  readonly length: number
  /** As the reader of the format made it, undefined where it is damaged; a case file may come from anybody, so whoever uses it looks at its shape. */
  readonly value: unknown
}

interface SettingRow {
  id: number
  format: string | null
  kind: string
  name: string | null
  line: number
  offset: number
  length: number
  value: string
}

/**
 * The first `limit` settings of all sources, or of one, source by source in the order of their lines; not what people wrote into captures. Served by the primary keys. Numbers are bound as
 * REAL, hence the cast: ids are divided as whole numbers.
 */
export function prepareSettingList({ db }: ReadableCase) {
  const statement = db.prepare<[number, string, number, number, number], SettingRow>(`
    SELECT setting.id, format, kind, setting.name, line, source_offset AS offset, source_extent AS length, value
      FROM setting
      LEFT JOIN source ON source.id = setting.id / CAST(? AS INTEGER)
     WHERE kind <> ? AND setting.id BETWEEN ? AND ?
     ORDER BY setting.id
     LIMIT ?`)
  return (limit: number, source?: number): StoredSetting[] => {
    const from = source === undefined ? 0 : source * PER_SOURCE
    const to = source === undefined ? Number.MAX_SAFE_INTEGER : from + PER_SOURCE - 1
    return statement.all(PER_SOURCE, NOTE_KIND, from, to, limit).map(({ id, name, value, ...row }) => ({
      ...row,
      source: Math.floor(id / PER_SOURCE),
      name: name ?? undefined,
      value: parsedJson(value),
    }))
  }
}
