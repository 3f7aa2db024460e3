/**
 * Rows of one height in a scroller that may be taller than a browser's tallest element (about 33 million px in Chromium, 17 in Firefox).
 * The scroller is made no taller than `TALLEST_PX`; `shiftPx` is what lies between where a row would be in a list of full height and where it is drawn.
 * Small steps move rows pixel by pixel; a jump of the scroll bar's thumb goes to the same share of the rows.
 */
export const TALLEST_PX = 8_000_000

export interface RowScroll {
  readonly scrollTopPx: number
  readonly shiftPx: number
}

export interface RowGeometry {
  readonly rows: number
  readonly rowPx: number
  readonly viewPx: number
}

export function scrollerHeightPx({ rows, rowPx }: RowGeometry): number {
  return Math.min(rows * rowPx, TALLEST_PX)
}

/** Top of a full-height list at a place of the scroll bar. */
function shareOfFull(scrollTopPx: number, geometry: RowGeometry): number {
  const reach = scrollerHeightPx(geometry) - geometry.viewPx
  const full = geometry.rows * geometry.rowPx - geometry.viewPx
  return reach <= 0 ? 0 : (Math.min(scrollTopPx, reach) / reach) * Math.max(0, full)
}

/** Where the rows lie after the scroll bar moved from `before` to `scrollTopPx`. */
export function scrolledTo(before: RowScroll, scrollTopPx: number, geometry: RowGeometry): RowScroll {
  if (geometry.rows * geometry.rowPx <= TALLEST_PX) return { scrollTopPx, shiftPx: 0 }
  const step = Math.abs(scrollTopPx - before.scrollTopPx)
  const atEdge = scrollTopPx <= 0 || scrollTopPx >= scrollerHeightPx(geometry) - geometry.viewPx
  if (step <= geometry.viewPx * 2 && !atEdge) return { scrollTopPx, shiftPx: before.shiftPx }
  return { scrollTopPx, shiftPx: scrollTopPx - shareOfFull(scrollTopPx, geometry) }
}

/** The place of the scroll bar that shows the same rows with the thumb where their share of the list says; for when scrolling rests. */
export function settled(now: RowScroll, geometry: RowGeometry): RowScroll {
  if (geometry.rows * geometry.rowPx <= TALLEST_PX) return { scrollTopPx: now.scrollTopPx, shiftPx: 0 }
  return atFullTop(now.scrollTopPx - now.shiftPx, geometry)
}

/** The scroll that brings a row into view, with the least movement; the present one when it is in view. */
export function revealing(row: number, now: RowScroll, geometry: RowGeometry): RowScroll {
  const top = now.scrollTopPx - now.shiftPx
  const rowTop = row * geometry.rowPx
  if (rowTop < top) return atFullTop(rowTop, geometry)
  if (rowTop + geometry.rowPx > top + geometry.viewPx)
    return atFullTop(rowTop + geometry.rowPx - geometry.viewPx, geometry)
  return now
}

/** The scroll that keeps what is at the top of the view there, when rows become higher or lower. */
export function keepingTop(now: RowScroll, before: RowGeometry, after: RowGeometry): RowScroll {
  const rowsAbove = (now.scrollTopPx - now.shiftPx) / before.rowPx
  return atFullTop(Math.round(rowsAbove * after.rowPx), after)
}

function atFullTop(topPx: number, geometry: RowGeometry): RowScroll {
  const full = geometry.rows * geometry.rowPx - geometry.viewPx
  const top = Math.max(0, Math.min(topPx, full))
  if (geometry.rows * geometry.rowPx <= TALLEST_PX) return { scrollTopPx: top, shiftPx: 0 }
  // Whole pixels: browsers round scrollTop, and a shift that is off by the rest would make rows creep.
  const scrollTopPx = Math.round((top / full) * (scrollerHeightPx(geometry) - geometry.viewPx))
  return { scrollTopPx, shiftPx: scrollTopPx - top }
}

/** First and last row, inclusive; `last` < `first` when there are none. */
export interface RowRange {
  readonly first: number
  readonly last: number
}

export const NO_ROWS: RowRange = { first: 0, last: -1 }

export function countOf({ first, last }: RowRange): number {
  return Math.max(0, last - first + 1)
}

/** The rows that two ranges share. */
export function sharedRows(a: RowRange, b: RowRange): RowRange {
  return { first: Math.max(a.first, b.first), last: Math.min(a.last, b.last) }
}

/** The first stretch of rows of `wanted` that are `held`; none where none is. */
export function heldRows(wanted: RowRange, held: (index: number) => boolean): RowRange {
  let { first } = wanted
  while (first <= wanted.last && !held(first)) first++
  if (first > wanted.last) return NO_ROWS
  let last = first
  while (last < wanted.last && held(last + 1)) last++
  return { first, last }
}

/**
 * What to draw next on the way from the rows that are drawn to those that are `wanted`, with at most `most` new ones, so that no frame has to
 * make them all: first what is in view, then what lies beyond. `inView` lies in `wanted`.
 */
export function drawnNext(drawn: RowRange, inView: RowRange, wanted: RowRange, most: number): RowRange {
  if (countOf(wanted) === 0) return wanted
  let { first, last } = sharedRows(drawn, wanted)
  let room = Math.max(1, most)
  if (last < first) {
    first = inView.first
    last = Math.min(wanted.last, first + room - 1)
    room -= countOf({ first, last })
  }
  for (const { first: top, last: bottom } of [inView, wanted]) {
    const below = Math.min(room, Math.max(0, bottom - last))
    last += below
    room -= below
    const above = Math.min(room, Math.max(0, first - top))
    first -= above
    room -= above
  }
  return { first, last }
}

/**
 * Indices of the rows that have elements when `drawn` is what is drawn next: those, and of the `kept` ones, which are out of view, each whose
 * element is not needed for another. There are as many elements as the `ring` is long, and rows a ring apart have the same one, which stays
 * where it is in the list: a browser lays an element out anew that is moved among its siblings.
 */
export function ringRows(kept: readonly number[], drawn: RowRange, ring: number, rows: number): readonly number[] {
  const waiting = new Map<number, number>()
  for (let index = drawn.first; index <= drawn.last; index++) waiting.set(index % ring, index)
  const used = new Set<number>()
  const placed: number[] = []
  for (const index of kept) {
    const place = index % ring
    if (used.has(place)) continue
    const next = waiting.get(place) ?? index
    if (next >= rows) continue
    used.add(place)
    waiting.delete(place)
    placed.push(next)
  }
  return [...placed, ...waiting.values()]
}

/** The rows to draw, with some beyond the edges. */
export function rowsInView(now: RowScroll, geometry: RowGeometry, beyond = 6): RowRange {
  const top = now.scrollTopPx - now.shiftPx
  const first = Math.max(0, Math.floor(top / geometry.rowPx) - beyond)
  const last = Math.min(geometry.rows - 1, Math.ceil((top + geometry.viewPx) / geometry.rowPx) + beyond)
  return { first, last }
}
