import type { ReadableCase } from '../../db/open.ts'
import { prepareClientRandoms, prepareLegsAfter, type StoredLeg } from '../../db/query/leg-list.ts'
import type { StoredSource } from '../../db/query/source-list.ts'
import type { JoinedBy, LegKey } from '../join/leg-key.ts'
import type { MarkedLegs } from './hand-joins.ts'
import { repeatedRandoms } from './repeated-randoms.ts'

/** Legs read at a time. */
const AT_ONCE = 2_000
/** In a case of one source, randoms that come again, each of which a source may show twice. */
const MAX_REPEATED = 100_000

/** What the index holds of a leg that is one connection with others. */
export interface StoredJoin {
  readonly connection: number
  readonly joinedBy: JoinedBy
}

export interface KeysOfCase {
  readonly keys: readonly LegKey[]
  /** By the leg's id. */
  readonly joinedBefore: ReadonlyMap<number, StoredJoin>
}

/**
 * What joining needs to know of the case's legs, `marked` ones among them. In a case of one source, which may have millions, the others are left out
 * that nothing can be joined to.
 */
export function readLegKeys(index: ReadableCase, sources: readonly StoredSource[], marked: MarkedLegs): KeysOfCase {
  const after = prepareLegsAfter(index)
  const paths = new Map(sources.map(({ id, path }) => [id, path]))
  const isWanted = wantedLegs(index)
  const texts = new Texts()
  const keys: LegKey[] = []
  const joinedBefore = new Map<number, StoredJoin>()
  for (let last = 0; ;) {
    const legs = after(last, AT_ONCE)
    for (const leg of legs) {
      last = leg.id
      if (leg.joinedBy !== undefined) joinedBefore.set(leg.id, { connection: leg.connection, joinedBy: leg.joinedBy })
      const isMarked = marked.see(leg, paths.get(leg.source) ?? '')
      if (isMarked || isWanted(leg)) keys.push(texts.keyOf(leg))
    }
    if (legs.length < AT_ONCE) return { keys, joinedBefore }
  }
}

function wantedLegs(index: ReadableCase): (leg: StoredLeg) => boolean {
  const several = index.db
    .prepare<[], number>('SELECT count(*) FROM (SELECT DISTINCT source_id FROM leg LIMIT 2)')
    .pluck()
    .get()
  if (several !== 1) return () => true
  const repeated = repeatedRandoms(prepareClientRandoms(index), MAX_REPEATED)
  return ({ clientRandom }) => clientRandom !== undefined && repeated.has(clientRandom)
}

/** Makes keys of legs, each text and end of a connection once: a million legs have few servers. */
class Texts {
  readonly #ends = new Map<string, NonNullable<LegKey['client']>>()

  keyOf(leg: StoredLeg): LegKey {
    const { id, source, role, clientRandom, handle, startNs, messageCount } = leg
    const [client, server] = [this.#end(leg.client), this.#end(leg.server)]
    return { id, source, role, clientRandom, client, server, handle, startNs, messageCount }
  }

  #end(end: LegKey['client']): LegKey['client'] {
    if (end === undefined) return undefined
    const text = `${end.address} ${end.port}`
    const known = this.#ends.get(text)
    if (known !== undefined) return known
    this.#ends.set(text, end)
    return end
  }
}
