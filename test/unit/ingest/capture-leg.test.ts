import { expect, it } from 'vitest'
import type { TlsReader } from '../../../main/ingest/capture-context.ts'
import { CaptureLeg, type TcpEvent } from '../../../main/ingest/capture-leg.ts'
import { Unspoken } from '../../../main/ingest/unspoken.ts'
import { SentPackets } from '../../../main/net/sent-packets.ts'
import { StreamMemory } from '../../../main/net/stream-memory.ts'
import type { Leg } from '../../../main/tls/leg.ts'
import { aLeg, aMessage } from '../../support/case-fixture.ts'
import { IGNORING_SINK } from '../../support/ignoring-sink.ts'

/** Each push is a message, each gap an event. */
function tlsOf(leg: Leg, changed: () => void): TlsReader {
  return {
    push() {
      leg.messages.push(aMessage())
      changed()
    },
    gap(_side, length, frame) {
      const [first] = leg.events
      if (first) leg.events.push({ ...first, kind: 'gap', length, frame })
      changed()
    },
    end() {},
  }
}

const event = (kind: TcpEvent['kind'], frame: number): TcpEvent => ({
  kind,
  direction: 0,
  frame,
  seconds: frame,
  nanoseconds: 0,
})

it('never changes events that were there already, as the index may have them', () => {
  const leg = aLeg({ messages: [], events: [] })
  const capture = new CaptureLeg(leg, 0, {
    sink: IGNORING_SINK,
    unspoken: new Unspoken(IGNORING_SINK),
    openTls: tlsOf,
    memory: new StreamMemory(1_000),
    held: { bytes: 0, handedOver: 0 },
    sent: new SentPackets(),
    recordedTwice: () => undefined,
  })
  const message = (frame: number): void => capture.push(0, new Uint8Array(1), 0, 1, frame, frame, 0, 0)
  let written: (string | number | undefined)[][] = []
  const seen = (): (string | number | undefined)[][] => leg.events.map(({ kind, frame }) => [kind, frame])
  for (const step of [
    () => message(1),
    () => capture.event(event('out_of_window', 2)),
    () => capture.event(event('retransmission', 3)),
    () => message(4),
    () => capture.event(event('retransmission', 5)),
    () => capture.gap(0, 9, 6, 6, 0),
    () => message(7),
    () => capture.event(event('retransmission', 8)),
    () => capture.event(event('conflict', 9)),
    () => capture.finish(1n, true),
  ]) {
    step()
    expect(seen().slice(0, written.length)).toEqual(written)
    written = seen()
  }
  expect(written).toEqual([
    ['out_of_window', 2],
    ['retransmission', 3],
    ['gap', 6],
    ['retransmission', 5],
    ['retransmission', 8],
    ['conflict', 9],
  ])
})
