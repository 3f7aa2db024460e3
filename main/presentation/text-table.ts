import { harmless } from './markup.ts'
import { plain, table } from './markdown.ts'

/** A table as it leaves by the clipboard. */
export interface TextTable {
  readonly title: string
  readonly heads: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** What a spreadsheet takes for a formula, also in full width and behind blanks. */
const FORMULA = /^[\s\u0000-\u0020]*[=+\-@\uff1d\uff0b\uff0d\uff20]/u

/** One line without tabs, which no spreadsheet takes for a formula. */
function cell(text: string): string {
  const line = harmless(text.replace(/\s+/g, ' ')).trim()
  return FORMULA.test(line) ? `'${line}` : line
}

/** Cells with tabs between them, for spreadsheets; several tables stand under their titles. */
export function tableTsv(tables: readonly TextTable[]): string {
  return tables
    .map(({ title, heads, rows }) =>
      [...(tables.length > 1 ? [[title]] : []), heads, ...rows].map((row) => `${row.map(cell).join('\t')}\n`).join(''),
    )
    .join('\n')
}

export function tableMarkdown(tables: readonly TextTable[]): string {
  return tables
    .map(
      ({ title, heads, rows }) =>
        `${tables.length > 1 ? `**${plain(title)}**\n\n` : ''}${table(
          heads.map(plain),
          rows.map((row) => row.map(plain)),
        )}`,
    )
    .join('\n')
}
