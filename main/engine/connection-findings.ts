import type { StoredLogMessage } from '../../db/query/log-message-list.ts'
import { diagnose, diagnoseCase } from '../diagnose/diagnose.ts'
import type { ConnectionFacts, ElsewhereFact, RecorderFact, SetUpFact } from '../diagnose/facts.ts'
import type { Finding } from '../diagnose/finding.ts'
import { NO_SURROUNDINGS, readFacts } from '../diagnose/read-facts.ts'
import { checkSignature, checkSignedData, digest } from '../ingest/node-crypto.ts'
import { decodeConversation, type SpokenMessage } from '../tls/conversation.ts'
import { type HandshakeSummary, summarize } from '../tls/summary.ts'
import type { SignatureCheck } from '../x509/signature-check.ts'
import type { SetUpOfConnection } from './configured.ts'
import type { ConnectionContent } from './connection-content.ts'
import { hostCodes, hostTexts } from './host-facts.ts'

/** What logs say of one connection, and what they say that names none; and what is set up for it. */
export interface LogsAround {
  readonly own: readonly StoredLogMessage[]
  readonly ofCase: readonly StoredLogMessage[]
  readonly setUp?: SetUpOfConnection
}

/** Why a connection failed; `elsewhere`: what the case knows of its server from other connections. `spoken` and `summary` may be given where they were worked out before. */
export function connectionFindings(
  content: ConnectionContent,
  logs: LogsAround,
  elsewhere: ElsewhereFact | undefined,
  spoken: readonly SpokenMessage[] = decodeConversation(content.view.messages),
  summary: HandshakeSummary = summarize(content.view, spoken),
): Finding[] {
  return diagnose(connectionFacts(content, logs, elsewhere, spoken, summary, checkSignature), content.view)
}

/** What the rules read of a connection; parameters as above. `check`: left out where a case's causes are judged, which no signature decides. */
export function connectionFacts(
  content: ConnectionContent,
  logs: LogsAround,
  elsewhere: ElsewhereFact | undefined,
  spoken: readonly SpokenMessage[] = decodeConversation(content.view.messages),
  summary: HandshakeSummary = summarize(content.view, spoken),
  check?: SignatureCheck,
): ConnectionFacts {
  const { facts: row, view, merged, legs } = content
  const { transport, client, server, startNs, endNs } = row
  return readFacts({
    view,
    spoken,
    summary,
    messageSource: (at) => merged.messages[at]?.source ?? 0,
    eventSource: (at) => merged.events[at]?.source ?? 0,
    frame: { transport, recorders: legs.map(recorderOf), client, server, startNs, endNs },
    checkSignedData,
    digest,
    ...(check && { checkSignature: check }),
    surroundings: {
      ...NO_SURROUNDINGS,
      ...logs.setUp,
      elsewhere,
      codes: hostCodes(logs.own),
      texts: hostTexts(logs.own),
      caseTexts: hostTexts(logs.ofCase),
    },
  })
}

/** Trace records have a thread, messages of AT-TLS have none. */
function recorderOf({ role, job, thread, process }: ConnectionContent['legs'][number]): RecorderFact {
  return { role, job, traced: role !== 'wire' && (thread ?? process) !== undefined }
}

/** Findings of the case that belong to no connection, from messages that name none and from what is set up; `alone`: there is no connection. */
export function caseFindings(messages: readonly StoredLogMessage[], setUp?: SetUpFact, alone = false): Finding[] {
  return diagnoseCase({
    codes: hostCodes(messages),
    texts: hostTexts(messages),
    alone,
    ...(setUp === undefined ? {} : { setUp }),
  })
}
