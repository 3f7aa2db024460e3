/**
 * Dates and times as logs of z/OS print them before a message. What else stands there (system, job, process, console flags) differs from one log to
 * the other and from one syslogd to the next, so that nothing depends on it.
 */
import { calendarDay } from '../calendar-day.ts'
import type { LogStamp } from '../reader.ts'

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const DAY_MS = 86_400_000
/** Dates without a year are of this one: no log is as old, so that its times are known as undated. */
const NO_YEAR = 1970
/** Prefixes end long before: a date behind it is the message's own. */
const MAX_PREFIX = 160

/** ISO 8601, with a zone or without: RFC 5424, OPERLOG. A carriage control may touch the first digit. */
const ISO = /(?:^[01]|\b)(\d{4})-(\d{2})-(\d{2})(?:[T ]|\b)/
/** RFC 3164: `Nov 23 09:41:36`. */
const MONTH_DAY = /(?<![a-z])(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) {1,2}(\d{1,2})(?:,? (\d{4}))?\b/i
/** JES at midnight and at the beginning: `MONDAY,    23 NOV 2026`. */
const DAY_MONTH = /\b(\d{1,2}) (JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC) (\d{4})\b/i
/** SYSLOG and OPERLOG: `2026327` or `26327`, the day of the year behind the year (z/OS MVS Planning: Operations, "Hardcopy message format"). */
const JULIAN = /(?:^|[ ])(\d{4}|\d{2})(\d{3}) (?=\d{2}:\d{2}:\d{2}\.\d{2}\b)/
/** Policy Agent and others: `11/23 09:41:33`, `2026/11/23`, `11/23/2026`. */
const SLASHES = /\b(?:(\d{4})\/)?(\d{1,2})\/(\d{1,2})(?:\/(\d{4}|\d{2}))?(?= )/

const TIME = /(?:^|[^\d.:])(\d{2})([:.])(\d{2})\2(\d{2})(?:[.,](\d{1,9}))?(?![\d:])/g
const ZONE = /^ ?(?:(Z)\b|([+-])(\d{2}):?(\d{2})\b)/

/** Reads what stands before a message; a time with more digits counts more than the first one. */
export function readStamp(prefix: string): LogStamp {
  const text = prefix.slice(0, MAX_PREFIX)
  let timeOfDayNs: number | undefined
  let digits = -1
  let zoneMinutes: number | undefined
  for (const found of text.matchAll(TIME)) {
    const [, hours = '', , minutes = '', seconds = '', fraction = ''] = found
    if (Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 60 || fraction.length <= digits) continue
    const whole = (Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)
    timeOfDayNs = whole * 1e9 + Number(fraction.padEnd(9, '0'))
    digits = fraction.length
    zoneMinutes = zoneOf(text.slice(found.index + found[0].length)) ?? zoneMinutes
  }
  return { timeOfDayNs, day: dayIn(text), zoneMinutes }
}

/** Days since 1970-01-01 of the date in a text; of 1970 where it has no year. */
export function dayIn(text: string): number | undefined {
  const iso = ISO.exec(text)
  if (iso) return dayOf(Number(iso[1]), Number(iso[2]), Number(iso[3]))
  const julian = JULIAN.exec(text)
  if (julian) return dayOfYear(fullYear(julian[1] ?? ''), Number(julian[2]))
  const dayMonth = DAY_MONTH.exec(text)
  if (dayMonth) return dayOf(Number(dayMonth[3]), monthOf(dayMonth[2]), Number(dayMonth[1]))
  const monthDay = MONTH_DAY.exec(text)
  if (monthDay) return dayOf(Number(monthDay[3] ?? NO_YEAR), monthOf(monthDay[1]), Number(monthDay[2]))
  const slashes = SLASHES.exec(text)
  if (!slashes) return undefined
  const year = slashes[1] ?? slashes[4]
  return dayOf(year === undefined ? NO_YEAR : fullYear(year), Number(slashes[2]), Number(slashes[3]))
}

function monthOf(name = ''): number {
  return MONTHS.indexOf(name.toLowerCase()) + 1
}

function fullYear(year: string): number {
  return year.length === 4 ? Number(year) : 2000 + Number(year)
}

function dayOf(year: number, month: number, day: number): number | undefined {
  // The year that is not stated may have had one.
  if (year === NO_YEAR && month === 2 && day === 29) return calendarDay(year, 3, 1)
  return calendarDay(year, month, day)
}

function dayOfYear(year: number, day: number): number | undefined {
  if (day < 1 || day > 366 || year < 1970 || year >= 2200) return undefined
  return Date.UTC(year, 0, day) / DAY_MS
}

function zoneOf(behind: string): number | undefined {
  const zone = ZONE.exec(behind)
  if (!zone) return undefined
  if (zone[1] !== undefined) return 0
  const minutes = Number(zone[3]) * 60 + Number(zone[4])
  if (minutes > 14 * 60) return undefined
  return zone[2] === '-' ? -minutes : minutes
}
