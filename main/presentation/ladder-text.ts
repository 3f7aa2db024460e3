import { clock, gap } from './format.ts'

/** Rough widths of a character, px: enough to cut a label before it runs over a lane; the full text is in the title. */
export const SANS_PX = 7
export const MONO_PX = 6.7

/** Times of one clock down the ladder: the first in full, then what lies between. */
export class RunningTime {
  readonly #digits: 3 | 6 | undefined
  #last: bigint | undefined

  /** `digits` of the first time; undefined where there is no room for it. */
  constructor(digits: 3 | 6 | undefined) {
    this.#digits = digits
  }

  next(timeNs: bigint | null): string {
    if (timeNs === null) return ''
    const before = this.#last
    this.#last = timeNs
    if (before === undefined) return this.#digits === undefined ? '' : clock(timeNs, this.#digits)
    return before === timeNs ? '' : gap(before, timeNs)
  }
}

/** Cut to a width by a rough width of its characters; the full text stands in a title. */
export function cut(text: string, roomPx: number, charPx: number): string {
  const most = Math.max(4, Math.floor(roomPx / charPx))
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`
}

/** Whole words (of a word that is too long, its parts between underscores) in lines of a width; what does not fit into the last line is cut. */
export function wrap(text: string, roomPx: number, charPx: number, most: number): readonly string[] {
  const room = Math.max(4, Math.floor(roomPx / charPx))
  const lines: string[] = []
  let rest = text
  while (rest !== '' && lines.length < most - 1 && rest.length > room) {
    const breaks = [rest.lastIndexOf(' ', room), rest.lastIndexOf('_', room - 1) + 1]
    const end = breaks.find((at) => at > room / 3) ?? room
    lines.push(rest.slice(0, end))
    rest = rest.slice(end).trimStart()
  }
  if (rest !== '') lines.push(cut(rest, roomPx, charPx))
  return lines
}
