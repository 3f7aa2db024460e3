import type { ConnectionEvent } from '../tls/message.ts'
import { decodeHandshake, HANDSHAKE_TYPE } from '../tls/handshake.ts'
import { selectedVersion } from '../tls/server-hello.ts'
import { coverRecords } from './cover-records.ts'
import type { SourcedMessage } from './merge-messages.ts'

const TLS13 = 0x0304

/** A leg's events with the source that they come from; times on the clock of the case's reference source. */
export interface SourcedEvents {
  readonly source: number
  readonly events: readonly ConnectionEvent[]
}

export interface AtWireTime {
  readonly messages: readonly SourcedMessage[]
  /** Events of the wire whose records hold nothing but messages that are shown. */
  readonly shown: ReadonlySet<ConnectionEvent>
}

/**
 * Of TLS 1.3, what a host's trace shows passed on the wire in records that nobody can read there: each such message gets the time and the packet
 * of its record.
 */
export function atWireTime(messages: readonly SourcedMessage[], wire: SourcedEvents): AtWireTime {
  if (!messages.some(({ message }) => isTls13(message))) return { messages, shown: new Set() }
  const records = wire.events.filter((event) => event.kind === 'application_data' && event.from !== undefined)
  const sealed = records.map(({ from, length }) => ({ from: from ?? 'client', length }))
  // Hellos are in clear, and a second ClientHello is too (RFC 8446 §4.1.4).
  const inside = messages.flatMap(({ message }, at) =>
    message.bytes.length > 0 && message.complete && message.visibility === 'plain' && isSealed(message) ? [at] : [],
  )
  const { covered, records: full } = coverRecords(
    sealed,
    inside.flatMap((at) => messages[at]?.message ?? []),
  )
  const placed = [...messages]
  for (const { message, record } of covered) {
    const at = inside[message] ?? -1
    const item = messages[at]
    const event = records[record]
    if (item === undefined || event === undefined) continue
    const { timeNs = item.timeNs, frame, line } = event
    const sighting = { source: wire.source, timeNs, frame, line, visibility: 'encrypted', complete: true } as const
    placed[at] = { ...item, timeNs, sightings: [sighting, ...item.sightings] }
  }
  return { messages: placed, shown: new Set(full.flatMap((at) => records[at] ?? [])) }
}

function isTls13({ content, type, bytes }: SourcedMessage['message']): boolean {
  if (content !== 'handshake' || type !== HANDSHAKE_TYPE.serverHello) return false
  const { value } = decodeHandshake(bytes, {}, false)
  return value.name === 'server_hello' && selectedVersion(value) === TLS13
}

function isSealed({ content, type }: SourcedMessage['message']): boolean {
  if (content === 'alert') return true
  return content === 'handshake' && type !== HANDSHAKE_TYPE.clientHello && type !== HANDSHAKE_TYPE.serverHello
}
