import type { WritableCase } from '../../db/open.ts'
import { prepareEventsOfLeg } from '../../db/query/event-list.ts'
import { prepareLegById, prepareLegsAfter } from '../../db/query/leg-list.ts'
import { prepareMessagesOfLeg } from '../../db/query/message-list.ts'
import { prepareSourceList } from '../../db/query/source-list.ts'
import { prepareConnectionWriter } from '../../db/write/connection-row.ts'
import { prepareLegWriter } from '../../db/write/leg-row.ts'
import { prepareSourceWriter } from '../../db/write/source-row.ts'
import type { Sizes } from '../join/by-time.ts'
import { joinLegs } from '../join/join.ts'
import type { JoinedBy, LegKey } from '../join/leg-key.ts'
import { sourceClocks } from '../join/source-clock.ts'
import type { Side } from '../tls/message.ts'
import { summariseConnection } from './summarise-connection.ts'
import { frameOf, type LegContent, mergeLegs, viewOf } from './merge-legs.ts'

/** Times before this have no date, or no year: they count from 1970. */
const FIRST_DATED_NS = 366n * 86_400_000_000_000n
/** Legs read, and connections written, at a time. */
const AT_ONCE = 2_000
/** Messages and events of a leg that a joined connection is judged by; the index holds the rest. */
const MAX_PER_LEG = 4_000

/**
 * Finds the legs of different sources that are one connection, sets the sources' clocks by them, and stores each such connection anew.
 * Legs that were joined before and are no longer (a source was removed) stand alone again. Aborted in the middle, it is to be run again.
 */
export function joinCase(index: WritableCase, aborted: () => boolean): void {
  const { keys, joinedBefore } = legKeys(index)
  const sources = [...new Set(keys.map((key) => key.source))].sort((a, b) => a - b)
  const read = legReader(index)
  const reference = (keys.find(({ role }) => role === 'wire') ?? keys.find(isDated))?.source ?? sources[0]
  const { joins, clocks } =
    sources.length > 1
      ? joinLegs(keys, (found) => sourceClocks(found, reference, sources, read), sizesBy(read))
      : { joins: [], clocks: new Map<number, bigint>() }
  const writer = prepareSourceWriter(index)
  for (const { id } of prepareSourceList(index)()) writer.setClockOffset(id, clocks.get(id) ?? 0n)

  const write = connectionWriter(index, clocks, read)
  const joined = new Set(joins.flatMap(({ legs }) => legs.map(({ id }) => id)))
  const alone = [...joinedBefore].filter((leg) => !joined.has(leg))
  const groups: Group[] = [...joins.map(({ legs }) => legs), ...alone.map((id) => [{ id, joinedBy: undefined }])]
  for (let at = 0; at < groups.length && !aborted(); at += AT_ONCE) {
    index.db.transaction(() => groups.slice(at, at + AT_ONCE).forEach(write)).immediate()
  }
}

/** A leg of a source whose times have their date. */
function isDated({ startNs }: LegKey): boolean {
  return startNs !== undefined && startNs >= FIRST_DATED_NS
}

type Group = readonly { readonly id: number; readonly joinedBy: JoinedBy | undefined }[]

function legKeys(index: WritableCase): { readonly keys: LegKey[]; readonly joinedBefore: Set<number> } {
  const after = prepareLegsAfter(index)
  const keys: LegKey[] = []
  const joinedBefore = new Set<number>()
  let last = 0
  while (true) {
    const legs = after(last, AT_ONCE)
    for (const { joinedBy, ...leg } of legs) {
      const { id, source, role, clientRandom, client, server, handle, startNs, messageCount } = leg
      keys.push({ id, source, role, clientRandom, client, server, handle, startNs, messageCount })
      if (joinedBy !== undefined) joinedBefore.add(id)
      last = id
    }
    if (legs.length < AT_ONCE) return { keys, joinedBefore }
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
