import type { ConnectionEvent, Side, TlsMessage } from '../tls/message.ts'
import { PROTECTION_LENGTHS } from './cover-records.ts'

/** An alert's level and description (RFC 8446 §6). */
const ALERT_LENGTH = 2

/** What a capture shows of one alert. */
interface WireAlert {
  readonly from: Side
  /** Undefined: its record cannot be read. */
  readonly type: number | undefined
}

/**
 * A host's messages with its alerts given to the side that sent them on the wire. A trace tells whose alert it is by what was read before, and
 * may not trace reading; a capture knows. What the wire does not show, or shows from the side already named, stays as it is.
 */
export function withWireSenders(
  messages: readonly TlsMessage[],
  wire: { readonly messages: readonly TlsMessage[]; readonly events: readonly ConnectionEvent[] },
): readonly TlsMessage[] {
  if (!messages.some(({ content }) => content === 'alert')) return messages
  const onWire = [...wire.messages.flatMap(readAlert), ...wire.events.flatMap(sealedAlert)]
  const take = (type: number | undefined, from: (side: Side) => boolean): WireAlert | undefined => {
    const readable = onWire.findIndex((one) => one.type === type && from(one.from))
    const at = readable >= 0 ? readable : onWire.findIndex((one) => one.type === undefined && from(one.from))
    return at < 0 ? undefined : onWire.splice(at, 1)[0]
  }
  return messages.map((message) => {
    if (message.content !== 'alert') return message
    const { type, from } = message
    const seen = take(type, (side) => side === from) ?? take(type, (side) => side !== from)
    return seen === undefined || seen.from === from ? message : { ...message, from: seen.from }
  })
}

function readAlert({ content, from, type }: TlsMessage): WireAlert[] {
  return content === 'alert' ? [{ from, type }] : []
}

/** A record of TLS 1.3 that has the size of an alert's. */
function sealedAlert({ kind, from, length }: ConnectionEvent): WireAlert[] {
  if (kind !== 'application_data' || from === undefined) return []
  return PROTECTION_LENGTHS.includes(length - ALERT_LENGTH) ? [{ from, type: undefined }] : []
}
