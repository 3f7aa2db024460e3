import { describe, expect, it } from 'vitest'
import { PacketLines } from '../../../main/ingest/packet-lines.ts'
import type { IngestSink } from '../../../main/ingest/sink.ts'
import type { Leg } from '../../../main/tls/leg.ts'

const told: (number | undefined)[][] = []
const sink: IngestSink = {
  legChanged: ({ messages, events }) => void told.push([...messages, ...events].map(({ line }) => line)),
  legFinished: ({ messages, events }) => void told.push([...messages, ...events].map(({ line }) => line)),
  traceRecord() {},
  counts() {},
  times() {},
  warn() {},
}
const at = (frame: number | undefined): Leg['messages'][number] & Leg['events'][number] =>
  ({ frame, line: undefined }) as Leg['messages'][number] & Leg['events'][number]

describe('PacketLines', () => {
  it('gives messages and events the line of their packet before the leg is told of', () => {
    const lines = new PacketLines(sink)
    const leg = { messages: [at(1)], events: [at(2)] } as unknown as Leg
    lines.note(1, 10)
    lines.note(2, 55)
    lines.legChanged(leg)
    leg.messages.push(at(3), at(4), at(undefined))
    lines.note(3, 70)
    lines.note(4, 99)
    lines.legFinished(leg)
    expect(told).toEqual([
      [10, 55],
      [10, 70, 99, undefined, 55],
    ])
  })

  it('claims nothing of packets that are too long ago', () => {
    const lines = new PacketLines(sink)
    lines.note(1, 10)
    lines.note(65_537, 20)
    const leg = { messages: [at(1), at(65_537)], events: [] } as unknown as Leg
    lines.legChanged(leg)
    expect(told.at(-1)).toEqual([undefined, 20])
  })
})
