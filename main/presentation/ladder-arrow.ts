import type { Side } from '../../preload/contract/vocabulary.ts'
import type { ArrowShape } from './ladder-mark.ts'
import { type Point, straightPath } from './svg-path.ts'

const ARROW_SLOPE_PX = 7

/** The arrow of what `from` sent, its tail at height `y`. */
export type Draw = (from: Side, y: number) => ArrowShape

/** From one lane to another; it falls on its way, as time does. */
export function arrowShape(fromX: number, toX: number, y: number): ArrowShape {
  const way = toX > fromX ? 1 : -1
  const from = { x: fromX + way * 3, y }
  const to = { x: toX - way * 4, y: y + ARROW_SLOPE_PX }
  const angle = Math.atan2(to.y - from.y, to.x - from.x)
  const barb = (turn: number): Point => ({
    x: to.x - 9 * Math.cos(angle + turn),
    y: to.y - 9 * Math.sin(angle + turn),
  })
  return { from, to, line: straightPath([from, to]), head: straightPath([barb(0.46), to, barb(-0.46)]) }
}
