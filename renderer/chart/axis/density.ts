import type { TimedMark } from './timed-mark.ts'

/** How much happens along the whole axis, in columns of a width. */
export interface Column {
  readonly px: number
  /** 0 to 1 of the fullest column. */
  readonly share: number
  readonly bad: boolean
}

/** What is there is seen, though it be one of thousands. */
const LEAST_SHARE = 0.22

/** Columns that hold marks; large counts stand out less than they would, so that small ones are seen beside them. */
export function density(marks: readonly TimedMark[], px: (ns: number) => number, columnPx: number): readonly Column[] {
  const counts = new Map<number, { count: number; bad: boolean }>()
  for (const mark of marks) {
    const column = Math.floor(px(mark.atNs) / columnPx)
    const here = counts.get(column)
    if (here) {
      here.count++
      here.bad ||= mark.tone === 'bad'
    } else counts.set(column, { count: 1, bad: mark.tone === 'bad' })
  }
  let most = 1
  for (const { count } of counts.values()) most = Math.max(most, count)
  return [...counts].map(([column, { count, bad }]) => ({
    px: column * columnPx,
    share: Math.max(LEAST_SHARE, Math.sqrt(count / most)),
    bad,
  }))
}
