export interface Point {
  readonly x: number
  readonly y: number
}

/** Straight lines through points, as the `d` of an SVG path. */
export function straightPath(points: readonly Point[]): string {
  return points.map(({ x, y }, at) => `${at === 0 ? 'M' : 'L'}${number(x)},${number(y)}`).join('')
}

/** Out from one point to a trunk, along it, and back in to the other; corners are rounded where there is room. */
export function bracketPath(from: Point, to: Point, trunkX: number, cornerPx: number): string {
  const down = to.y > from.y ? 1 : -1
  const corner = Math.min(cornerPx, Math.abs(to.y - from.y) / 2, Math.abs(from.x - trunkX), Math.abs(to.x - trunkX))
  const inwards = (x: number): number => trunkX + Math.sign(x - trunkX) * corner
  return [
    `M${place(from.x, from.y)}`,
    `L${place(inwards(from.x), from.y)}`,
    `Q${place(trunkX, from.y)},${place(trunkX, from.y + down * corner)}`,
    `L${place(trunkX, to.y - down * corner)}`,
    `Q${place(trunkX, to.y)},${place(inwards(to.x), to.y)}`,
    `L${place(to.x, to.y)}`,
  ].join('')
}

const place = (x: number, y: number): string => `${number(x)},${number(y)}`

/** A thousandth of a pixel is nothing that anybody sees. */
function number(value: number): string {
  return String(Math.round(value * 1_000) / 1_000)
}
