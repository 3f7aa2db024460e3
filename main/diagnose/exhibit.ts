/** Finds where in the sources a rule's exhibits stand. */
import type { ConnectionView } from '../tls/connection-view.ts'
import type { Field } from '../tls/field.ts'
import { messageTree } from '../tls/message-tree.ts'
import type { ConnectionFacts } from './facts.ts'
import type { Evidence } from './finding.ts'
import type { Exhibit } from './rule.ts'

export function evidenceOf(exhibit: Exhibit, facts: ConnectionFacts, view: ConnectionView): Evidence {
  if ('message' in exhibit) {
    const at = exhibit.message - 1
    const message = view.messages[at]
    return {
      source: facts.messageSources[at] ?? 0,
      message: exhibit.message,
      frame: message?.frame,
      line: message?.line,
      byteRange:
        exhibit.byteRange === undefined
          ? exhibit.field && fieldRange(messageTree(view.messages, at), exhibit.field)
          : withinMessage(exhibit.byteRange, message?.bytes.length ?? 0),
      text: exhibit.text,
    }
  }
  if ('event' in exhibit) {
    const event = facts.events[exhibit.event]
    return {
      source: facts.eventSources[exhibit.event] ?? 0,
      message: undefined,
      frame: event?.frame,
      line: event?.line,
      byteRange: undefined,
      text: exhibit.text,
    }
  }
  return placeEvidence(exhibit)
}

/** A message that ends too early is at fault behind its last byte, which then stands for the place. */
function withinMessage([start, end]: readonly [number, number], length: number): readonly [number, number] {
  return [Math.max(0, Math.min(start, length - 1)), Math.min(end, length)]
}

/** A line of a source. */
export function placeEvidence({
  source,
  line,
  frame,
  text,
}: {
  readonly source: number
  readonly line: number | undefined
  readonly frame?: number | undefined
  readonly text: string
}): Evidence {
  return { source, message: undefined, frame, line, byteRange: undefined, text }
}

/** Follows names down the tree; an extension is also found by its registered name. The last one found counts. */
function fieldRange(fields: readonly Field[], way: readonly string[]): readonly [number, number] | undefined {
  let among = fields
  let range: readonly [number, number] | undefined
  for (const name of way) {
    const found = among.find((field) => field.name === name || field.value === name || field.meaning === name)
    if (found === undefined) return range
    range = [found.start, found.end]
    among = found.children
  }
  return range
}
