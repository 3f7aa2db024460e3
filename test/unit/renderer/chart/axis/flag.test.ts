import { describe, expect, it } from 'vitest'
import { type Flag, flags, lineWidth, roomAtEnd } from '../../../../../renderer/chart/axis/flag.ts'
import { timedMark } from '../../../../support/timed-mark.ts'

const at = (x: number, label = 'client_hello', more = {}) => timedMark(x, { key: `${x} ${label}`, label, ...more })
const place = ({ atNs }: { readonly atNs: number }): number => atNs
const labels = (placed: readonly Flag[]) => placed.map(({ lines }) => lines.map(({ mark }) => mark.label))
const room = { lines: 6, endPx: 5_000 }
const heightOf = ({ lines, more }: Flag): number => lines.length + (more > 0 ? 1 : 0)

describe('flags', () => {
  it('are one block for marks that lie together, in their order', () => {
    expect(labels(flags([at(10, 'a'), at(12, 'b'), at(300, 'c')], place, room))).toEqual([['a', 'b'], ['c']])
  })

  it('show details where all fit', () => {
    expect(flags([at(10, 'a', { detail: '3 suites' })], place, room)[0]?.lines[0]?.detail).toBe('3 suites')
    const crowd = Array.from({ length: 40 }, (_, i) => at(i * 12, 'name', { detail: 'a long detail of it' }))
    expect(flags(crowd, place, room).every(({ lines }) => lines.every(({ detail }) => detail === ''))).toBe(true)
  })

  it('never lie over each other, and no stem runs through a name', () => {
    const marks = Array.from({ length: 300 }, (_, i) => at((i * i * 7.3) % 2_400, `name ${i % 9}`)).sort(
      (a, b) => a.atNs - b.atNs,
    )
    const placed = flags(marks, place, room)
    expect(placed.length).toBeGreaterThan(10)
    for (const flag of placed) {
      expect(flag.level + heightOf(flag)).toBeLessThanOrEqual(room.lines)
      const end = flag.x + Math.max(...flag.lines.map(lineWidth))
      for (const other of placed) {
        if (other === flag || other.x <= flag.x || other.x >= end) continue
        // Its block lies nearer to the lane than this one, so its stem does not reach up here.
        expect(other.level + heightOf(other)).toBeLessThanOrEqual(flag.level)
      }
    }
  })

  it('make room for an alert', () => {
    const crowd = Array.from({ length: 60 }, (_, i) => at(i * 11, `name ${i}`))
    const alert = at(331, 'fatal handshake_failure', { alert: true, tone: 'bad' })
    const marks = [...crowd, alert].sort((a, b) => a.atNs - b.atNs)
    expect(labels(flags(marks, place, { lines: 1, endPx: 5_000 })).flat()).toContain('fatal handshake_failure')
  })

  it('are none of a crowd, but of what matters in it', () => {
    const crowd = Array.from({ length: 400 }, (_, i) => at(i * 10, `name ${i}`))
    expect(flags(crowd, place, { lines: 1, endPx: 5_000 })).toEqual([])
    const alert = at(2_005, 'fatal x', { alert: true, tone: 'bad' })
    const marks = [...crowd, alert].sort((a, b) => a.atNs - b.atNs)
    expect(labels(flags(marks, place, { lines: 1, endPx: 5_000 })).flat()).toContain('fatal x')
  })

  it('count what a block has no lines for, and leave out what matters least', () => {
    const marks = [
      ...Array.from({ length: 9 }, (_, i) => at(10, `tcp ${i}`, { shape: 'tcp', tone: 'quiet' })),
      at(10, 'fatal x', { tone: 'bad' }),
    ]
    const [flag] = flags(marks, place, { lines: 3, endPx: 900 })
    expect(flag).toMatchObject({ more: 8 })
    expect(flag?.lines.map(({ mark }) => mark.label)).toEqual(['tcp 0', 'fatal x'])
  })

  it('are none where there is no line, or nothing', () => {
    expect(flags([at(1)], place, { lines: 0, endPx: 100 })).toEqual([])
    expect(flags([], place, room)).toEqual([])
  })
})

describe('room at the end', () => {
  it('is what the last name needs, and no more than its part of the width', () => {
    expect(roomAtEnd([at(0), at(100, 'ten_letter')], 100, 1_000)).toBeCloseTo(
      lineWidth({ mark: at(0, 'ten_letter'), detail: '' }),
    )
    expect(roomAtEnd([at(100, 'x'.repeat(300))], 100, 1_000)).toBeCloseTo(420)
    expect(roomAtEnd([at(0, 'x'.repeat(30)), at(100, '')], 100, 1_000)).toBeCloseTo(
      lineWidth({ mark: at(100, ''), detail: '' }),
    )
  })
})
