import type { EventRow } from '../../preload/contract/connection.ts'
import { standInConnections } from './stand-in-case.ts'
import { type StandInConnection } from './stand-in-connection.ts'

const WAIT_NS = 60_000_000_000n
const LONG_MESSAGES = 5_000

/** One handshake whose server answered within microseconds, and then said nothing for a minute. */
export function standInWaiting(): StandInConnection[] {
  return [timed(first(), (i) => BigInt(i) * 37_000n + (i >= 5 ? WAIT_NS : 0n))]
}

/** One connection that renegotiates all day. */
export function standInLong(): StandInConnection[] {
  const model = first()
  const messages = Array.from({ length: LONG_MESSAGES }, (_, i) => {
    const found = model.messages[i % model.messages.length]
    if (!found) throw new TypeError('the stand-in has no messages')
    return { ...found, row: { ...found.row, n: i + 1 } }
  })
  // In bursts that lie apart, each a little different: the same at every run.
  return [timed({ ...model, messages }, (i) => BigInt(i * 11 + (i % 12) * (i % 7)) * 1_000_000n)]
}

function first(): StandInConnection {
  const [model] = standInConnections()
  if (!model) throw new TypeError('the stand-in has no connections')
  return model
}

/** The same with other times: `afterNs` of a message since the beginning. Events and records keep the message that they come after. */
function timed({ detail, messages }: StandInConnection, afterNs: (at: number) => bigint): StandInConnection {
  const startNs = detail.row.startNs ?? 0n
  const moved = messages.map((message, i) => ({
    ...message,
    row: { ...message.row, timeNs: startNs + afterNs(i), frame: 4 + i * 2 },
  }))
  const behind = (afterMessage: number, place: number): bigint =>
    startNs + (afterMessage === 0 ? -120_000n : afterNs(afterMessage - 1)) + BigInt(place + 1) * 9_000n
  const events: readonly EventRow[] = [
    ...detail.events.map((event, i) => ({ ...event, timeNs: behind(event.afterMessage, i) })),
    ...[1, 2, 4].map((seconds) => ({
      kind: 'retransmission' as const,
      timeNs: behind(5, 0) + BigInt(seconds) * 8_000_000_000n,
      source: 1,
      frame: 13,
      line: null,
      from: 'client' as const,
      afterMessage: 5,
      length: 77,
      text: null,
    })),
  ]
  return {
    messages: moved,
    detail: {
      ...detail,
      row: { ...detail.row, endNs: moved.at(-1)?.row.timeNs ?? startNs, messageCount: moved.length },
      messages: moved.map(({ row }) => row),
      events: [...events],
      traceNotes: detail.traceNotes.map((note, i) => ({ ...note, timeNs: behind(note.afterMessage, i) })),
    },
  }
}
