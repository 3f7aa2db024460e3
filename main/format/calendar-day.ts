const DAY_MS = 86_400_000

/** Days since 1970-01-01 of a date that a file states. Undefined: there is no such day, or no trace is of that year. */
export function calendarDay(year: number, month: number, day: number): number | undefined {
  const ms = Date.UTC(year, month - 1, day)
  const made = new Date(ms)
  const exists = made.getUTCMonth() === month - 1 && made.getUTCDate() === day
  return exists && year >= 1970 && year < 2200 ? ms / DAY_MS : undefined
}
