import type { EngineClient } from '../../preload/contract/carrier.ts'
import type { SeveralReply } from '../../preload/contract/comparison.ts'
import { isForLater } from './for-later.ts'

/** Up to eight handshakes as columns beside each other. */
export class Several {
  connections = $state.raw<readonly number[]>([])
  value = $state.raw<SeveralReply | undefined>()
  failure = $state.raw<string | undefined>()
  readonly #engine: EngineClient
  #asked = 0
  /** Those of the columns when that was last asked. */
  #legs: string | undefined

  constructor(engine: EngineClient) {
    this.#engine = engine
  }

  show(connections: readonly number[]): void {
    this.connections = connections
    void this.#load()
  }

  /** Without one of them; two are the fewest. */
  leaveOut(connection: number): void {
    if (this.connections.length > 2) this.show(this.connections.filter((one) => one !== connection))
  }

  /** The case changed or the engine came back: what could not be had, or was joined or split since, is asked for again. */
  async refresh(): Promise<void> {
    if (this.connections.length === 0) return
    const asked = this.#asked
    const legs = this.value && (await this.#legsNow())
    if (asked === this.#asked && (this.value === undefined || (legs !== undefined && legs !== this.#legs)))
      await this.#load()
  }

  forget(): void {
    this.#asked++
    this.connections = []
    this.value = this.failure = undefined
  }

  /** What the columns are put together of; undefined where that cannot be had. */
  async #legsNow(): Promise<string | undefined> {
    const now = await this.#engine.request('connection.standing', { connections: [...this.connections] })
    return now.ok ? now.value.standing.map((one) => `${one?.id}: ${one?.legs.join()}`).join('; ') : undefined
  }

  async #load(): Promise<void> {
    const asked = ++this.#asked
    this.value = this.failure = undefined
    const [legs, result] = await Promise.all([
      this.#legsNow(),
      this.#engine.request('compare.several', { connections: [...this.connections] }),
    ])
    if (asked !== this.#asked) return
    if (result.ok) {
      this.#legs = legs
      this.value = result.value
      // They go by other numbers where they were joined to others meanwhile.
      this.connections = result.value.handshakes.map(({ row }) => row.id)
    } else if (!isForLater(result.code)) this.failure = result.message
  }
}
