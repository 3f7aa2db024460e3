import { harmless, noFormula } from './harmless.ts'
import { plain, table } from './markdown.ts'

/** A table as it leaves by the clipboard. */
export interface TextTable {
  readonly title: string
  readonly heads: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** One line without tabs, which no spreadsheet takes for a formula. */
function cell(text: string): string {
  return noFormula(harmless(text.replace(/\s+/g, ' ')).trim())
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
