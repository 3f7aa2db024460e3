import { withWireSenders } from '../join/alert-sender.ts'
import { atWireTime } from '../join/at-wire-time.ts'
import { pairMessages } from '../join/pair-messages.ts'
import { mergeMessages, sourced, type Sighting, type SourcedMessage } from '../join/merge-messages.ts'
import type { ConnectionView } from '../tls/connection-view.ts'
import type { Leg } from '../tls/leg.ts'
import type { ConnectionEvent, TlsMessage } from '../tls/message.ts'
import { unpackCertificates } from '../tls/unpack-certificate.ts'
import { nodeUnpackers } from './node-unpackers.ts'
import type { ConnectionFrame } from './connection-frame.ts'

/** A leg with what it showed, as it comes back from the index. */
export interface LegContent extends Omit<Leg, 'messages' | 'events'> {
  readonly id: number
  readonly source: number
  readonly messages: readonly TlsMessage[]
  readonly events: readonly ConnectionEvent[]
}

export interface MergedEvent {
  readonly source: number
  readonly event: ConnectionEvent
  /** A protected record that holds messages which another source shows. */
  readonly isShown: boolean
}

export interface MergedLegs {
  /** In the connection's order; times are on the clock of the case's reference source. */
  readonly messages: readonly SourcedMessage[]
  readonly events: readonly MergedEvent[]
  /** How many messages of the connection come before what comes after `n` messages of a leg. */
  readonly place: (legId: number, n: number) => number
  /** The connection's number of message `n` of a leg; undefined where it has none. */
  readonly numberOf: (legId: number, n: number) => number | undefined
}

/** Captures first: their order is the wire's. */
function inOrder<L extends Pick<LegContent, 'role' | 'source' | 'id'>>(legs: readonly L[]): L[] {
  const rank = (leg: L): number => (leg.role === 'wire' ? 0 : 1)
  return [...legs].sort((a, b) => rank(a) - rank(b) || a.source - b.source || a.id - b.id)
}

/** Puts the legs of one connection together. `offsets`: nanoseconds to add to each source's times. */
export function mergeLegs(given: readonly LegContent[], offsets: ReadonlyMap<number, bigint>): MergedLegs {
  const capture = given.find(({ role }) => role === 'wire')
  const legs = given.map((leg) =>
    capture === undefined || leg.role === 'wire' ? leg : { ...leg, messages: withWireSenders(leg.messages, capture) },
  )
  const [first, ...others] = inOrder(legs)
  if (!first) return { messages: [], events: [], place: () => 0, numberOf: () => undefined }
  const move = <T extends { readonly timeNs: bigint | undefined }>(item: T, source: number): T => {
    const offset = offsets.get(source) ?? 0n
    return offset === 0n || item.timeNs === undefined ? item : { ...item, timeNs: item.timeNs + offset }
  }
  const offsetOf = (source: number): bigint => offsets.get(source) ?? 0n
  const wire = first.role === 'wire' ? first : undefined
  const wireEvents = wire?.events.map((event) => move(event, wire.source)) ?? []
  const shown = new Set<ConnectionEvent>()
  let messages = sourced(first.source, first.messages, offsetOf(first.source))
  const asGiven = new Map<number, readonly SourcedMessage[]>([[first.id, messages]])
  for (const leg of others) {
    let own: readonly SourcedMessage[] = sourced(leg.source, leg.messages, offsetOf(leg.source))
    if (wire !== undefined && leg.role !== 'wire') {
      const placed = atWireTime(own, { source: wire.source, events: wireEvents })
      own = placed.messages
      for (const event of placed.shown) shown.add(event)
    }
    asGiven.set(leg.id, own)
    messages = mergeMessages(messages, own)
  }
  const numberOf = numbersOf(asGiven, messages)
  if (others.length === 0) {
    const { source } = first
    return {
      messages,
      events: first.events.map((event) => ({ source, event: move(event, source), isShown: false })),
      place: (_legId, n) => n,
      numberOf,
    }
  }

  const places = new Map(legs.map((leg) => [leg.id, placesOf(leg, messages)]))
  const place = (legId: number, n: number): number => {
    const of = places.get(legId)
    return of?.[Math.min(n, of.length - 1)] ?? 0
  }
  const placed = (event: ConnectionEvent, leg: LegContent): ConnectionEvent => {
    // A log's leg has no messages of its own to count by: time places what it tells.
    if (leg.messages.length === 0) return { ...event, afterMessage: placeInTime(messages, event.timeNs) }
    const afterMessage = place(leg.id, event.afterMessage)
    if (leg.role !== 'wire') return { ...event, afterMessage }
    // Between two messages of the wire there may be others that a host showed: they have the wire's time.
    const end = event.afterMessage < leg.messages.length ? place(leg.id, event.afterMessage + 1) - 1 : messages.length
    return { ...event, afterMessage: afterInTime(messages, afterMessage, end, event.timeNs) }
  }
  const events = inOrder(legs).flatMap((leg) =>
    leg.events.map((event, at) => {
      const moved = (leg === wire ? wireEvents[at] : undefined) ?? move(event, leg.source)
      return { source: leg.source, event: placed(moved, leg), isShown: shown.has(moved) }
    }),
  )
  // Stable: events of one source keep their order.
  events.sort((a, b) => a.event.afterMessage - b.event.afterMessage)
  return { messages, events, place, numberOf }
}

/** Merging keeps where a message was seen: by that, each leg's messages are found again whatever was shown in their place. */
function numbersOf(
  legs: ReadonlyMap<number, readonly SourcedMessage[]>,
  merged: readonly SourcedMessage[],
): MergedLegs['numberOf'] {
  const numbers = new Map<Sighting, number>()
  for (const [at, { sightings }] of merged.entries()) for (const sighting of sightings) numbers.set(sighting, at + 1)
  return (legId, n) => {
    // The wire's own may stand before it.
    const own = legs.get(legId)?.[n - 1]?.sightings.at(-1)
    return own && numbers.get(own)
  }
}

/** How many messages came before a time; all of them where there is none, as a log tells of a failure when all was said. */
export function placeInTime(messages: readonly SourcedMessage[], timeNs: bigint | undefined): number {
  if (timeNs === undefined) return messages.length
  const later = messages.findIndex((message) => message.timeNs !== undefined && message.timeNs > timeNs)
  return later < 0 ? messages.length : later
}

/** Moves on from `from` over messages that are no later than `timeNs`, up to `end`. */
function afterInTime(
  messages: readonly SourcedMessage[],
  from: number,
  end: number,
  timeNs: bigint | undefined,
): number {
  if (timeNs === undefined) return from
  let at = from
  while (at < end) {
    const there = messages[at]?.timeNs
    if (there === undefined || there > timeNs) break
    at++
  }
  return at
}

/** For each number of a leg's messages, how many of the merged ones that is; what has no partner there counts with the one before. */
function placesOf(leg: LegContent, merged: readonly SourcedMessage[]): number[] {
  const places = [0]
  const pairs = new Map(
    pairMessages(
      merged.map(({ message }) => message),
      leg.messages,
    ).map(([at, of]) => [of, at]),
  )
  for (let at = 0; at < leg.messages.length; at++) {
    const before = places[at] ?? 0
    const there = pairs.get(at)
    places.push(there === undefined ? before : Math.max(before, there + 1))
  }
  return places
}

/** A joined connection as it is judged: all times on the clock of the case's reference source. */
export function viewOf(
  legs: readonly Pick<LegContent, 'id' | 'source' | 'role' | 'beginningSeen' | 'endSeen'>[],
  merged: MergedLegs,
): ConnectionView {
  return {
    messages: unpackCertificates(
      merged.messages.map(({ message, timeNs }) => (message.timeNs === timeNs ? message : { ...message, timeNs })),
      nodeUnpackers,
    ),
    events: merged.events.map(({ event }) => event),
    beginningSeen: legs.some((leg) => leg.beginningSeen),
    endSeen: legs.some((leg) => leg.endSeen),
    role: inOrder(legs)[0]?.role ?? 'wire',
  }
}

/** What the legs of one connection say of it together: each fact from the first leg that has it. */
export function frameOf(
  id: number,
  legs: readonly LegContent[],
  offsets: ReadonlyMap<number, bigint>,
): ConnectionFrame {
  const ordered = inOrder(legs)
  // A log tells late, and often in whole seconds: its times count where there are no others.
  const timed = ordered.filter((leg) => leg.role === 'wire' || leg.messages.length > 0)
  const times = (of: 'startNs' | 'endNs'): bigint[] =>
    (timed.length > 0 ? timed : ordered)
      .map((leg) => (leg[of] === undefined ? undefined : leg[of] + (offsets.get(leg.source) ?? 0n)))
      .filter((time) => time !== undefined)
  return {
    id,
    sources: [...new Set(legs.map((leg) => leg.source))].sort((a, b) => a - b),
    partial: false,
    transport: ordered[0]?.transport ?? 'none',
    client: ordered.find((leg) => leg.client)?.client,
    server: ordered.find((leg) => leg.server)?.server,
    startNs: times('startNs').reduce<bigint | undefined>(
      (least, time) => (least === undefined || time < least ? time : least),
      undefined,
    ),
    endNs: times('endNs').reduce<bigint | undefined>(
      (most, time) => (most === undefined || time > most ? time : most),
      undefined,
    ),
  }
}
