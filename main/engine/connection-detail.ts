import type { StoredLogMessage } from '../../db/query/log-message-list.ts'
import type { ConnectionDetail, NegotiationEntry, TraceNote } from '../../preload/contract/connection.ts'
import { listCertificates } from '../tls/certificate-list.ts'
import { certificateDemands, presentCertificates } from './certificates.ts'
import { decodeConversation } from '../tls/conversation.ts'
import type { NegotiationEntry as Offer } from '../tls/negotiation.ts'
import { summarize } from '../tls/summary.ts'
import { negotiationInCase } from '../diagnose/negotiation-in-case.ts'
import { presentFinding } from '../report/present-finding.ts'
import type { ConnectionContent } from './connection-content.ts'
import { connectionFindings } from './connection-findings.ts'
import { Elsewhere } from './elsewhere.ts'
import { presentMessage } from './message-row.ts'
import type { OpenCase } from './open-case.ts'
import { presentConnection } from './present.ts'
import { readNoteDetails } from './trace-detail.ts'

/** Everything on one connection, decoded now: the index holds bytes, not meanings. `withNotes`: with trace records and their text. */
export async function presentDetail(
  open: OpenCase,
  content: ConnectionContent,
  withNotes: boolean,
): Promise<ConnectionDetail> {
  const { facts, legs, merged, view, cut } = content
  const spoken = decodeConversation(view.messages)
  const summary = summarize(view, spoken)
  const fingerprints = summary.fingerprints()
  const certificates = listCertificates(spoken)
  const leaves = new Map(
    certificates.filter(({ position }) => position === 0).map(({ message, facts: leaf }) => [message, leaf]),
  )
  const { notes, cut: notesCut } = withNotes ? open.contents.notes(content) : { notes: [], cut: 0 }
  const logs = open.contents.logMessages(content)
  const details = await readNoteDetails(open.sources, notes)
  const elsewhere = new Elsewhere(open.index, open.contents).of(facts)
  const setUp = open.setUp.configured.of(content, logs)
  const offers = negotiationInCase(view.messages, spoken, { ...setUp, elsewhere })
  return {
    row: presentConnection(facts),
    clientRandom: summary.clientRandom ?? null,
    helloRetryRequest: summary.helloRetryRequest,
    clientAuthentication: summary.clientAuthentication,
    ja3: fingerprints.ja3 ?? null,
    ja3s: fingerprints.ja3s ?? null,
    ja4: fingerprints.ja4 ?? null,
    legs: legs.map((leg) => ({
      id: leg.id,
      source: leg.source,
      stream: leg.stream,
      role: leg.role,
      joinedBy: leg.joinedBy ?? null,
      job: leg.job ?? null,
      process: leg.process ?? null,
      thread: leg.thread ?? null,
      connectionId: leg.connectionId ?? null,
    })),
    messages: spoken.map((one, at) => presentMessage(at + 1, merged.messages[at] ?? NOWHERE, one, leaves.get(at))),
    // A record that holds messages which another source shows is there as those.
    events: merged.events.flatMap(({ source, event, isShown }) =>
      isShown
        ? []
        : [
            {
              kind: event.kind,
              timeNs: event.timeNs ?? null,
              source,
              frame: event.frame ?? null,
              line: event.line ?? null,
              from: event.from ?? null,
              afterMessage: event.afterMessage,
              length: event.length,
              text: event.text ?? null,
              bytes: event.bytes,
              packet: event.packet
                ? {
                    ...event.packet,
                    sequenceAhead: event.packet.sequenceAhead ?? null,
                    before: event.packet.before ?? null,
                  }
                : undefined,
            },
          ],
    ),
    traceNotes: [
      ...notes.map((note, at) => ({
        source: note.source,
        line: note.line,
        timeNs: note.timeNs ?? null,
        description: note.description,
        functionName: note.functionName ?? null,
        detail: [...(details[at] ?? [])],
        afterMessage: note.afterMessage,
      })),
      ...(withNotes ? logs : []).map(logNote),
    ],
    apart: presentApart(open, legs),
    certificates: presentCertificates(certificates, facts.serverName),
    demands: certificateDemands(spoken),
    negotiation: {
      versions: offers.versions.map(offer),
      cipherSuites: offers.cipherSuites.map(offer),
      groups: offers.groups.map(offer),
      signatureAlgorithms: offers.signatureAlgorithms.map(offer),
      applicationProtocols: offers.applicationProtocols.map(offer),
    },
    findings: connectionFindings(
      content,
      { own: logs, ofCase: open.contents.logMessagesOfCase(), setUp },
      elsewhere,
      spoken,
      summary,
    ).map(presentFinding),
    cut: { messages: cut.messages, events: cut.events, traceNotes: notesCut },
  }
}

/** A message that no source shows does not come up. */
const NOWHERE = { source: 0, sightings: [] }

/** Why legs of the connection were not joined to others, with the connections that these are in now. */
function presentApart(open: OpenCase, legs: ConnectionContent['legs']): ConnectionDetail['apart'] {
  const own = new Set(legs.map(({ connection }) => connection))
  return legs.flatMap((leg) =>
    open.contents.apart(leg.id).map(({ source, reason, candidates, count }) => ({
      leg: leg.id,
      source,
      reason,
      candidates: [...new Set(candidates)].filter((id) => !own.has(id)),
      count,
    })),
  )
}

/** A message of a log stands beside the messages as a trace record does. */
function logNote({ source, line, timeNs, id, lines, afterMessage }: StoredLogMessage): TraceNote {
  return { source, line, timeNs: timeNs ?? null, description: id, functionName: null, detail: [...lines], afterMessage }
}

function offer(entry: Offer): NegotiationEntry {
  return { ...entry, weak: [...entry.weak] }
}
