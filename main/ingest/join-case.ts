import type { WritableCase } from '../../db/open.ts'
import { prepareEventsOfLeg } from '../../db/query/event-list.ts'
import { prepareHandDecisions } from '../../db/query/hand-decision-list.ts'
import { prepareLegById } from '../../db/query/leg-list.ts'
import { prepareMessagesOfLeg } from '../../db/query/message-list.ts'
import { prepareSourceList, type StoredSource } from '../../db/query/source-list.ts'
import { replaceApart } from '../../db/write/apart-rows.ts'
import { prepareConnectionWriter } from '../../db/write/connection-row.ts'
import { prepareLegWriter } from '../../db/write/leg-row.ts'
import { prepareSourceWriter } from '../../db/write/source-row.ts'
import type { Apart } from '../join/apart.ts'
import type { Sizes } from '../join/by-time.ts'
import type { Clocks } from '../join/clocks.ts'
import { joinLegs } from '../join/join.ts'
import type { JoinedBy } from '../join/leg-key.ts'
import type { Side } from '../tls/message.ts'
import { handJoins, MarkedLegs } from './hand-joins.ts'
import { type KeysOfCase, readLegKeys } from './leg-keys.ts'
import { summariseConnection } from './summarise-connection.ts'
import { frameOf, type LegContent, mergeLegs, viewOf } from './merge-legs.ts'

/** Connections written at a time. */
const AT_ONCE = 200
/** Messages and events of a leg that a joined connection is judged by; the index holds the rest. */
const MAX_PER_LEG = 4_000
/** Legs that fit several others as well, said at their source. */
const AMBIGUOUS = 'ambiguous-join'
const AMBIGUOUS_TEXT =
  'Connections that fit several of another source as well: they stay apart, and each says why. What belongs together can be joined by hand.'

/**
 * Finds the legs that are one connection, sets the sources' clocks by them, and stores each such connection anew that is not stored so already.
 * Legs that were joined before and are no longer (a source was removed) stand alone again. Aborted in the middle, it is to be run again.
 */
export function joinCase(index: WritableCase, aborted: () => boolean): void {
  const sources = prepareSourceList(index)()
  const decisions = prepareHandDecisions(index)()
  const marked = new MarkedLegs(decisions)
  const known = readLegKeys(index, sources, marked)
  const read = legReader(index)
  const { joins, clocks, apart, left } = joinLegs(
    known.keys,
    sources.map(({ id, zone }) => ({ id, utc: zone === 'utc' })),
    { sizes: sizesBy(read), read },
    handJoins(decisions, marked),
  )
  writeApart(index, sources, known, apart, left)

  const offsets = new Map([...clocks].map(([source, { offsetNs }]) => [source, offsetNs]))
  const write = connectionWriter(index, offsets, read)
  const isStored = storedGroups(index, known, movedSources(sources, clocks))
  const joined = new Set(joins.flatMap(({ legs }) => legs.map(({ id }) => id)))
  const alone = [...known.joinedBefore.keys()].filter((leg) => !joined.has(leg))
  const groups: Group[] = [
    ...joins.filter(({ legs }) => !isStored(legs)).map(({ legs }) => legs),
    ...alone.map((id) => [{ id, joinedBy: undefined }]),
  ]
  for (let at = 0; at < groups.length && !aborted(); at += AT_ONCE)
    index.db.transaction(() => groups.slice(at, at + AT_ONCE).forEach(write)).immediate()
  writeClocks(index, sources, clocks, aborted)
}

type Group = readonly { readonly id: number; readonly joinedBy: JoinedBy | undefined }[]

/** Sources whose clock is set otherwise than before. */
function movedSources(sources: readonly StoredSource[], clocks: Clocks): ReadonlySet<number> {
  const isMoved = ({ id, clockOffsetNs }: StoredSource): boolean => (clocks.get(id)?.offsetNs ?? 0n) !== clockOffsetNs
  return new Set(sources.filter(isMoved).map(({ id }) => id))
}

/** Clocks are set when every connection has its times by them: what is aborted before is found to be moved the next time too. */
function writeClocks(
  index: WritableCase,
  sources: readonly StoredSource[],
  clocks: Clocks,
  aborted: () => boolean,
): void {
  const connections = prepareConnectionWriter(index)
  for (const { id, clockOffsetNs } of sources) {
    const offsetNs = clocks.get(id)?.offsetNs ?? 0n
    // A source that was read again has the times of its own clock in its connections.
    if (offsetNs !== 0n || clockOffsetNs !== 0n) connections.moveAlone(id, offsetNs, aborted)
  }
  if (aborted()) return
  const writer = prepareSourceWriter(index)
  index.db.transaction(() => sources.forEach(({ id }) => writer.setClock(id, clocks.get(id)))).immediate()
}

function writeApart(
  index: WritableCase,
  sources: readonly StoredSource[],
  { keys }: KeysOfCase,
  apart: readonly Apart[],
  left: ReadonlyMap<number, number>,
): void {
  replaceApart(index, apart)
  const writer = prepareSourceWriter(index)
  const sourceOf = new Map(keys.map(({ id, source }) => [id, source]))
  const counts = new Map<number, number>()
  for (const leg of new Set(apart.filter(({ reason }) => reason !== 'manual').map(({ leg: id }) => id))) {
    const source = sourceOf.get(leg)
    if (source !== undefined) counts.set(source, (counts.get(source) ?? 0) + 1)
  }
  for (const { id, warnings } of sources) {
    const count = counts.get(id)
    if (count !== undefined) writer.setWarning(id, AMBIGUOUS, AMBIGUOUS_TEXT, count + (left.get(id) ?? 0), 0)
    else if (warnings.some(({ code }) => code === AMBIGUOUS)) writer.removeWarning(id, AMBIGUOUS)
  }
}

/** Whether the index holds a connection as it was found now: the same legs, joined by the same, on clocks that did not change. */
function storedGroups(
  index: WritableCase,
  { keys, joinedBefore }: KeysOfCase,
  moved: ReadonlySet<number>,
): (group: Group) => boolean {
  const sizes = new Map<number, number>()
  for (const { connection } of joinedBefore.values()) sizes.set(connection, (sizes.get(connection) ?? 0) + 1)
  const movedLegs = new Set(moved.size > 0 ? keys.filter(({ source }) => moved.has(source)).map(({ id }) => id) : [])
  const exists = index.db.prepare<[number], number>('SELECT 1 FROM connection WHERE id = ?').pluck()
  return (group) => {
    const id = group.reduce((least, leg) => Math.min(least, leg.id), Infinity)
    if (sizes.get(id) !== group.length) return false
    return (
      group.every(({ id: leg, joinedBy }) => {
        const stored = joinedBefore.get(leg)
        return stored?.connection === id && stored.joinedBy === joinedBy && !movedLegs.has(leg)
      }) && exists.get(id) === 1
    )
  }
}

/** A leg with all that is kept of it; none where it is gone. */
type LegReader = (id: number) => readonly LegContent[]

function legReader(index: WritableCase): LegReader {
  const byId = prepareLegById(index)
  const messages = prepareMessagesOfLeg(index)
  const events = prepareEventsOfLeg(index)
  return (id) => {
    const leg = byId(id)
    return leg ? [{ ...leg, messages: messages(id, MAX_PER_LEG), events: events(id, MAX_PER_LEG) }] : []
  }
}

function sizesBy(read: LegReader): Sizes {
  const sent = (content: LegContent, side: Side): number[] =>
    content.messages
      .filter(({ from }) => from === side)
      .map(({ content: kind, length }) => (kind === 'handshake' ? length + 4 : length))
  return {
    readOf: ({ id }) =>
      read(id).flatMap(({ events }) => events.filter(({ kind }) => kind === 'record_read').map(({ length }) => length)),
    sentOf: ({ id }) => {
      const [content] = read(id)
      return content === undefined
        ? { client: [], server: [] }
        : { client: sent(content, 'client'), server: sent(content, 'server') }
    },
  }
}

function connectionWriter(index: WritableCase, offsets: ReadonlyMap<number, bigint>, read: LegReader) {
  const connections = prepareConnectionWriter(index)
  const legWriter = prepareLegWriter(index)
  return (group: Group): void => {
    const contents = group.flatMap(({ id }) => read(id))
    const id = group.reduce((least, leg) => Math.min(least, leg.id), Infinity)
    for (const { id: leg, joinedBy } of group) {
      connections.remove(leg)
      legWriter.join(leg, id, joinedBy)
    }
    const merged = mergeLegs(contents, offsets)
    connections.put(summariseConnection(frameOf(id, contents, offsets), viewOf(contents, merged)).facts)
    connections.write()
  }
}
