import type { ConnectionEvent } from '../../main/tls/message.ts'
import { decodeEvents } from '../leg-content.ts'
import type { ReadableCase } from '../open.ts'

/** The first `limit` events of a leg, in order. Served by the primary key. */
export function prepareEventsOfLeg({ db }: ReadableCase) {
  const statement = db.prepare<[number], Uint8Array>('SELECT events FROM leg_content WHERE leg_id = ? LIMIT 1').pluck()
  return (leg: number, limit: number): ConnectionEvent[] => {
    const events = statement.get(leg)
    return events ? decodeEvents(events, limit).map(withOwnBytes) : []
  }
}

/** A view would take all that it looks into along to the window. */
function withOwnBytes(event: ConnectionEvent): ConnectionEvent {
  return event.bytes ? { ...event, bytes: Uint8Array.from(event.bytes) } : event
}
