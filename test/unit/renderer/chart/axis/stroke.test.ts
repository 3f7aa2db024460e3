import { describe, expect, it } from 'vitest'
import { bands } from '../../../../../renderer/chart/axis/bands.ts'
import { density } from '../../../../../renderer/chart/axis/density.ts'
import { markNear, placesInView, strokes } from '../../../../../renderer/chart/axis/stroke.ts'
import { timedMark } from '../../../../support/timed-mark.ts'

const px = (ns: number): number => ns
const layout = bands(600, { client: 4, server: 6, ssl: 3, log: 2, annotations: true })

describe('bands', () => {
  it('lie under each other, within the height', () => {
    const { annotationY = 0, clientY, serverY, ssl, log, heightPx } = layout
    const order = [annotationY, clientY, serverY, ssl?.topY ?? 0, ssl?.y ?? 0, ssl?.bottomY ?? 0, log?.topY ?? 0]
    expect(order).toEqual([...order].sort((a, b) => a - b))
    expect(log?.bottomY).toBeLessThanOrEqual(heightPx)
    expect(heightPx).toBe(600)
  })

  it('keep a line for each lane however little room there is', () => {
    const small = bands(120, { client: 4, server: 6, ssl: 3, log: 2, annotations: true })
    expect([small.clientLines, small.serverLines, small.ssl?.lines, small.log?.lines]).toEqual([1, 1, 1, 1])
    expect(small.heightPx).toBeGreaterThan(120)
  })

  it('give lines to who wants them', () => {
    const { clientLines, serverLines, ssl } = bands(900, { client: 2, server: 7, ssl: 0, log: 0, annotations: false })
    expect([clientLines, serverLines, ssl]).toEqual([2, 7, undefined])
  })
})

describe('what is drawn', () => {
  it('is one path for all that is drawn alike', () => {
    const marks = [
      timedMark(1),
      timedMark(50),
      timedMark(90, { from: 'server' }),
      timedMark(120, { look: 'encrypted' }),
      timedMark(130, { shape: 'tcp', tone: 'bad', kind: 'rst' }),
      timedMark(140, { shape: 'point', lane: 'ssl', tone: 'bad' }),
      timedMark(150, { shape: 'data', endNs: 190 }),
    ]
    const drawn = strokes(placesInView(marks, px, 600), layout)
    expect(drawn.map(({ look }) => look)).toEqual([
      'message ink plain client',
      'message ink plain server',
      'message ink encrypted client',
      'tcp bad client',
      'point bad ssl',
      'data ink',
    ])
    expect(drawn[0]?.line.match(/M/g)).toHaveLength(2)
  })

  it('is what is in view, and one mark of those that fall together', () => {
    const marks = Array.from({ length: 5_000 }, (_, i) => timedMark(i / 50))
    expect(placesInView(marks, px, 600).length).toBeLessThan(210)
    expect(placesInView(marks, (ns) => ns * 1_000, 600).length).toBeLessThan(40)
  })

  it('is found under the pointer, in its lane', () => {
    const record = timedMark(104, { lane: 'ssl', shape: 'point' })
    const data = timedMark(90, { shape: 'data', endNs: 300 })
    const message = timedMark(100)
    const places = placesInView([data, message, record], px, 600)
    expect(markNear(places, 103, layout.clientY + 20, layout)).toBe(message)
    expect(markNear(places, 103, layout.ssl!.y, layout)).toBe(record)
    expect(markNear(places, 250, layout.clientY + 20, layout)).toBe(data)
    expect(markNear(places, 400, layout.clientY + 20, layout)).toBeUndefined()
  })
})

describe('density', () => {
  it('counts in columns, and shows the little beside the much', () => {
    const marks = [...Array.from({ length: 400 }, () => timedMark(1)), timedMark(30, { tone: 'bad' })]
    expect(density(marks, px, 3)).toEqual([
      { px: 0, share: 1, bad: false },
      { px: 30, share: 0.22, bad: true },
    ])
  })
})
