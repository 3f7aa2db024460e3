import type { EngineClient, Result } from '../../preload/contract/carrier.ts'
import type { JoinedConnections } from '../../preload/contract/connection.ts'
import { plural } from '../../main/presentation/format.ts'

/** What joining needs of the rest of the window. */
export interface JoiningPlace {
  /** The connection that is shown. */
  readonly shown: () => number | undefined
  readonly select: (connection: number | undefined) => void
  readonly failed: (message: string) => void
  /** Something was joined or split. */
  readonly did: () => void
}

/** In one question; nobody marks as many. */
const MOST_ASKED = 1_000

/** Connections that are marked to be joined, and what was joined or split last. */
export class Joining {
  marked = $state.raw<ReadonlySet<number>>(new Set())
  /** What was done, in words, while it can be seen and undone; undefined when that is past. */
  done = $state.raw<string | undefined>()
  /** The engine is at it. */
  busy = $state(false)
  readonly #engine: EngineClient
  readonly #place: JoiningPlace

  constructor(engine: EngineClient, place: JoiningPlace) {
    this.#engine = engine
    this.#place = place
  }

  toggle(connection: number): void {
    const next = new Set(this.marked)
    if (!next.delete(connection)) next.add(connection)
    this.marked = next
  }

  /** Marks one more, and with the first one the connection that is shown: as a list does when a second row is chosen. */
  add(connection: number): void {
    const shown = this.#place.shown()
    if (this.marked.size === 0 && shown !== undefined && shown !== connection)
      this.marked = new Set([shown, connection])
    else this.toggle(connection)
  }

  clear(): void {
    this.marked = new Set()
  }

  /** The case changed: marks go with the connections that theirs were joined to, and with those that left. */
  async refresh(): Promise<void> {
    const { marked } = this
    if (marked.size === 0) return
    const now = await this.#engine.request('connection.standing', { connections: [...marked].slice(0, MOST_ASKED) })
    // Marks made meanwhile are of now.
    if (!now.ok || marked !== this.marked) return
    this.marked = new Set(now.value.standing.flatMap((one) => one?.id ?? []))
  }

  /** Another case is open. */
  reset(): void {
    this.clear()
    this.done = undefined
  }

  join(connections: readonly number[] = [...this.marked]): Promise<void> {
    return this.#ask(
      true,
      () => this.#engine.request('connection.join', { connections: [...connections] }),
      ([first]) => {
        this.clear()
        this.#place.select(first)
        return `${plural(connections.length, 'connection')} joined into one.`
      },
    )
  }

  /** `leg` null: all of the connection's legs apart. */
  split(connection: number, leg: number | null = null): Promise<void> {
    return this.#ask(
      true,
      () => this.#engine.request('connection.split', { connection, leg }),
      (now) => {
        this.#place.select(now.includes(connection) ? connection : now[0])
        return `Split into ${plural(now.length, 'connection')}.`
      },
    )
  }

  undo(): Promise<void> {
    return this.#ask(
      false,
      () => this.#engine.request('connection.undo', {}),
      (now) => {
        const shown = this.#place.shown()
        if (now.length > 0 && (shown === undefined || !now.includes(shown))) this.#place.select(now[0])
        return undefined
      },
    )
  }

  async #ask(
    counts: boolean,
    ask: () => Promise<Result<JoinedConnections>>,
    then: (connections: readonly number[]) => string | undefined,
  ): Promise<void> {
    if (this.busy) return
    this.busy = true
    const result = await ask()
    this.busy = false
    if (result.ok) {
      if (counts) this.#place.did()
      this.done = then(result.value.connections)
    } else if (result.code !== 'aborted') this.#place.failed(result.message)
  }
}
