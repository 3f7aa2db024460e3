import type { ConnectionEvent, TlsMessage } from '../tls/message.ts'

/** What a leg showed. */
export interface LegContent {
  readonly id: number
  readonly source: number
  readonly messages: readonly TlsMessage[]
  readonly events: readonly ConnectionEvent[]
}

export interface MergedMessage {
  readonly source: number
  readonly message: TlsMessage
}

export interface MergedEvent {
  readonly source: number
  readonly event: ConnectionEvent
}

/** The messages and events of a connection, from all its legs. */
export function mergeLegs(legs: readonly LegContent[]): { readonly messages: MergedMessage[]; readonly events: MergedEvent[] } {
  const [only] = legs
  if (!only) return { messages: [], events: [] }
  const { source } = only
  return { messages: only.messages.map(message => ({ source, message })), events: only.events.map(event => ({ source, event })) }
}
