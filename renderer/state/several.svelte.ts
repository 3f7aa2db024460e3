import type { EngineClient } from '../../preload/contract/carrier.ts'
import type { SeveralReply } from '../../preload/contract/comparison.ts'

/** Up to eight handshakes as columns beside each other. */
export class Several {
  connections = $state.raw<readonly number[]>([])
  value = $state.raw<SeveralReply | undefined>()
  failure = $state.raw<string | undefined>()
  readonly #engine: EngineClient
  #asked = 0

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

  /** The case changed or the engine came back: what could not be had is asked for again. */
  refresh(): void {
    if (this.connections.length > 0 && this.value === undefined) void this.#load()
  }

  forget(): void {
    this.#asked++
    this.connections = []
    this.value = this.failure = undefined
  }

  async #load(): Promise<void> {
    const asked = ++this.#asked
    this.value = this.failure = undefined
    const result = await this.#engine.request('compare.several', { connections: [...this.connections] })
    if (asked !== this.#asked) return
    if (result.ok) this.value = result.value
    else if (result.code !== 'disconnected') this.failure = result.message
  }
}
