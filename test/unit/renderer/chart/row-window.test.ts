import { describe, expect, it } from 'vitest'
import {
  keepingTop,
  revealing,
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
