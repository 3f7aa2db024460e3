import type { TlsMessage } from '../../main/tls/message.ts'
import { decodeMessages } from '../leg-content.ts'
import type { ReadableCase } from '../open.ts'
import { prepareSharedBytes } from './shared-bytes.ts'

interface MessagesRow {
  readonly messages: Uint8Array
  readonly sourceId: number
}

/** The first `limit` messages of a leg, in order. Served by primary keys. */
export function prepareMessagesOfLeg(index: ReadableCase) {
  const statement = index.db.prepare<[number], MessagesRow>(
    `SELECT messages, source_id AS sourceId FROM leg_content JOIN leg ON leg.id = leg_id WHERE leg_id = ? LIMIT 1`,
  )
  const shared = prepareSharedBytes(index)
  return (leg: number, limit: number): TlsMessage[] => {
    const row = statement.get(leg)
    return row ? decodeMessages(row.messages, limit, shared(row.sourceId)).map(withOwnBytes) : []
  }
}

/** A view would take all that it looks into along to the window. */
function withOwnBytes(message: TlsMessage): TlsMessage {
  return { ...message, bytes: Uint8Array.from(message.bytes) }
}
