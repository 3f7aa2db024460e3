export type Goal = { readonly line: number } | { readonly timeNs: bigint }

const LINE = /^\d{1,3}(?:[\s,.\u202f]?\d{3})*$|^\d{1,15}$/
const TIME = /^(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?$/
const SECOND_NS = 1_000_000_000n
const DAY_NS = 86_400n * SECOND_NS

/** `1204`, `1 204`: a line; `15:19:52.22`: a time of the source's day, of the next one where it is before the first time. Undefined for anything else. */
export function lineOrTime(text: string, firstTimeNs: bigint | null): Goal | undefined {
  const wanted = text.trim()
  if (LINE.test(wanted)) {
    const line = Number(wanted.replace(/\D/g, ''))
    return line > 0 ? { line } : undefined
  }
  const [, hours, minutes, seconds = '0', fraction = ''] = TIME.exec(wanted) ?? []
  if (hours === undefined || minutes === undefined || firstTimeNs === null) return undefined
  if (Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 59) return undefined
  const ofDay =
    (BigInt(hours) * 3600n + BigInt(minutes) * 60n + BigInt(seconds)) * SECOND_NS + BigInt(fraction.padEnd(9, '0'))
  const timeNs = (firstTimeNs / DAY_NS) * DAY_NS + ofDay
  // A time without a fraction means its whole second: `15:19:52` is not the day after 15:19:52.5.
  const isNextDay = timeNs / SECOND_NS < firstTimeNs / SECOND_NS
  return { timeNs: isNextDay ? timeNs + DAY_NS : timeNs }
}

/** Whether a source ends before that; false as long as nobody knows. `lines`: how many it has; `lastTimeNs`: of its last line. */
export function isBeyond(goal: Goal, lines: number | undefined, lastTimeNs: bigint | null): boolean {
  if ('line' in goal) return lines !== undefined && goal.line > lines
  return lastTimeNs !== null && goal.timeNs > lastTimeNs
}
