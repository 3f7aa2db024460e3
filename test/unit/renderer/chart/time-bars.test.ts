import { describe, expect, test } from 'vitest'
import { binAt, spanPx, timeBars, type BinnedTime } from '../../../../renderer/chart/time-bars.ts'

const MINUTE = 60_000_000_000n
const START = 1_779_808_800_000_000_000n // 2026-05-26 15:20 UTC
const none = { established: 0, incomplete: 0, failed: 0 }
const time: BinnedTime = {
  startNs: START,
  widthNs: MINUTE,
  bins: [{ established: 900_000, incomplete: 0, failed: 1 }, none, { established: 0, incomplete: 4, failed: 2 }, none],
}

describe('bars over time', () => {
  const chart = timeBars(time, 456, 168)

  test('what failed stands on the base line, and one of a million is seen', () => {
    const [first, last] = chart.bars
    expect(first?.parts.map(({ outcome }) => outcome)).toEqual(['failed', 'established'])
    expect(first?.parts[0]?.heightPx).toBe(2)
    expect((first?.parts[0]?.yPx ?? 0) + (first?.parts[0]?.heightPx ?? 0)).toBe(chart.base)
    expect(last?.parts.map(({ outcome }) => outcome)).toEqual(['failed', 'incomplete'])
  })

  test('stretches without connections have no bar, and keep their room', () => {
    expect(chart.bars.map(({ index }) => index)).toEqual([0, 2])
    const [, bar] = chart.bars
    const step = (chart.right - chart.left) / 4
    expect(Math.abs((bar?.xPx ?? 0) + 32 - (chart.left + 2.5 * step))).toBeLessThan(1)
  })

  test('a bar is no wall, however long its stretch', () => {
    expect(chart.bars.map(({ widthPx }) => widthPx)).toEqual([64, 64])
    const [only] = timeBars({ startNs: START, widthNs: MINUTE, bins: time.bins.slice(0, 1) }, 1_400, 168).bars
    expect(only?.widthPx).toBe(64)
    expect(Math.abs((only?.xPx ?? 0) + 32 - (44 + 1_400 - 12) / 2)).toBeLessThan(1)
  })

  test('labels stand apart, as short as the stretches allow', () => {
    expect(chart.timeTicks.map(({ text }) => text)).toEqual(['15:20', '15:21', '15:22', '15:23'])
    for (const [at, tick] of chart.timeTicks.entries())
      expect(tick.xPx - (chart.timeTicks[at - 1]?.xPx ?? -100)).toBeGreaterThanOrEqual(96)
    expect(timeBars({ ...time, widthNs: 2_000_000n }, 456, 168).timeTicks[1]?.text).toBe('15:20:00.002')
    const days = timeBars({ ...time, widthNs: 600n * MINUTE }, 456, 168).timeTicks.map(({ text }) => text)
    expect(days).toEqual(['05-27 00:00', '12:00'])
    expect(timeBars({ ...time, widthNs: 1_440n * MINUTE }, 456, 168).timeTicks[1]?.text).toBe('2026-05-28')
  })

  test('labels are at whole minutes, though the first stretch begins between two', () => {
    const { timeTicks, left, right } = timeBars({ ...time, startNs: START + 41_300_000_000n }, 456, 168)
    expect(timeTicks.map(({ text }) => text)).toEqual(['15:21', '15:22', '15:23'])
    expect(timeTicks[0]?.xPx).toBeCloseTo(left + ((right - left) / 4) * (18.7 / 60), 3)
  })

  test('counts are whole numbers', () => {
    const few = timeBars({ ...time, bins: [{ ...none, failed: 1 }] }, 456, 168)
    expect(few.countTicks.map(({ value }) => value)).toEqual([0, 1])
    for (const { yPx } of chart.countTicks) expect(yPx).toBeGreaterThanOrEqual(chart.top - 0.001)
  })

  test('a place in the picture is a stretch, and back', () => {
    for (let bin = 0; bin < 4; bin++) {
      const [from, to] = spanPx(bin, bin, chart, 4)
      expect(binAt((from + to) / 2, chart, 4)).toBe(bin)
    }
    expect(binAt(-50, chart, 4)).toBe(0)
    expect(binAt(9_999, chart, 4)).toBe(3)
  })

  test('nothing, and no room, are no trouble', () => {
    expect(timeBars({ ...time, bins: [] }, 456, 168).bars).toEqual([])
    expect(timeBars(time, 0, 0).bars.every(({ widthPx }) => widthPx >= 1)).toBe(true)
  })
})
