import type { Leg } from '../../main/tls/leg.ts'
import type { WritableCase } from '../open.ts'
import { CONTENTS, EVENT_KINDS, JOINED_BY, numberOf, ROLES, SIDES, TRANSPORTS, VISIBILITIES } from '../vocabulary.ts'
import { legKey, PER_LEG } from './position-key.ts'
import { RowBuffer } from './row-buffer.ts'

/** How much of a leg the index holds: messages and events only ever gain at their ends. */
export interface WrittenSoFar {
  messages: number
  events: number
}

/** Rows of `leg`, `message` and `connection_event`. */
export function prepareLegWriter({ db }: WritableCase) {
  const messages = new RowBuffer(db, 'INSERT INTO message VALUES', 15)
  const events = new RowBuffer(db, 'INSERT INTO connection_event VALUES', 11)
  const put = db.prepare(`INSERT OR REPLACE INTO leg VALUES
    (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`)
  const join = db.prepare<[number, number | null, number]>(
    'UPDATE leg SET connection_id = ?, joined_by = ? WHERE id = ?',
  )
  const highest = db.prepare<[], { id: number | null }>('SELECT max(id) AS id FROM leg')
  return {
    highestId: (): number => highest.get()?.id ?? 0,
    /** Writes the leg and what it gained since `written`, which is moved on. The leg is its own connection until it is joined. */
    put(id: number, sourceId: number, leg: Leg, clientRandom: string | undefined, written: WrittenSoFar): void {
      put.run(
        id,
        sourceId,
        id,
        null,
        leg.stream,
        numberOf(ROLES, leg.role),
        numberOf(TRANSPORTS, leg.transport),
        leg.client?.address ?? null,
        leg.client?.port ?? null,
        leg.server?.address ?? null,
        leg.server?.port ?? null,
        leg.startNs ?? null,
        leg.endNs ?? null,
        leg.job ?? null,
        leg.process ?? null,
        leg.thread ?? null,
        leg.connectionId ?? null,
        clientRandom ?? null,
        leg.beginningSeen ? 1 : 0,
        leg.endSeen ? 1 : 0,
        leg.messages.length,
        leg.events.length,
        leg.handle ?? null,
      )
      pushMessages(messages.values, id, leg, written)
      pushEvents(events.values, id, leg, written)
    },
    /** Inserts the messages and events put so far. */
    write(): void {
      messages.write()
      events.write()
    },
    join: (id: number, connectionId: number, joinedBy: (typeof JOINED_BY)[number] | undefined): void =>
      void join.run(connectionId, joinedBy ? numberOf(JOINED_BY, joinedBy) : null, id),
  }
}

export type LegWriter = ReturnType<typeof prepareLegWriter>

function pushMessages(values: RowBuffer['values'], id: number, leg: Leg, written: WrittenSoFar): void {
  const end = Math.min(leg.messages.length, PER_LEG)
  for (; written.messages < end; written.messages++) {
    const message = leg.messages[written.messages]
    if (!message) return
    values.push(
      legKey(id, written.messages),
      message.timeNs ?? null,
      message.frame ?? null,
      message.line ?? null,
      numberOf(SIDES, message.from),
      numberOf(CONTENTS, message.content),
      message.type ?? null,
      message.level ?? null,
      message.recordVersion ?? null,
      message.length,
      numberOf(VISIBILITIES, message.visibility),
      message.complete ? 1 : 0,
      message.offset,
      message.extent,
      message.bytes,
    )
  }
}

function pushEvents(values: RowBuffer['values'], id: number, leg: Leg, written: WrittenSoFar): void {
  const end = Math.min(leg.events.length, PER_LEG)
  for (; written.events < end; written.events++) {
    const event = leg.events[written.events]
    if (!event) return
    values.push(
      legKey(id, written.events),
      numberOf(EVENT_KINDS, event.kind),
      event.timeNs ?? null,
      event.frame ?? null,
      event.line ?? null,
      event.from ? numberOf(SIDES, event.from) : null,
      event.afterMessage,
      event.length,
      event.text ?? null,
      event.bytes ?? null,
      event.packet ? JSON.stringify(event.packet) : null,
    )
  }
}
