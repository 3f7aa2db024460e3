import { checkSignedData, digest } from './node-crypto.ts'
import type { StoredCause, StoredConnection } from '../../db/write/connection-row.ts'
import type { ConnectionView } from '../tls/connection-view.ts'
import { causeAfterwards, rootCause } from '../diagnose/diagnose.ts'
import { NO_SURROUNDINGS, readFacts } from '../diagnose/read-facts.ts'
import { decodeConversation, type SpokenMessage } from '../tls/conversation.ts'
import type { Leg } from '../tls/leg.ts'
import { type HandshakeSummary, summarize } from '../tls/summary.ts'

/** What the row of a connection takes from its legs beside what their messages say. */
export interface ConnectionFrame extends Pick<Leg, 'transport' | 'client' | 'server' | 'startNs' | 'endNs'> {
  readonly id: number
  readonly sources: readonly number[]
  /** Its source is still being read. */
  readonly partial: boolean
}

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

/** Why it failed as far as it shows itself; what logs and other connections say comes when all is read (main/engine/case-causes.ts). */
function causeAlone(
  { transport, client, server, startNs, endNs, sources }: ConnectionFrame,
  view: ConnectionView,
  spoken: readonly SpokenMessage[],
  summary: HandshakeSummary,
): StoredCause | undefined {
  const judge =
    summary.outcome === 'failed'
      ? rootCause
      : summary.outcome === 'established' && mayHaveFailedLater(view)
        ? causeAfterwards
        : undefined
  if (judge === undefined) return undefined
  const source = (): number => sources[0] ?? 0
  const frame = { transport, recorders: [], client, server, startNs, endNs }
  return judge(
    readFacts({
      view,
      spoken,
      summary,
      messageSource: source,
      eventSource: source,
      frame,
      surroundings: NO_SURROUNDINGS,
      checkSignedData,
      digest,
    }),
  )
}

const NO_RENEGOTIATION = 100

/** What the rules look for after a handshake: decrypted data that say something of it, and a refusal to do it again. */
function mayHaveFailedLater({ messages, events }: ConnectionView): boolean {
  return (
    events.some(({ kind, bytes }) => kind === 'application_data' && bytes !== undefined) ||
    messages.some(({ content, type }) => content === 'alert' && type === NO_RENEGOTIATION)
  )
}
