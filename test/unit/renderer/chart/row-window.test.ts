import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  countOf,
  drawnNext,
  heldRows,
  keepingTop,
  NO_ROWS,
  revealing,
  ringRows,
  rowsInView,
  scrolledTo,
  scrollerHeightPx,
  settled,
  TALLEST_PX,
} from '../../../../renderer/chart/row-window.ts'

const small = { rows: 100, rowPx: 50, viewPx: 500 }
const million = { rows: 1_000_000, rowPx: 52, viewPx: 700 }
const top = { scrollTopPx: 0, shiftPx: 0 }

describe('a list that fits into an element', () => {
  it('is as tall as its rows and is scrolled by the browser alone', () => {
    expect(scrollerHeightPx(small)).toBe(5_000)
    expect(scrolledTo(top, 1_234, small)).toEqual({ scrollTopPx: 1_234, shiftPx: 0 })
    expect(settled({ scrollTopPx: 1_234, shiftPx: 0 }, small)).toEqual({ scrollTopPx: 1_234, shiftPx: 0 })
  })

  it('draws the rows in view and a few beyond', () => {
    expect(rowsInView({ scrollTopPx: 1_000, shiftPx: 0 }, small, 2)).toEqual({ first: 18, last: 32 })
    expect(rowsInView(top, { ...small, rows: 0 }, 2).last).toBe(-1)
  })

  it('reveals a row with the least movement', () => {
    expect(revealing(3, top, small)).toBe(top)
    expect(revealing(20, top, small).scrollTopPx).toBe(21 * 50 - 500)
    expect(revealing(2, { scrollTopPx: 1_000, shiftPx: 0 }, small).scrollTopPx).toBe(100)
    expect(revealing(99, top, small).scrollTopPx).toBe(4_500)
  })
})

describe('rows that become higher or lower', () => {
  it.each([
    ['few', small, 1_234],
    ['few, at the end', small, 4_500],
    ['a million', million, 4_000_000],
    ['a million, near the beginning', million, 900],
    ['a million, at the end', million, TALLEST_PX - 700],
  ])('%s: the one at the top stays there', (_, before, scrollTopPx) => {
    const after = { ...before, rowPx: Math.round(before.rowPx * 1.25) }
    const topOf = ({ scrollTopPx, shiftPx }: typeof top, rowPx: number): number => (scrollTopPx - shiftPx) / rowPx
    const was = scrolledTo(top, scrollTopPx, before)
    const higher = keepingTop(was, before, after)
    expect(topOf(higher, after.rowPx)).toBeCloseTo(topOf(was, before.rowPx), 1)
    // At the end fewer rows fit, and the last one may have left the view below: never one that was above it.
    expect(topOf(keepingTop(higher, after, before), before.rowPx)).toBeCloseTo(topOf(was, before.rowPx), 0)
    expect(rowsInView(higher, after, 0).last).toBeLessThan(before.rows)
  })
})

describe('a million rows', () => {
  it('stays below what browsers can lay out', () => {
    expect(scrollerHeightPx(million)).toBe(TALLEST_PX)
  })

  it('moves pixel by pixel for small steps', () => {
    const before = scrolledTo(top, 4_000_000, million)
    const after = scrolledTo(before, 4_000_100, million)
    expect(after.scrollTopPx - after.shiftPx - (before.scrollTopPx - before.shiftPx)).toBe(100)
  })

  it('shows the last row at the end and the first at the start', () => {
    const end = scrolledTo(top, TALLEST_PX - million.viewPx, million)
    expect(rowsInView(end, million, 0).last).toBe(999_999)
    expect(rowsInView(scrolledTo(end, 0, million), million, 0).first).toBe(0)
  })

  it('reaches every row, and keeps it in place when scrolling rests', () => {
    for (const row of [0, 1, 12_345, 500_000, 999_998, 999_999]) {
      const there = revealing(row, top, million)
      expect(there.scrollTopPx).toBeLessThanOrEqual(TALLEST_PX - million.viewPx)
      const drawn = row * million.rowPx + there.shiftPx
      expect(drawn).toBeGreaterThanOrEqual(there.scrollTopPx - 1)
      expect(drawn + million.rowPx).toBeLessThanOrEqual(there.scrollTopPx + million.viewPx + 1)
      const rest = settled(there, million)
      expect(rest.scrollTopPx - rest.shiftPx).toBeCloseTo(there.scrollTopPx - there.shiftPx, 3)
    }
  })
})

describe('rows whose pages have come', () => {
  const wanted = { first: 90, last: 120 }

  it('are the first of them up to the next that has not', () => {
    expect(heldRows(wanted, () => true)).toEqual(wanted)
    expect(heldRows(wanted, (row) => row >= 100)).toEqual({ first: 100, last: 120 })
    expect(heldRows(wanted, (row) => row < 100)).toEqual({ first: 90, last: 99 })
    expect(heldRows(wanted, (row) => row > 95 && row !== 110)).toEqual({ first: 96, last: 109 })
  })

  it('are none where none has, or none is wanted', () => {
    expect(countOf(heldRows(wanted, () => false))).toBe(0)
    expect(countOf(heldRows(NO_ROWS, () => true))).toBe(0)
  })
})

describe('what is drawn from frame to frame', () => {
  const inView = { first: 106, last: 115 }
  const wanted = { first: 100, last: 121 }

  it('begins with what is in view, then draws what lies beyond', () => {
    const first = drawnNext(NO_ROWS, inView, wanted, 6)
    expect(first).toEqual({ first: 106, last: 111 })
    const second = drawnNext(first, inView, wanted, 6)
    expect(second).toEqual({ first: 106, last: 117 })
    const third = drawnNext(second, inView, wanted, 6)
    expect(third).toEqual({ first: 104, last: 121 })
    expect(drawnNext(third, inView, wanted, 6)).toEqual(wanted)
  })

  it('keeps what a small step leaves in view', () => {
    expect(drawnNext({ first: 98, last: 119 }, inView, wanted, 6)).toEqual(wanted)
    expect(drawnNext({ first: 110, last: 131 }, inView, wanted, 6)).toEqual({ first: 104, last: 121 })
  })

  it('begins anew where nothing of it is drawn', () => {
    expect(drawnNext({ first: 5_000, last: 5_021 }, inView, wanted, 6)).toEqual({ first: 106, last: 111 })
    expect(drawnNext({ first: 5, last: 9 }, NO_ROWS, NO_ROWS, 6)).toEqual(NO_ROWS)
  })

  const ranges = fc.tuple(fc.nat(200), fc.nat(20), fc.nat(6), fc.nat(6)).map(([first, rows, above, below]) => ({
    inView: { first: first + above, last: first + above + rows },
    wanted: { first, last: first + above + rows + below },
  }))

  it('never makes more than it may, and comes to what is wanted', () => {
    fc.assert(
      fc.property(ranges, ranges, fc.integer({ min: 1, max: 30 }), (from, to, most) => {
        let drawn = from.wanted
        for (let frame = 0; frame < 60; frame++) {
          const next = drawnNext(drawn, to.inView, to.wanted, most)
          const shared = { first: Math.max(drawn.first, next.first), last: Math.min(drawn.last, next.last) }
          expect(countOf(next) - countOf(shared)).toBeLessThanOrEqual(most)
          expect(next.first).toBeGreaterThanOrEqual(to.wanted.first)
          expect(next.last).toBeLessThanOrEqual(to.wanted.last)
          drawn = next
        }
        expect(drawn).toEqual(to.wanted)
      }),
    )
  })

  it('has an element for each row that is drawn, and never two rows for one', () => {
    fc.assert(
      fc.property(fc.array(ranges, { minLength: 1 }), fc.integer({ min: 1, max: 240 }), (views, rows) => {
        const ring = Math.max(...views.map(({ wanted }) => countOf(wanted)))
        let kept: readonly number[] = []
        for (const { wanted } of views) {
          const drawn = { first: Math.min(wanted.first, rows), last: Math.min(wanted.last, rows - 1) }
          kept = ringRows(kept, drawn, ring, rows)
          expect(new Set(kept.map((index) => index % ring)).size).toBe(kept.length)
          expect(kept.filter((index) => index >= drawn.first && index <= drawn.last)).toHaveLength(countOf(drawn))
          expect(Math.max(-1, ...kept)).toBeLessThan(rows)
        }
      }),
    )
  })

  it('keeps elements of rows that left the view until others need them', () => {
    expect(ringRows([0, 1, 2, 3], { first: 9, last: 10 }, 4, 100)).toEqual([0, 9, 10, 3])
    expect(ringRows([0, 9, 10, 3], { first: 0, last: 1 }, 4, 3)).toEqual([0, 1])
  })
})
