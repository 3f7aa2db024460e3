import { calendarDay } from '../calendar-day.ts'
import { decodeText } from '../text/latin.ts'

/**
 * Lines around the records. `heading` lines may stand anywhere, even inside a record (page breaks); after `chatter`, which IPCS, TSO, JES and
 * the operator's console write before, after and between, free text is no part of a record any more.
 */
export type Surrounding =
  | { readonly kind: 'date'; readonly day: number }
  | { readonly kind: 'report'; readonly type: string }
  | { readonly kind: 'component'; readonly name: string }
  | { readonly kind: 'heading' | 'chatter' }

const HEADING: Surrounding = { kind: 'heading' }
const CHATTER: Surrounding = { kind: 'chatter' }

const REPORT = /^COMPONENT TRACE (\w+) FORMAT/
const COMPONENT = /^COMP\((\w*)\)/
const HEADING_ECHO = /^(?:SYSNAME|SUBNAME|OPTIONS|DSNAME|ENTIDLIST|START|STOP)\(/
const COLUMN_TITLES = /^(?:SYSNAME +)?MNEMONIC +ENTRY ID/
const RULE = /^-{3,}(?: +-{3,})*$/
/** Columns 73 to 80 may hold sequence numbers. */
const DATE = /^\*{4} +(\d{1,4})\/(\d{1,2})\/(\d{1,4})(?: +\d{6,8})?$/
/** Message identifiers: three to five letters, three to five digits, a type letter. */
const MESSAGE_ID = /^[A-Z]{3,5}\d{3,5}[ADEISTW](?: |$)/
const SPOOL_OR_COMMAND =
  /^(?:!! END OF JES SPOOL FILE|READY$|END$|IPCS\b|CTRACE +COMP\(|COMMAND ===>|\*+ *END OF DATA|.*J E S 2 {2}J O B)/

/** The line `bytes[start..end)`, blanks and carriage control cut off, or undefined: it is none of these. */
export function surroundingOf(bytes: Uint8Array, start: number, end: number): Surrounding | undefined {
  if (!mayBe(bytes, start, end)) return undefined
  const text = decodeText(bytes, start, Math.min(end, start + 256))
  const report = REPORT.exec(text)
  if (report !== null) return { kind: 'report', type: report[1] ?? '' }
  const component = COMPONENT.exec(text)
  if (component !== null) return { kind: 'component', name: component[1] ?? '' }
  const date = DATE.exec(text)
  if (date !== null) {
    const day = dayOf(date[1] ?? '', date[2] ?? '', date[3] ?? '')
    return day === undefined ? HEADING : { kind: 'date', day }
  }
  if (HEADING_ECHO.test(text) || COLUMN_TITLES.test(text) || RULE.test(text)) return HEADING
  return MESSAGE_ID.test(text) || SPOOL_OR_COMMAND.test(text) ? CHATTER : undefined
}

/** Detail lines are many and mostly begin otherwise: they need no string made of them. */
function mayBe(bytes: Uint8Array, start: number, end: number): boolean {
  const first = bytes[start] as number
  if (first === 0x2a || first === 0x2d || first === 0x21) return true
  let at = start
  while (at < end && isCapital(bytes[at] as number)) at++
  if (at - start < 3 && first !== 0x4a) return false
  if (at === end) return true
  const next = bytes[at] as number
  return next === 0x20 || next === 0x28 || (next >= 0x30 && next <= 0x39)
}

function isCapital(byte: number): boolean {
  return byte >= 0x41 && byte <= 0x5a
}

/** Seen: mm/dd/yyyy, mm/dd/yy, yyyy/mm/dd. Days since 1970-01-01. */
function dayOf(first: string, second: string, third: string): number | undefined {
  const yearFirst = first.length === 4
  const year = Number(yearFirst ? first : third)
  const month = Number(yearFirst ? second : first)
  const dayOfMonth = Number(yearFirst ? third : second)
  // System SSL has traced since the late nineties.
  const fullYear = year >= 100 ? year : year >= 70 ? 1900 + year : 2000 + year
  return calendarDay(fullYear, month, dayOfMonth)
}
