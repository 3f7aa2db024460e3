import type { WritableCase } from '../../db/open.ts'
import { prepareEventsOfLeg } from '../../db/query/event-list.ts'
import { prepareLegById, prepareLegsAfter } from '../../db/query/leg-list.ts'
import { prepareMessagesOfLeg } from '../../db/query/message-list.ts'
import { prepareSourceList } from '../../db/query/source-list.ts'
import { prepareConnectionWriter } from '../../db/write/connection-row.ts'
import { prepareLegWriter } from '../../db/write/leg-row.ts'
import { prepareSourceWriter } from '../../db/write/source-row.ts'
import { clockOffset } from '../join/clock-offset.ts'
import { joinLegs } from '../join/join.ts'
import type { Join, LegKey } from '../join/leg-key.ts'
import { readers } from '../format/registry.ts'
import { summariseConnection } from './summarise-connection.ts'
import { frameOf, type LegContent, mergeLegs, viewOf } from './merge-legs.ts'

/** Legs read, and connections written, at a time. */
const AT_ONCE = 2_000
/** Messages and events of a leg that a joined connection is judged by; the index holds the rest. */
const MAX_PER_LEG = 4_000

/**
 * Finds the legs of different sources that are one connection, sets the sources' clocks by them, and stores each such connection anew.
 * Legs that were joined before and are no longer (a source was removed) stand alone again. Aborted in the middle, it is to be run again.
 */
export function joinCase(index: WritableCase, aborted: () => boolean): void {
  const sources = prepareSourceList(index)()
  const { keys, joinedBefore } = legKeys(index)
  const joins = new Set(keys.map((key) => key.source)).size > 1 ? joinLegs(keys) : []
  const read = legReader(index)

  const captures = new Set(readers.filter((reader) => reader.kind === 'packets').map((reader) => reader.id as string))
  const reference = (sources.find((source) => source.format !== null && captures.has(source.format)) ?? sources[0])?.id
  const offsets = clockOffsets(
    joins,
    sources.map((source) => source.id),
    reference,
    read,
  )
  const writer = prepareSourceWriter(index)
  for (const [source, offset] of offsets) writer.setClockOffset(source, offset)

  const write = connectionWriter(index, offsets, read)
  const joined = new Set(joins.flatMap(({ legs }) => legs))
  const alone: Join['legs'][] = [...joinedBefore].filter((leg) => !joined.has(leg)).map((leg) => [leg])
  const groups = [
    ...joins.map(({ legs, joinedBy }) => ({ legs, joinedBy })),
    ...alone.map((legs) => ({ legs, joinedBy: undefined })),
  ]
  for (let at = 0; at < groups.length && !aborted(); at += AT_ONCE) {
    index.db.transaction(() => groups.slice(at, at + AT_ONCE).forEach(write)).immediate()
  }
}

function legKeys(index: WritableCase): { readonly keys: LegKey[]; readonly joinedBefore: Set<number> } {
  const after = prepareLegsAfter(index)
  const keys: LegKey[] = []
  const joinedBefore = new Set<number>()
  let last = 0
  while (true) {
    const legs = after(last, AT_ONCE)
    for (const { id, source, clientRandom, startNs, messageCount, joinedBy } of legs) {
      if (clientRandom !== undefined) keys.push({ id, source, clientRandom, startNs, messageCount })
      if (joinedBy !== undefined) joinedBefore.add(id)
      last = id
    }
    if (legs.length < AT_ONCE) return { keys, joinedBefore }
  }
}

type LegReader = (id: number) => LegContent[]

function legReader(index: WritableCase): LegReader {
  const byId = prepareLegById(index)
  const messages = prepareMessagesOfLeg(index)
  const events = prepareEventsOfLeg(index)
  return (id) => {
    const leg = byId(id)
    return leg ? [{ ...leg, messages: messages(id, MAX_PER_LEG), events: events(id, MAX_PER_LEG) }] : []
  }
}

/** What to add to each source's times. A source that shares no connection with the reference source keeps its own clock. */
function clockOffsets(
  joins: readonly Join[],
  sources: readonly number[],
  reference: number | undefined,
  read: LegReader,
): Map<number, bigint> {
  const offsets = new Map<number, bigint>()
  for (const source of sources) {
    const offset =
      source === reference
        ? 0n
        : clockOffset(
            (function* () {
              for (const { legs } of joins) {
                const contents = legs.flatMap(read)
                const one = contents.find((leg) => leg.source === reference)
                const other = contents.find((leg) => leg.source === source)
                if (one && other) yield { one: one.messages, other: other.messages }
              }
            })(),
          )
    offsets.set(source, offset ?? 0n)
  }
  return offsets
}

function connectionWriter(index: WritableCase, offsets: ReadonlyMap<number, bigint>, read: LegReader) {
  const connections = prepareConnectionWriter(index)
  const legWriter = prepareLegWriter(index)
  return ({
    legs,
    joinedBy,
  }: {
    readonly legs: readonly number[]
    readonly joinedBy: Join['joinedBy'] | undefined
  }): void => {
    const contents = legs.flatMap(read)
    const id = Math.min(...legs)
    for (const leg of legs) {
      connections.remove(leg)
      legWriter.join(leg, id, joinedBy)
    }
    const merged = mergeLegs(contents, offsets)
    connections.put(summariseConnection(frameOf(id, contents, offsets), viewOf(contents, merged)).facts, undefined)
  }
}
