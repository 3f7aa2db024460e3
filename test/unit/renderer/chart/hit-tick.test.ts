import { describe, expect, it } from 'vitest'
import { hitTicks, nextHit, TICK_PX } from '../../../../renderer/chart/hit-tick.ts'

describe('ticks', () => {
  it('lie where the share of the lines is, each place once', () => {
    expect(hitTicks([1, 2, 3, 501, 1_000], 1_000, 100)).toEqual([0, 50, 98])
  })
  it('stay inside for a million hits', () => {
    const ticks = hitTicks(
      Array.from({ length: 100_000 }, (_, i) => i * 120 + 1),
      12_000_000,
      800,
    )
    expect(ticks.length).toBeLessThanOrEqual(800)
    expect(Math.max(...ticks)).toBeLessThanOrEqual(800 - TICK_PX)
  })
  it.each([
    [[5], 0, 100],
    [[5], 10, 0],
    [[], 10, 100],
  ])('are none for hits %j in %i lines on %i px', (hits, lines, px) => expect(hitTicks(hits, lines, px)).toEqual([]))
})

describe('the next hit', () => {
  it.each([
    [0, 1, 0],
    [10, 1, 1],
    [15, 1, 1],
    [30, 1, 0],
    [30, -1, 1],
    [10, -1, 2],
    [99, -1, 2],
  ] as const)('from line %i by %i is hit %i', (line, step, at) => expect(nextHit([10, 20, 30], line, step)).toBe(at))
  it('is none where there are none', () => expect(nextHit([], 5, 1)).toBe(-1))
})
