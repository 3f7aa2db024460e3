import { atOneMoment } from '../../db/at-one-moment.ts'
import type { ReadableCase } from '../../db/open.ts'
import { prepareApartOfLeg } from '../../db/query/apart-list.ts'
import { prepareClockOffsets } from '../../db/query/clock-offsets.ts'
import { prepareConnectionById } from '../../db/query/connection-by-id.ts'
import { prepareEventsOfLeg } from '../../db/query/event-list.ts'
import { prepareLegById, prepareLegsOfConnection, type StoredLeg } from '../../db/query/leg-list.ts'
import {
  prepareLogMessagesOfCase,
  prepareLogMessagesOfLeg,
  type StoredLogMessage,
} from '../../db/query/log-message-list.ts'
import { prepareMessagesOfLeg } from '../../db/query/message-list.ts'
import { type PastLeg, preparePastLegsBeside, preparePastLegsOf } from '../../db/query/past-leg.ts'
import { prepareTraceNotesOfLeg, type StoredTraceNote } from '../../db/query/trace-note-list.ts'
import type { StoredConnection } from '../../db/write/connection-row.ts'
import { mergeLegs, type MergedLegs, placeInTime, viewOf } from '../ingest/merge-legs.ts'
import type { Apart } from '../join/apart.ts'
import type { ConnectionView } from '../tls/connection-view.ts'

/** A person reads some hundred; a connection that renegotiates all day has more, and they are counted. */
const MAX_MESSAGES = 2_000
const MAX_EVENTS = 2_000
const MAX_NOTES = 2_000
/** Of a handshake AT-TLS writes some dozens at its highest trace level. */
const MAX_LOG_MESSAGES = 500

export interface ConnectionContent {
  readonly facts: StoredConnection
  readonly legs: readonly StoredLeg[]
  /** A message's number is its position from 1. */
  readonly merged: MergedLegs
  readonly view: ConnectionView
  /** Nanoseconds to add to the times of each source. */
  readonly clockOffsets: ReadonlyMap<number, bigint>
  /** How many messages and events the connection has beyond those. */
  readonly cut: { readonly messages: number; readonly events: number }
}

/** Reads connections with everything on them back from the index. */
export class ConnectionContents {
  readonly #index: ReadableCase
  readonly #offsets: ReturnType<typeof prepareClockOffsets>
  readonly #facts: ReturnType<typeof prepareConnectionById>
  readonly #legs: ReturnType<typeof prepareLegsOfConnection>
  readonly #leg: ReturnType<typeof prepareLegById>
  readonly #apart: ReturnType<typeof prepareApartOfLeg>
  readonly #messages: ReturnType<typeof prepareMessagesOfLeg>
  readonly #events: ReturnType<typeof prepareEventsOfLeg>
  readonly #notes: ReturnType<typeof prepareTraceNotesOfLeg>
  readonly #logs: ReturnType<typeof prepareLogMessagesOfLeg>
  readonly #caseLogs: ReturnType<typeof prepareLogMessagesOfCase>
  readonly #past: ReturnType<typeof preparePastLegsOf>
  readonly #pastBeside: ReturnType<typeof preparePastLegsBeside>

  constructor(index: ReadableCase) {
    this.#index = index
    this.#offsets = prepareClockOffsets(index)
    this.#facts = prepareConnectionById(index)
    this.#legs = prepareLegsOfConnection(index)
    this.#leg = prepareLegById(index)
    this.#apart = prepareApartOfLeg(index)
    this.#messages = prepareMessagesOfLeg(index)
    this.#events = prepareEventsOfLeg(index)
    this.#notes = prepareTraceNotesOfLeg(index)
    this.#logs = prepareLogMessagesOfLeg(index)
    this.#caseLogs = prepareLogMessagesOfCase(index)
    this.#past = preparePastLegsOf(index)
    this.#pastBeside = preparePastLegsBeside(index)
  }

  /** Why a leg was not joined to those of other sources; candidates are the connections that they are in. */
  apart(leg: number): readonly Apart[] {
    return this.#apart(leg).map((one) => ({
      ...one,
      candidates: one.candidates.map((id) => this.#leg(id)?.connection).filter((id) => id !== undefined),
    }))
  }

  facts(id: number): StoredConnection | undefined {
    return this.#facts(id)
  }

  legsOf(id: number): readonly StoredLeg[] {
    return this.#legs(id)
  }

  content(id: number): ConnectionContent | undefined {
    return atOneMoment(this.#index, () => this.#content(id))
  }

  /** Legs as they were put together when they were one connection; undefined where one is gone. */
  mergedOf(legs: readonly number[]): MergedLegs | undefined {
    const there = legs.map((leg) => this.#leg(leg)).filter((leg) => leg !== undefined)
    return there.length === legs.length ? this.#merge(there, this.#offsets()) : undefined
  }

  /** The connection that a leg is in. */
  connectionOfLeg(leg: number): number | undefined {
    return this.#leg(leg)?.connection
  }

  /**
   * The connection itself; or, where it was joined to another one, the one that speaks for both, or that shows the same since its source was read
   * anew; undefined where the case has none of them.
   */
  standing(connection: number): number | undefined {
    // Each leg begins as a connection of its own number.
    const now = this.#facts(connection) ? connection : this.connectionOfLeg(connection)
    if (now !== undefined) return now
    for (const past of this.#pastBeside(connection)) {
      const there = past.now === null ? undefined : this.connectionOfLeg(past.now)
      if (there !== undefined) return there
    }
    return undefined
  }

  /** The legs of a connection of which there are none under their numbers any more, as its source was read anew. */
  pastLegs(legs: readonly number[]): readonly PastLeg[] {
    return this.#past(legs)
  }

  /** The legs that a connection had before a source of it was read anew; none where that is not known. */
  legsBefore(connection: number): readonly number[] {
    return this.#pastBeside(connection).map(({ leg }) => leg)
  }

  #content(id: number): ConnectionContent | undefined {
    const facts = this.#facts(id)
    if (!facts) return undefined
    const legs = this.#legs(id)
    const offsets = this.#offsets()
    const merged = this.#merge(legs, offsets)
    const events = legs.reduce((sum, leg) => sum + leg.eventCount, 0)
    return {
      facts,
      legs,
      merged,
      view: viewOf(legs, merged),
      clockOffsets: offsets,
      cut: {
        messages: Math.max(0, facts.messageCount - merged.messages.length),
        events: events - merged.events.length,
      },
    }
  }

  #merge(legs: readonly StoredLeg[], offsets: ReadonlyMap<number, bigint>): MergedLegs {
    const whole = mergeLegs(
      legs.map((leg) => ({
        ...leg,
        messages: this.#messages(leg.id, MAX_MESSAGES),
        events: this.#events(leg.id, MAX_EVENTS),
      })),
      offsets,
    )
    return {
      ...whole,
      messages: whole.messages.slice(0, MAX_MESSAGES),
      events: whole.events.slice(0, MAX_EVENTS),
    }
  }

  /** The first messages of one leg as its source shows them, in the leg's own numbering. */
  messagesOfLeg(leg: number, most = MAX_MESSAGES): ReturnType<ReturnType<typeof prepareMessagesOfLeg>> {
    return this.#messages(leg, most)
  }

  /** Trace records beside the connection's messages, in its numbering and on its clock; and how many there are beyond those given. */
  notes(content: ConnectionContent): { readonly notes: readonly StoredTraceNote[]; readonly cut: number } {
    const found = content.legs.map((leg) => {
      const { notes, more } = this.#notes(leg.id, MAX_NOTES)
      const offset = content.clockOffsets.get(leg.source) ?? 0n
      return {
        more,
        notes: notes.map((note) => ({
          ...note,
          timeNs: note.timeNs === undefined ? undefined : note.timeNs + offset,
          afterMessage: content.merged.place(leg.id, note.afterMessage),
        })),
      }
    })
    const all = found.flatMap(({ notes }) => notes)
    const notes = all.slice(0, MAX_NOTES)
    return { notes, cut: all.length - notes.length + found.reduce((sum, { more }) => sum + more, 0) }
  }

  /** What logs say of the connection, in its numbering and on its clock. A log's leg has no messages of its own: time places it. */
  logMessages(content: ConnectionContent): readonly StoredLogMessage[] {
    const found = content.legs.flatMap((leg) => {
      const offset = content.clockOffsets.get(leg.source) ?? 0n
      return this.#logs(leg.id, MAX_LOG_MESSAGES).map((message) => {
        const timeNs = message.timeNs === undefined ? undefined : message.timeNs + offset
        return { ...message, timeNs, afterMessage: placeInTime(content.merged.messages, timeNs) }
      })
    })
    return found.slice(0, MAX_LOG_MESSAGES)
  }

  /** What logs say that names no connection. */
  logMessagesOfCase(): readonly StoredLogMessage[] {
    return this.#caseLogs(MAX_LOG_MESSAGES)
  }
}
