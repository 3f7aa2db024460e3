import { describe, expect, it } from 'vitest'
import { annotations } from '../../../../../renderer/chart/axis/annotation.ts'
import { bands } from '../../../../../renderer/chart/axis/bands.ts'
import { failureOf, markOfEvidence, timedMarks } from '../../../../../renderer/chart/axis/timed-mark.ts'
import { standInConnections } from '../../../../support/stand-in-case.ts'

const of = (id: number) => {
  const detail = standInConnections()[id - 1]!.detail
  return { detail, ...timedMarks({ ...detail, sourceName: String, isLog: () => false }) }
}

describe('timed marks', () => {
  it('stand in the order of their times, counted from the first', () => {
    const { marks, startNs, detail } = of(2)
    const times = marks.map(({ atNs }) => atNs)
    expect(times).toEqual([...times].sort((a, b) => a - b))
    expect(times[0]).toBe(0)
    expect(startNs).toBe(detail.events[0]?.timeNs)
    expect(marks.filter(({ message }) => message !== undefined)).toHaveLength(detail.messages.length)
  })

  it('hold application data in a row as one, from its first record to its last', () => {
    const data = of(1).marks.filter(({ shape }) => shape === 'data')
    expect(data).toHaveLength(1)
    expect(data[0]!.endNs - data[0]!.atNs).toBe(1_200_000)
    expect(data[0]!.label).toBe('application data · 4 records · 3.0 kB')
  })

  it('count what has no time, and make nothing up for it', () => {
    const { detail } = of(2)
    const messages = detail.messages.map((message) => ({ ...message, timeNs: null }))
    const none = timedMarks({ messages, events: [], traceNotes: [], sourceName: String, isLog: () => false })
    expect(none).toEqual({ marks: [], startNs: undefined, untimed: messages.length })
  })

  it('are of the log where their source is one', () => {
    const { detail } = of(2)
    const { marks } = timedMarks({ ...detail, sourceName: String, isLog: () => true })
    expect(new Set(marks.map(({ lane }) => lane))).toEqual(new Set(['wire', 'log']))
  })

  it('are found by evidence', () => {
    const { marks, detail } = of(2)
    const [first, second] = detail.findings[0]!.evidence
    expect(markOfEvidence(marks, first!)?.message).toBe(1)
    expect(markOfEvidence(marks, second!)).toMatchObject({ lane: 'ssl', line: second!.line })
    expect(markOfEvidence(marks, { message: 99, source: 1, line: null, frame: null })).toBeUndefined()
    expect(failureOf(marks)?.label).toBe('fatal handshake_failure')
  })
})

describe('annotations', () => {
  const layout = bands(600, { client: 4, server: 4, ssl: 2, log: 0, annotations: true })
  const note = { id: 1, letter: 'A', text: 'look', connection: 2, n: 1, range: null, source: null }

  it('are numbers and letters over their marks, beside each other where they would meet', () => {
    const { marks, detail } = of(2)
    const { links, pins, failure } = annotations(
      marks,
      detail.findings[0]!.evidence,
      [note as unknown as Parameters<typeof annotations>[2][number]],
      ({ atNs }) => atNs / 20_000,
      500,
      layout,
    )
    expect(failure).toBe('message-2')
    expect(links.map(({ pill }) => pill.text)).toEqual(['1', '2'])
    expect(pins.map(({ text }) => text)).toEqual(['A'])
    const row = [...links.map(({ pill }) => pill), ...pins].sort((a, b) => a.x - b.x)
    row.reduce((end, { x, widthPx }) => {
      expect(x).toBeGreaterThanOrEqual(end)
      return x + widthPx
    }, 0)
  })

  it('leave out what is out of view', () => {
    const { marks, detail } = of(2)
    expect(annotations(marks, detail.findings[0]!.evidence, [], () => -40, 500, layout).links).toEqual([])
  })
})
