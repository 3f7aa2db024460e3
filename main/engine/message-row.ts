import type { MessageRow } from '../../preload/contract/connection.ts'
import { messageName } from '../report/message-name.ts'
import type { SourcedMessage } from '../join/merge-messages.ts'
import type { SpokenMessage } from '../tls/conversation.ts'
import { type LeafFacts, messageSummary } from '../tls/message-summary.ts'

/** A message as the contract gives it: number `n` of its connection, from `shown`; `leaf` is the first certificate in it. */
export function presentMessage(
  n: number,
  shown: Pick<SourcedMessage, 'source' | 'sightings'>,
  { message, value }: SpokenMessage,
  leaf: LeafFacts | undefined,
): MessageRow {
  return {
    n,
    timeNs: message.timeNs ?? null,
    source: shown.source,
    frame: message.frame ?? null,
    line: message.line ?? null,
    from: message.from,
    content: message.content,
    type: message.type ?? null,
    name: messageName(message, value),
    level: message.level ?? null,
    recordVersion: message.recordVersion ?? null,
    length: message.length,
    visibility: message.visibility,
    complete: message.complete,
    summary: messageSummary(message, value, leaf),
    sightings: shown.sightings.map(({ source, timeNs, frame, line, visibility, complete }) => ({
      source,
      timeNs: timeNs ?? null,
      frame: frame ?? null,
      line: line ?? null,
      visibility,
      complete,
    })),
  }
}
