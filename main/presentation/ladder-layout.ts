import type { Side } from '../../preload/contract/vocabulary.ts'
import { dataMark, eventMark } from './event-mark.ts'
import { arrowShape } from './ladder-arrow.ts'
import type { LadderItem } from './ladder-item.ts'
import type { ArrowShape, Ladder, Lane, Mark } from './ladder-mark.ts'
import { RunningTime } from './ladder-text.ts'
import { messageMark } from './message-mark.ts'
import { foldMark, noteMark } from './note-mark.ts'

export type * from './ladder-mark.ts'

const TOP_PX = 10
/** For the words under the last mark. */
const END_PX = 44
/** However wide the drawing is: arrows are not longer, and lines of a trace beside them not, than the eye likes to follow. */
const LONGEST_ARROW_PX = 720
const LONGEST_LINE_PX = 640

/** Where everything of the ladder lies, px, for a drawing `widthPx` wide; `nameOf` names sources. */
export function layoutLadder(
  items: readonly LadderItem[],
  widthPx: number,
  nameOf: (source: number) => string = (source) => `source ${source}`,
): Ladder {
  const notes = items.some((item) => item.kind === 'note')
  const { lanes, timeX } = placeLanes(widthPx, notes)
  const x = (id: Lane['id']): number => lanes.find((lane) => lane.id === id)?.x ?? 0
  const [client, server] = [x('client'), x('server')]
  const middle = (client + server) / 2
  const room = server - client - 24
  const noteRoom = Math.min(LONGEST_LINE_PX, widthPx - x('ssl') - 26)
  const arrow = (from: Side, y: number): ArrowShape =>
    arrowShape(from === 'client' ? client : server, from === 'client' ? server : client, y)

  // Two clocks: a trace's and a capture's never agree to the microsecond, and a gap between them would say nothing.
  const times = new RunningTime(widthPx < 760 ? 3 : 6)
  const noteTimes = new RunningTime(undefined)
  let y = TOP_PX
  const marks = items.map((item): Mark => {
    const top = y
    const mark = ((): Mark => {
      switch (item.kind) {
        case 'message':
          return messageMark(item.message, top, times.next(item.message.timeNs), arrow, middle, room, nameOf)
        case 'event':
          return eventMark(item.event, top, times.next(item.event.timeNs), arrow, middle, room)
        case 'data':
          return dataMark(item.events, top, times.next(item.events[0]?.timeNs ?? null), client, server, room)
        case 'note':
          return noteMark(item.note, top, noteTimes.next(item.note.timeNs), x('ssl'), noteRoom)
        case 'fold':
          return foldMark(item, top, x('ssl'))
      }
    })()
    y += mark.heightPx
    return mark
  })
  return { lanes, marks, end: { y, x: middle }, heightPx: y + END_PX, timeX }
}

/** The lanes, and where the times beside the first one end. What is left of a wide drawing lies a third to the left and the rest to the right. */
function placeLanes(widthPx: number, notes: boolean): { readonly lanes: readonly Lane[]; readonly timeX: number } {
  const narrow = widthPx < 760
  const timeX = narrow ? 94 : 122
  const left = timeX + (narrow ? 26 : 38)
  const room = Math.max(220, widthPx - left)
  const wide = Math.min(LONGEST_ARROW_PX, room * 0.24)
  const span = notes
    ? Math.max(190, Math.min(Math.max(430, wide), room * 0.46))
    : Math.max(190, Math.min(Math.max(560, wide), room - 84))
  const toSsl = Math.max(widthPx < 500 ? 60 : 80, Math.min(96, room * 0.12))
  const aside = notes ? toSsl + 26 + LONGEST_LINE_PX : 84
  const shift = Math.round(Math.max(0, (room - span - aside) / 3))
  const lanes: Lane[] = [
    { id: 'client', x: left + shift },
    { id: 'server', x: Math.round(left + shift + span) },
  ]
  if (notes) lanes.push({ id: 'ssl', x: Math.round(left + shift + span + toSsl) })
  return { lanes, timeX: timeX + shift }
}

/** The marks that touch a stretch of the drawing, in order. */
export function marksBetween(marks: readonly Mark[], topPx: number, bottomPx: number): readonly Mark[] {
  const first = lowerBound(marks, (mark) => mark.y + mark.heightPx >= topPx)
  const end = lowerBound(marks, (mark) => mark.y > bottomPx)
  return marks.slice(first, end)
}

/** Index of the first mark for which a test holds that, once it holds, holds for all after it. */
function lowerBound(marks: readonly Mark[], holds: (mark: Mark) => boolean): number {
  let low = 0
  let high = marks.length
  while (low < high) {
    const middle = (low + high) >> 1
    const mark = marks[middle]
    if (mark && !holds(mark)) low = middle + 1
    else high = middle
  }
  return low
}
