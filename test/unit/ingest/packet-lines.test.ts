import { describe, expect, it } from 'vitest'
import { PacketLines } from '../../../main/ingest/packet-lines.ts'
import type { IngestSink } from '../../../main/ingest/sink.ts'
import type { Leg } from '../../../main/tls/leg.ts'
import { IGNORING_SINK } from '../../support/ignoring-sink.ts'

const told: (number | undefined)[][] = []
const sink: IngestSink = {
  ...IGNORING_SINK,
  legChanged: ({ messages, events }) => void told.push([...messages, ...events].map(({ line }) => line)),
  legFinished: ({ messages, events }) => void told.push([...messages, ...events].map(({ line }) => line)),
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

  it('gives lines before legs are handed over, and leaves alone what was', () => {
    const handedOver: (number | undefined)[] = []
    const leg = { messages: [at(1)], events: [] } as unknown as {
      messages: Leg['messages']
      readonly events: Leg['events']
    } & Leg
    const lines = new PacketLines({
      ...IGNORING_SINK,
      handOver() {
        handedOver.push(...[...leg.messages, ...leg.events].map(({ line }) => line))
        leg.messages.fill(at(undefined))
        leg.events.fill(at(undefined))
      },
    })
    lines.note(1, 10)
    lines.note(2, 20)
    lines.legChanged(leg)
    leg.events.push(at(2))
    lines.handOver()
    expect(handedOver).toEqual([10, 20])
    const touched: PropertyKey[] = []
    leg.messages = new Proxy(leg.messages, {
      get: (rows, key) => (touched.push(key), Reflect.get(rows, key) as unknown),
    })
    lines.note(3, 30)
    leg.messages.push(at(3))
    lines.legChanged(leg)
    expect(leg.messages[1]?.line).toBe(30)
    expect(touched.filter((key) => key === '0')).toEqual([])
  })

  it('passes on what somebody wrote into the source', () => {
    const notes: unknown[] = []
    const lines = new PacketLines({ ...IGNORING_SINK, sourceNote: (...note) => void notes.push(note) })
    lines.sourceNote('packet 1', 'slow here', 70)
    expect(notes).toEqual([['packet 1', 'slow here', 70]])
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
