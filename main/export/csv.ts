import { harmless, noFormula } from '../presentation/harmless.ts'

/** Rows of comma-separated values (RFC 4180). A cell that a spreadsheet would take for a formula is led by an apostrophe. */
export type Cell = string | number | boolean | bigint | null | undefined

const STARTS_ODD = /^[\t\n]/
/** What a spreadsheet cell holds. */
const MAX_CELL = 32_767

export const csvRow = (cells: readonly Cell[]): string => `${cells.map(csvCell).join(',')}\r\n`

function csvCell(value: Cell): string {
  if (value === null || value === undefined) return ''
  // A number of ours may be negative; text of files is never taken for one.
  if (typeof value !== 'string') return String(value)
  const cut = harmless(value.slice(0, MAX_CELL - 1))
  const text = STARTS_ODD.test(cut) ? `'${cut}` : noFormula(cut)
  return /[",\r\n\t]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
