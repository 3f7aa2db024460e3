import { describe, expect, it } from 'vitest'
import { timeScale } from '../../../../../renderer/chart/axis/time-scale.ts'
import { longestWait, pauses, waits } from '../../../../../renderer/chart/axis/wait.ts'
import { timedMark } from '../../../../support/timed-mark.ts'

const SECOND = 1_000_000_000
const scale = timeScale([0, 10 * SECOND], [0, 1_000])
const texts = (marks: Parameters<typeof pauses>[0]) => waits(pauses(marks), scale, 1_000).map(({ text }) => text)

describe('waits', () => {
  it('are measured where there is room, and long ones say that nothing came', () => {
    expect(texts([timedMark(0), timedMark(0.8 * SECOND), timedMark(3.802 * SECOND), timedMark(3.9 * SECOND)])).toEqual([
      '800 ms',
      '3.002 s nothing',
    ])
  })

  it('say less where something else happened meanwhile', () => {
    const note = timedMark(2 * SECOND, { lane: 'ssl', shape: 'point' })
    expect(texts([timedMark(0), note, timedMark(4 * SECOND)])).toEqual(['4.000 s no message'])
  })

  it('say the measure alone where there is room for no more', () => {
    expect(texts([timedMark(0), timedMark(SECOND)])).toEqual(['1.000 s'])
  })

  it('stand upright where a long one is narrow, and a short one is left out', () => {
    const [wait] = waits(pauses([timedMark(0), timedMark(SECOND)]), timeScale([0, 10 * SECOND], [0, 300]), 300)
    expect(wait).toMatchObject({ text: '1.000 s', upright: true })
    expect(waits(pauses([timedMark(0), timedMark(SECOND)]), timeScale([0, 10 * SECOND], [0, 100]), 100)).toEqual([])
  })

  it('begin where data ends', () => {
    const data = timedMark(0, { shape: 'data', endNs: 5 * SECOND })
    expect(texts([data, timedMark(SECOND), timedMark(9 * SECOND)])).toEqual(['4.000 s nothing'])
  })

  it('stand in the middle of what is in view', () => {
    const [wait] = waits(
      pauses([timedMark(0), timedMark(10 * SECOND)]),
      timeScale([0, 10 * SECOND], [-5_000, 5_000]),
      600,
    )
    expect(wait?.textPx).toBe(300)
  })

  it('are none out of view', () => {
    expect(waits(pauses([timedMark(0), timedMark(SECOND)]), timeScale([0, SECOND], [-900, -100]), 600)).toEqual([])
  })
})

describe('the longest wait', () => {
  it('is told with what came before it', () => {
    expect(longestWait(pauses([timedMark(0), timedMark(10, { label: 'server_hello' }), timedMark(3 * SECOND)]))).toBe(
      '3.000 s after server_hello',
    )
  })
  it('is none of one mark', () => expect(longestWait(pauses([timedMark(0)]))).toBeUndefined())
})
