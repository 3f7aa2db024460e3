import type { StoredConnection } from '../../db/write/connection-row.ts'
import type { ConnectionView } from '../tls/connection-view.ts'
import { causeAlone } from './cause-alone.ts'
import type { ConnectionFrame } from './connection-frame.ts'
import { decodeConversation } from '../tls/conversation.ts'
import { type HandshakeSummary, summarize } from '../tls/summary.ts'

export interface SummarisedConnection {
  readonly facts: StoredConnection
  readonly summary: HandshakeSummary
}

/** The row of a connection, a leg alone or legs put together. */
export function summariseConnection(frame: ConnectionFrame, view: ConnectionView): SummarisedConnection {
  const spoken = decodeConversation(view.messages)
  const summary = summarize(view, spoken)
  const { version, cipherSuite, group, serverName, alpn, resumption, signature, outcome, boundary, alert } = summary
  return {
    summary,
    facts: {
      id: frame.id,
      client: frame.client,
      server: frame.server,
      transport: frame.transport,
      startNs: frame.startNs,
      endNs: frame.endNs,
      serverName,
      alpn,
      version,
      cipherSuite,
      group,
      resumption,
      signature,
      outcome,
      boundary,
      alert: alert && { from: alert.from, level: alert.level, description: alert.description },
      cause: frame.partial ? undefined : causeAlone(frame, view, spoken, summary),
      messageCount: view.messages.length,
      sources: frame.sources,
      partial: frame.partial,
    },
  }
}
