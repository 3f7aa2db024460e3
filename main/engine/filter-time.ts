const SECOND_NS = 1_000_000_000n
const DAY_MS = 86_400_000

export interface FilterTime {
  /** Nanoseconds since 1970, or since midnight where no day is named. */
  readonly timeNs: bigint
  readonly dated: boolean
}

/** `15:19`, `15:19:30.123456789`, and after a day and a T the same on that day; a day alone is its beginning. */
export function readTime(text: string): FilterTime | undefined {
  const parts = /^(?:(\d{4})-(\d{2})-(\d{2}))?(?:(^|T)(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?)?Z?$/i.exec(text)
  if (!parts || text === '' || /^Z$/i.test(text)) return undefined
  const [, year, month, day, , hours = '0', minutes = '0', seconds = '0', fraction = ''] = parts
  if (Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 60) return undefined
  const ofDayNs =
    BigInt((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * SECOND_NS + BigInt(fraction.padEnd(9, '0'))
  if (year === undefined) return { timeNs: ofDayNs, dated: false }
  const ms = Date.UTC(Number(year), Number(month) - 1, Number(day))
  // 2026-02-31 would be a day in March.
  if (new Date(ms).toISOString().slice(0, 10) !== `${year}-${month ?? ''}-${day ?? ''}`) return undefined
  return { timeNs: BigInt(ms / DAY_MS) * 86_400n * SECOND_NS + ofDayNs, dated: true }
}
