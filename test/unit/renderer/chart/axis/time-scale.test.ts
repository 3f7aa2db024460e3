import { describe, expect, it } from 'vitest'
import { idleStretches, mostZoom, revealing, timeScale, zoomed } from '../../../../../renderer/chart/axis/time-scale.ts'

const US = 1_000
const MINUTE = 60_000_000_000

describe('idle stretches', () => {
  it('are the waits that are longer than everything else together', () => {
    const times = [0, 40 * US, 90 * US, 90 * US + MINUTE, 100 * US + MINUTE, 130 * US + MINUTE]
    expect(idleStretches(times)).toEqual([[90 * US, 90 * US + MINUTE]])
  })

  it('are all of the long ones, where there are several', () => {
    const times = [0, 10 * US, 30 * US, 30 * US + MINUTE, 40 * US + MINUTE, 40 * US + 2 * MINUTE]
    expect(idleStretches(times)).toHaveLength(2)
  })

  it.each([
    ['nothing', []],
    ['one time', [5]],
    ['two times', [0, MINUTE]],
    ['the same time again and again', [7, 7, 7]],
    ['an even pace', [0, 1, 2, 3, 4, 5].map((i) => i * MINUTE)],
    ['a slow pace that a burst began', [0, 1, 2, ...Array.from({ length: 60 }, (_, i) => (i + 1) * MINUTE)]],
    ['waits of some nanoseconds', [0, 10, 5_000]],
  ])('are none for %s', (_, times) => expect(idleStretches(times)).toEqual([]))
})

describe('the scale', () => {
  it('is linear, both ways', () => {
    const scale = timeScale([0, 1_000_000], [10, 110])
    expect(scale.px(500_000)).toBe(60)
    expect(scale.ns(60)).toBe(500_000)
    expect(scale.pieces).toEqual([{ fromNs: 0, toNs: 1_000_000, fromPx: 10, toPx: 110, idle: false }])
  })

  it('has a length where everything happens at once', () => {
    const scale = timeScale([0, 0], [10, 110])
    expect(scale.px(0)).toBe(10)
    expect(Number.isFinite(scale.ns(110))).toBe(true)
  })

  it('draws idle stretches short, keeps the order, and one rate for all the rest', () => {
    const idle = [[100 * US, 100 * US + MINUTE]] as const
    const scale = timeScale([0, 200 * US + MINUTE], [0, 1000], idle)
    const [a, b, c] = scale.pieces
    expect(scale.pieces.map((piece) => piece.idle)).toEqual([false, true, false])
    expect(b!.toPx - b!.fromPx).toBeCloseTo(130)
    const rate = (piece: typeof a): number => (piece!.toPx - piece!.fromPx) / (piece!.toNs - piece!.fromNs)
    expect(rate(a)).toBeCloseTo(rate(c), 6)
    expect(scale.px(50 * US)).toBeLessThan(scale.px(100 * US))
    expect(scale.px(100 * US)).toBeLessThan(b!.fromPx)
    expect(scale.px(100 * US + MINUTE)).toBeGreaterThan(b!.toPx)
    expect(scale.ns(scale.px(150 * US + MINUTE))).toBeCloseTo(150 * US + MINUTE, -2)
  })

  it('leaves half of the width to what happens, however many idle stretches there are', () => {
    const idle = Array.from({ length: 50 }, (_, i) => [i * MINUTE + 10 * US, (i + 1) * MINUTE] as const)
    const { pieces } = timeScale([0, 50 * MINUTE + 10 * US], [0, 1000], idle)
    const short = pieces.filter((piece) => piece.idle).reduce((sum, { fromPx, toPx }) => sum + toPx - fromPx, 0)
    expect(short).toBeCloseTo(500)
  })

  it('is enlarged and moved', () => {
    const scale = zoomed(timeScale([0, 100], [0, 100]), { k: 10, x: -200 })
    expect(scale.px(1_000 / 10)).toBeCloseTo(-200 + timeScale([0, 100], [0, 100]).px(100) * 10)
    expect(scale.ns(scale.px(42))).toBeCloseTo(42)
  })

  it('is enlarged as far as clocks go', () => {
    expect(mostZoom(timeScale([0, MINUTE], [0, 1000]))).toBeCloseTo(600_000)
    expect(mostZoom(timeScale([0, 1_000], [0, 1000]))).toBe(1)
  })
})

describe('revealing a place', () => {
  it('leaves what is in view', () => expect(revealing(50, { k: 2, x: 0 }, 400, 40)).toEqual({ k: 2, x: 0 }))
  it('brings it to the middle', () => expect(revealing(300, { k: 4, x: 0 }, 400, 40)).toEqual({ k: 4, x: -1_000 }))
  it('goes no farther than the ends', () => {
    expect(revealing(1, { k: 4, x: -800 }, 400, 40)).toEqual({ k: 4, x: 0 })
    expect(revealing(399, { k: 4, x: 0 }, 400, 40)).toEqual({ k: 4, x: -1_200 })
  })
})
