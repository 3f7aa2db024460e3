import type { ConnectionDetail } from '../../preload/contract/connection.ts'
import { decodeConversation } from '../tls/conversation.ts'
import { summarize } from '../tls/summary.ts'
import type { ConnectionContent } from './connection-content.ts'
import { presentMessage } from './message-row.ts'
import type { OpenCase } from './open-case.ts'
import { presentConnection } from './present.ts'

export async function presentDetail(open: OpenCase, content: ConnectionContent, signal: AbortSignal | undefined): Promise<ConnectionDetail> {
  const messages = content.messages.map(({ message }) => message)
  const spoken = decodeConversation(messages)
  const events = content.events.map(({ event }) => event)
  const [first] = content.legs
  const summary = summarize({
    messages, events, role: first?.role ?? 'wire',
    beginningSeen: content.legs.some(leg => leg.beginningSeen), endSeen: content.legs.some(leg => leg.endSeen),
  }, spoken)
  const notes = open.contents.notes(content.legs)
  return {
    row: presentConnection(content.facts),
    clientRandom: summary.clientRandom ?? null,
    helloRetryRequest: summary.helloRetryRequest,
    clientAuthentication: summary.clientAuthentication,
    ja3: summary.ja3 ?? null,
    ja4: summary.ja4 ?? null,
    legs: content.legs.map(leg => ({
      source: leg.source, stream: leg.stream, role: leg.role, joinedBy: leg.joinedBy ?? null, job: leg.job ?? null,
      process: leg.process ?? null, thread: leg.thread ?? null, connectionId: leg.connectionId ?? null,
    })),
    messages: content.messages.map(({ source, message }, at) => presentMessage(at + 1, source, message, spoken[at]?.value, '')),
    events: content.events.map(({ source, event }) => ({
      kind: event.kind, timeNs: event.timeNs ?? null, source, frame: event.frame ?? null, line: event.line ?? null,
      from: event.from ?? null, afterMessage: event.afterMessage, length: event.length, text: event.text ?? null,
    })),
    traceNotes: notes.notes.map(note => ({
      source: note.source, line: note.line, timeNs: note.timeNs ?? null, description: note.description,
      functionName: note.functionName ?? null, detail: [], afterMessage: note.afterMessage,
    })),
    certificates: [],
    negotiation: { versions: [], cipherSuites: [], groups: [], signatureAlgorithms: [], applicationProtocols: [] },
    cut: { messages: content.cut.messages, events: content.cut.events, traceNotes: notes.cut },
  }
}
