import { diagnose } from '../../main/diagnose/diagnose.ts'
import { NO_SURROUNDINGS, readFacts } from '../../main/diagnose/read-facts.ts'
import { listCertificates } from '../../main/tls/certificate-list.ts'
import { decodeConversation } from '../../main/tls/conversation.ts'
import type { Field } from '../../main/tls/field.ts'
import type { Leg } from '../../main/tls/leg.ts'
import { messageTree } from '../../main/tls/message-tree.ts'
import { negotiation } from '../../main/tls/negotiation.ts'
import { summarize } from '../../main/tls/summary.ts'

/** Trees of a connection with thousands of messages show nothing that those of the first ones do not. */
const MAX_TREES = 60

/** Asks everything that the window asks of a connection, and holds the answers to what they promise. */
export function examineLeg(leg: Leg): void {
  leg.messages.slice(0, MAX_TREES).forEach((message, at) => {
    inside(messageTree(leg.messages, at), 0, message.bytes.length)
  })
  const spoken = decodeConversation(leg.messages)
  listCertificates(spoken)
  negotiation(leg.messages)
  const summary = summarize(leg, spoken)
  const { transport, client, server, startNs, endNs } = leg
  const facts = readFacts({
    view: leg,
    spoken,
    summary,
    messageSource: () => 1,
    eventSource: () => 1,
    frame: { transport, recorders: [], client, server, startNs, endNs },
    surroundings: NO_SURROUNDINGS,
  })
  const findings = diagnose(facts, leg)
  if (summary.outcome === 'failed' && findings.length === 0) throw new Error('a failure without a word')
  for (const { evidence } of findings)
    for (const { message, byteRange } of evidence) {
      if (message !== undefined && !(message >= 1 && message <= leg.messages.length))
        throw new Error(`evidence in message ${message} of ${leg.messages.length}`)
      const length = message === undefined ? 0 : (leg.messages[message - 1]?.bytes.length ?? 0)
      if (byteRange !== undefined && !(byteRange[0] >= 0 && byteRange[0] <= byteRange[1] && byteRange[1] <= length))
        throw new Error(`evidence at ${byteRange.join(' to ')} of ${length}`)
    }
}

/** Fields lie in their parents, and those in the message. */
export function inside(fields: readonly Field[], start: number, end: number): void {
  for (const field of fields) {
    if (!(field.start >= start && field.end >= field.start && field.end <= end))
      throw new Error(`${field.name} at ${field.start} to ${field.end}, outside of ${start} to ${end}`)
    inside(field.children, field.start, field.end)
  }
}
