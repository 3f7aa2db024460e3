import type { Leg } from '../../main/tls/leg.ts'
import type { WritableCase } from '../open.ts'
import { JOINED_BY, numberOf, ROLES, TRANSPORTS } from '../vocabulary.ts'
import { prepareHighestLeg } from './highest-leg.ts'
import { sourceKey } from './position-key.ts'
import { RowBuffer } from './row-buffer.ts'

/** What a leg said, as db/leg-content.ts lays it out. */
export interface LegContentRow {
  readonly messages: Uint8Array
  readonly messageCount: number
  readonly events: Uint8Array
  readonly eventCount: number
}

/** Rows of `leg`, of its content, and of bytes that legs of a source share. */
export function prepareLegWriter({ db }: WritableCase) {
  const legs = new RowBuffer(db, 'INSERT OR REPLACE INTO leg VALUES', 23)
  const contents = new RowBuffer(db, 'INSERT OR REPLACE INTO leg_content VALUES', 3)
  const shared = new RowBuffer(db, 'INSERT INTO shared_bytes VALUES', 2)
  const join = db.prepare<[number, number | null, number]>(
    'UPDATE leg SET connection_id = ?, joined_by = ? WHERE id = ?',
  )
  /** Legs whose rows wait. */
  const waiting = new Set<number>()
  return {
    highestId: prepareHighestLeg({ db }),
    /** Writes the leg, or writes it anew. It is its own connection until it is joined. */
    put(
      id: number,
      sourceId: number,
      leg: Omit<Leg, 'messages' | 'events'>,
      clientRandom: string | undefined,
      content: LegContentRow,
    ): void {
      legs.values.push(
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
        content.messageCount,
        content.eventCount,
        leg.handle ?? null,
      )
      contents.values.push(id, content.messages, content.events)
      waiting.add(id)
    },
    /** What was put of it is not in its table yet. */
    isWaiting: (id: number): boolean => waiting.has(id),
    share(sourceId: number, number: number, bytes: Uint8Array): void {
      shared.values.push(sourceKey(sourceId, number), bytes)
    },
    /** Inserts what was put so far. */
    write(): void {
      for (const rows of [legs, contents, shared]) rows.write()
      waiting.clear()
    },
    join: (id: number, connectionId: number, joinedBy: (typeof JOINED_BY)[number] | undefined): void =>
      void join.run(connectionId, joinedBy ? numberOf(JOINED_BY, joinedBy) : null, id),
  }
}

export type LegWriter = ReturnType<typeof prepareLegWriter>
