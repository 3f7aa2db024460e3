import type { ReadableCase } from '../../db/open.ts'
import { prepareConnectionById } from '../../db/query/connection-by-id.ts'
import { prepareEventsOfLeg } from '../../db/query/event-list.ts'
import { prepareLegsOfConnection, type StoredLeg } from '../../db/query/leg-list.ts'
import { prepareMessagesOfLeg } from '../../db/query/message-list.ts'
import { prepareTraceNotesOfLeg, type StoredTraceNote } from '../../db/query/trace-note-list.ts'
import type { ConnectionFacts } from '../../db/write/connection-row.ts'
import { mergeLegs, type MergedEvent, type MergedMessage } from '../ingest/merge-legs.ts'

/** A person reads some hundred; a connection that renegotiates all day has more, and they are counted. */
const MAX_MESSAGES = 2_000
const MAX_EVENTS = 2_000
const MAX_NOTES = 2_000

export interface ConnectionContent {
  readonly facts: ConnectionFacts
  readonly legs: readonly StoredLeg[]
  /** In order; a message's number is its position from 1. */
  readonly messages: readonly MergedMessage[]
  readonly events: readonly MergedEvent[]
  /** How many of each the connection has beyond those. */
  readonly cut: { readonly messages: number; readonly events: number }
}

/** Reads connections with everything on them back from the index. */
export class ConnectionContents {
  readonly #facts: ReturnType<typeof prepareConnectionById>
  readonly #legs: ReturnType<typeof prepareLegsOfConnection>
  readonly #messages: ReturnType<typeof prepareMessagesOfLeg>
  readonly #events: ReturnType<typeof prepareEventsOfLeg>
  readonly #notes: ReturnType<typeof prepareTraceNotesOfLeg>

  constructor(index: ReadableCase) {
    this.#facts = prepareConnectionById(index)
    this.#legs = prepareLegsOfConnection(index)
    this.#messages = prepareMessagesOfLeg(index)
    this.#events = prepareEventsOfLeg(index)
    this.#notes = prepareTraceNotesOfLeg(index)
  }

  facts(id: number): ConnectionFacts | undefined {
    return this.#facts(id)
  }

  content(id: number): ConnectionContent | undefined {
    const facts = this.#facts(id)
    if (!facts) return undefined
    const legs = this.#legs(id)
    const merged = mergeLegs(legs.map(leg => ({
      id: leg.id,
      source: leg.source,
      messages: this.#messages(leg.id, MAX_MESSAGES),
      events: this.#events(leg.id, MAX_EVENTS),
    })))
    const events = merged.events.slice(0, MAX_EVENTS)
    const all = (count: (leg: StoredLeg) => number): number => legs.reduce((sum, leg) => sum + count(leg), 0)
    return {
      facts,
      legs,
      messages: merged.messages.slice(0, MAX_MESSAGES),
      events,
      cut: {
        messages: Math.max(0, facts.messageCount - Math.min(merged.messages.length, MAX_MESSAGES)),
        events: all(leg => leg.eventCount) - events.length,
      },
    }
  }

  /** Trace records beside the connection's messages, and how many there are beyond those given. */
  notes(legs: readonly StoredLeg[]): { readonly notes: readonly StoredTraceNote[]; readonly cut: number } {
    const notes = legs.flatMap(leg => this.#notes.notes(leg.id, MAX_NOTES)).slice(0, MAX_NOTES)
    const count = legs.reduce((sum, leg) => sum + this.#notes.count(leg.id), 0)
    return { notes, cut: count - notes.length }
  }
}
