import { describe, expect, it } from 'vitest'
import { elapsed, ruler, tickStep } from '../../../../../renderer/chart/axis/ruler.ts'
import { timeScale, zoomed } from '../../../../../renderer/chart/axis/time-scale.ts'

const US = 1_000
const MS = 1_000_000
const SECOND = 1_000_000_000
const MINUTE = 60 * SECOND
const texts = (spanNs: number, widthPx = 1_000, zoom = { k: 1, x: 0 }): readonly string[] =>
  ruler(zoomed(timeScale([0, spanNs], [20, widthPx]), zoom).pieces, widthPx).ticks.map(({ text }) => text)

describe('steps', () => {
  it.each([
    [3, 5],
    [700, 1_000],
    [1_400, 2_000],
    [3 * SECOND, 5 * SECOND],
    [12 * SECOND, 15 * SECOND],
    [40 * SECOND, MINUTE],
    [11 * MINUTE, 15 * MINUTE],
    [50 * MINUTE, 60 * MINUTE],
    [100 * MINUTE, 120 * MINUTE],
    [5 * 60 * MINUTE, 6 * 60 * MINUTE],
    [30 * 60 * MINUTE, 48 * 60 * MINUTE],
  ])('of at least %i ns are %i', (least, step) => expect(tickStep(least)).toBe(step))
})

describe('labels', () => {
  it('are in the unit of the step', () => {
    expect(texts(10 * US).slice(0, 3)).toEqual(['0', '1 µs', '2 µs'])
    expect(texts(6 * MS).slice(0, 4)).toEqual(['0', '500 µs', '1 ms', '+500 µs'])
    expect(texts(10 * SECOND).slice(0, 3)).toEqual(['0', '1 s', '2 s'])
    expect(texts(2 * MINUTE)).toContain('1 min')
    expect(texts(2 * MINUTE)).toContain('+10 s')
  })

  it('say what they count from where that is out of view', () => {
    const at = zoomed(timeScale([0, 2 * MINUTE], [0, 1_000]), {
      k: 1e6,
      x: -(MINUTE / (2 * MINUTE)) * 1_000 * 1e6 - 300,
    })
    const { ticks, before } = ruler(at.pieces, 1_000)
    expect(ticks.length).toBeGreaterThan(3)
    expect(before).toBe('1 min')
    expect(ticks.every(({ text }) => text.startsWith('+') && text.endsWith('µs'))).toBe(true)
  })

  it('never touch, from nanoseconds to days', () => {
    for (let span = 2_000; span < 3e14; span *= 1.7)
      for (const width of [180, 640, 3_400]) {
        const { ticks } = ruler(timeScale([0, span], [0, width]).pieces, width)
        expect(ticks.length).toBeGreaterThan(0)
        ticks.reduce((end, { px, text }) => {
          const half = (text.length * 6.2) / 2
          expect(px - half, `${span} ${width} ${text}`).toBeGreaterThanOrEqual(end)
          return px + half
        }, -50)
      }
  })

  it('begin anew behind an idle stretch, and leave it blank', () => {
    const scale = timeScale([0, MINUTE + 200 * US], [0, 1_000], [[100 * US, 100 * US + MINUTE]])
    const { ticks } = ruler(scale.pieces, 1_000)
    const idle = scale.pieces.find((piece) => piece.idle)!
    expect(ticks.some(({ px }) => px > idle.fromPx + 1 && px < idle.toPx - 1)).toBe(false)
    expect(ticks.find(({ px }) => px >= idle.toPx)).toMatchObject({ strong: true })
    expect(ticks.find(({ px }) => px >= idle.toPx)?.text).toMatch(/^1 min 0\.000\d+ s$/)
  })

  it('are none where nothing is in view', () => expect(ruler([], 500)).toEqual({ ticks: [], fine: [], before: '' }))
})

describe('elapsed time', () => {
  it.each([
    [0, 1, '0'],
    [3 * MS, US, '3 ms'],
    [1_250 * US, US, '1.25 ms'],
    [60 * SECOND, SECOND, '1 min'],
    [75 * SECOND, SECOND, '1 min 15 s'],
    [3 * SECOND, MS, '3.000 s'],
    [3 * SECOND + 2 * MS, US, '3.002000 s'],
  ])('%i ns to %i is %s', (ns, exact, text) => expect(elapsed(ns, exact)).toBe(text))
})
