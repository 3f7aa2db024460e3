import { checkSignedData, digest } from './node-crypto.ts'
import type { StoredCause } from '../../db/write/connection-row.ts'
import { causeAfterwards, rootCause } from '../diagnose/diagnose.ts'
import { NO_SURROUNDINGS, readFacts } from '../diagnose/read-facts.ts'
import type { ConnectionView } from '../tls/connection-view.ts'
import type { SpokenMessage } from '../tls/conversation.ts'
import type { HandshakeSummary } from '../tls/summary.ts'
import type { ConnectionFrame } from './connection-frame.ts'

/** Why it failed as far as it shows itself; what logs and other connections say comes when all is read (main/engine/case-causes.ts). */
export function causeAlone(
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
