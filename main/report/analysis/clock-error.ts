import type { StoredSource } from '../../../db/query/source-list.ts'

const DAY_NS = 86_400_000_000_000n
const YEAR_NS = 366n * DAY_NS
const NS_PER_MS = 1_000_000n

/**
 * Nanoseconds to add to a source's times to match the case's reference clock, its missing date left out: times without one count from 1970,
 * and what sets such a clock holds the days, or the years, in between as well.
 */
export function clockErrorNs({
  clockOffsetNs,
  firstNs,
  warnings,
}: Pick<StoredSource, 'clockOffsetNs' | 'firstNs' | 'warnings'>): bigint {
  if (firstNs === null || firstNs >= YEAR_NS || clockOffsetNs < YEAR_NS) return clockOffsetNs
  const shift = warnings.some(({ code }) => code === 'no-year')
    ? yearsUpTo(firstNs, firstNs + clockOffsetNs)
    : nearestDays(clockOffsetNs)
  return clockOffsetNs - shift
}

function nearestDays(ns: bigint): bigint {
  return ((ns + DAY_NS / 2n) / DAY_NS) * DAY_NS
}

/** From a month and day of 1970 to the same in the year that brings it nearest to `trueNs`. */
function yearsUpTo(undatedNs: bigint, trueNs: bigint): bigint {
  const day = new Date(Number(undatedNs / NS_PER_MS))
  const year = new Date(Number(trueNs / NS_PER_MS)).getUTCFullYear()
  const shifts = [year - 1, year, year + 1].map((one) => {
    const days =
      Date.UTC(one, day.getUTCMonth(), day.getUTCDate()) - Date.UTC(1970, day.getUTCMonth(), day.getUTCDate())
    return BigInt(days) * NS_PER_MS
  })
  const distance = (shift: bigint): bigint => {
    const off = undatedNs + shift - trueNs
    return off < 0n ? -off : off
  }
  return shifts.reduce((best, shift) => (distance(shift) < distance(best) ? shift : best))
}
