import { describe, expect, it } from 'vitest'
import type { SegmentSketch } from '../../support/tcp-recorder.ts'
import { opened, TcpRecorder } from '../../support/tcp-recorder.ts'

const FIN = 0x11
const SYN = 0x02
const SYN_ACK = 0x12
const RST = 0x04

describe('isReusedBy', () => {
  const reused = (recorder: TcpRecorder, sketch: SegmentSketch, direction: 0 | 1 = 0) => {
    const segment = recorder.sketched(sketch)
    const answer = recorder.stream.isReusedBy(segment, direction)
    // What is remembered of a connection that is over must answer the same.
    expect(recorder.stream.past().isReusedBy(segment, direction)).toBe(answer)
    return answer
  }

  it('says no to the same SYN again, and to all that is no SYN', () => {
    const recorder = opened()
    expect(reused(recorder, { sequence: 1_000, flags: SYN })).toBe(false)
    expect(reused(recorder, { sequence: 7, text: 'ab' })).toBe(false)
    expect(reused(recorder, { sequence: 7, flags: SYN | RST })).toBe(false)
    expect(reused(recorder, { sequence: 6_000, flags: SYN_ACK }, 1)).toBe(false)
  })

  it('says yes to another SYN', () => {
    expect(reused(opened(), { sequence: 2_000, flags: SYN })).toBe(true)
  })

  it('says no to a repeated SYN after a refusal, and yes after a proper end', () => {
    const refused = new TcpRecorder()
    refused.send(0, { sequence: 1_000, flags: SYN })
    refused.send(1, { sequence: 0, acknowledgment: 1_001, flags: RST | 0x10 })
    expect(reused(refused, { sequence: 1_000, flags: SYN })).toBe(false)
    const ended = opened()
    ended.send(0, { sequence: 1_001, acknowledgment: 5_001, flags: FIN })
    ended.send(1, { sequence: 5_001, acknowledgment: 1_002, flags: FIN })
    ended.send(0, { sequence: 1_002, acknowledgment: 5_002 })
    expect(reused(ended, { sequence: 1_000, flags: SYN })).toBe(true)
    expect(reused(ended, { sequence: 6_000, flags: SYN_ACK }, 1)).toBe(true)
  })

  it('takes a SYN that was recorded late for what it is', () => {
    const recorder = new TcpRecorder()
    recorder.send(0, { sequence: 1_001, text: 'ab' })
    expect(reused(recorder, { sequence: 1_000, flags: SYN })).toBe(false)
    expect(reused(recorder, { sequence: 1_002, flags: SYN })).toBe(true)
  })
})
