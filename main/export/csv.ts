/**
 * Rows of comma-separated values (RFC 4180). A cell that a spreadsheet would take for a formula is led by an apostrophe: it begins with
 * = + - @, a tab or a carriage return, also in their full-width forms and behind blanks.
 */
export type Cell = string | number | boolean | bigint | null | undefined

const FORMULA = /^[\s\u0000-\u0020]*[=+\-@\uff1d\uff0b\uff0d\uff20]/u
const STARTS_ODD = /^[\t\r\n]/
/** What a spreadsheet cell holds. */
const MAX_CELL = 32_767

export const csvRow = (cells: readonly Cell[]): string => `${cells.map(csvCell).join(',')}\r\n`

function csvCell(value: Cell): string {
  if (value === null || value === undefined) return ''
  // A number of ours may be negative; text of files is never taken for one.
  if (typeof value !== 'string') return String(value)
  const harmless = value.replace(
    /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g,
    '\ufffd',
  )
  const cut = harmless.slice(0, MAX_CELL - 1)
  const text = FORMULA.test(cut) || STARTS_ODD.test(cut) ? `'${cut}` : cut
  return /[",\r\n\t]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
