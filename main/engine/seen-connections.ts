import { atOneMoment } from '../../db/at-one-moment.ts'
import type { ReadableCase, WritableCase } from '../../db/open.ts'
import { prepareCaseFact } from '../../db/query/case-fact.ts'
import { prepareSourceList } from '../../db/query/source-list.ts'
import { preparePastLegWriter } from '../../db/write/past-leg.ts'
import { pastLegOf } from '../ingest/past-leg.ts'
import { Failure } from './answer.ts'
import { breathe } from './breathe.ts'
import type { ConnectionContents } from './connection-content.ts'

/** More than a person opens, and than lists show rows, between two readings. */
const MOST_SHOWN = 500
const MOST_LISTED = 2_000

/**
 * The connections that somebody outside the engine knows by their numbers. Before their source is read anew, which gives its legs others, it is kept
 * what they show.
 */
export class SeenConnections {
  readonly #index: ReadableCase
  readonly #writable: WritableCase
  readonly #contents: ConnectionContents
  readonly #indexing: () => boolean
  readonly #writer: ReturnType<typeof preparePastLegWriter>
  /** With their messages; the one seen last is last. */
  readonly #shown = new Set<number>()
  readonly #listed = new Set<number>()

  constructor(index: ReadableCase, writable: WritableCase, contents: ConnectionContents, indexing: () => boolean) {
    this.#index = index
    this.#writable = writable
    this.#contents = contents
    this.#indexing = indexing
    this.#writer = preparePastLegWriter(writable)
  }

  /**
   * The connection itself; or, where it was joined to another one since somebody saw it, or its source was read anew, the one that it is now.
   * Throws a Failure.
   */
  standing(connection: number): number {
    const { now, onItsWay } = atOneMoment(this.#index, () => ({
      now: this.#contents.standing(connection),
      onItsWay: this.isOnItsWay(connection),
    }))
    if (onItsWay)
      throw new Failure(
        'not-yet',
        `The files of connection ${connection} are read anew: it is shown when that is done.`,
      )
    if (now === undefined) throw new Failure('not-found', `There is no connection ${connection}.`)
    add(this.#shown, now, MOST_SHOWN)
    return now
  }

  /** A source of the connection is read anew, and it is not known yet which one it is now. */
  isOnItsWay(connection: number): boolean {
    if (!this.#indexing()) return false
    return atOneMoment(this.#index, () => {
      const now = this.#contents.standing(connection)
      if (now === undefined) return this.#contents.legsBefore(connection).length > 0
      return !this.#contents.facts(now)
    })
  }

  /** Of its messages nothing was told. */
  list(connection: number): void {
    add(this.#listed, connection, MOST_LISTED)
  }

  /** Keeps what the connections show that a source, or a part of it, has legs of. */
  async keep(source: number): Promise<void> {
    const sources = new Set(
      prepareSourceList(this.#index)().flatMap(({ id, partOf }) => (id === source || partOf === source ? [id] : [])),
    )
    const kept = this.#keptWindow()
    const shown = new Set([...this.#shown, ...(kept === undefined ? [] : [kept])])
    for (const connection of new Set([...this.#listed, ...shown])) {
      if (this.#contents.legsOf(connection).some((leg) => sources.has(leg.source)))
        this.#keepOne(connection, shown.has(connection))
      await breathe(undefined)
    }
    this.#writer.forgetOldest()
  }

  #keepOne(connection: number, withMessages: boolean): void {
    const content = withMessages ? this.#contents.content(connection) : undefined
    const legs = content?.legs ?? this.#contents.legsOf(connection)
    const ids = legs.map(({ id }) => id)
    const past = legs.map((leg) =>
      pastLegOf(leg, ids, content ? this.#contents.messagesOfLeg(leg.id) : [], (n) =>
        content?.merged.numberOf(leg.id, n),
      ),
    )
    this.#writable.db.transaction(() => past.forEach((leg) => this.#writer.put(leg))).immediate()
  }

  /** What the window showed when the case was closed: it asks for it once more while its file, which changed, is read. */
  #keptWindow(): number | undefined {
    try {
      const window: unknown = JSON.parse(prepareCaseFact(this.#index)('window') ?? '')
      if (typeof window !== 'object' || window === null || !('connection' in window)) return undefined
      return Number.isSafeInteger(window.connection) ? (window.connection as number) : undefined
    } catch {
      return undefined
    }
  }
}

function add(seen: Set<number>, connection: number, most: number): void {
  seen.delete(connection)
  seen.add(connection)
  for (const oldest of seen) {
    if (seen.size <= most) break
    seen.delete(oldest)
  }
}
