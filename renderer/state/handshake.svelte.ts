import type { EngineClient } from '../../preload/contract/carrier.ts'
import type { ConnectionDetail, MessageDetail } from '../../preload/contract/connection.ts'

/** Holding an arrow key down on the list should not ask for each connection it passes. */
const SETTLE_MS = 50

/** The connection that is shown and the message of it that is open. */
export class Handshake {
  connection = $state.raw<number | undefined>()
  detail = $state.raw<ConnectionDetail | undefined>()
  detailFailure = $state.raw<string | undefined>()
  /** Number of the open message. */
  messageNumber = $state.raw<number | undefined>()
  message = $state.raw<MessageDetail | undefined>()
  messageFailure = $state.raw<string | undefined>()
  #timer: ReturnType<typeof setTimeout> | undefined
  #asked: AbortController | undefined
  #askedMessage: AbortController | undefined
  readonly #engine: EngineClient

  constructor(engine: EngineClient) {
    this.#engine = engine
  }

  /** Waiting for the detail of another connection than the one that `detail` still holds. */
  readonly stale = $derived(this.connection !== undefined && this.detail?.row.id !== this.connection)

  show(connection: number | undefined, messageNumber?: number): void {
    if (connection !== this.connection) {
      this.connection = connection
      this.detailFailure = undefined
      this.#closeMessage()
      clearTimeout(this.#timer)
      this.#asked?.abort()
      if (connection === undefined) this.detail = undefined
      else this.#timer = setTimeout(() => void this.#load(connection), SETTLE_MS)
    }
    if (messageNumber !== this.messageNumber) this.openMessage(messageNumber)
  }

  openMessage(n: number | undefined): void {
    if (n === this.messageNumber && (this.message || n === undefined)) return
    this.#closeMessage()
    this.messageNumber = n
    if (n !== undefined && this.connection !== undefined) void this.#loadMessage(this.connection, n)
  }

  /** Asks again for what is shown: the case changed, or the engine came back. */
  refresh(): void {
    if (this.connection === undefined) return
    void this.#load(this.connection)
    if (this.messageNumber !== undefined && !this.message) void this.#loadMessage(this.connection, this.messageNumber)
  }

  #closeMessage(): void {
    this.#askedMessage?.abort()
    this.messageNumber = undefined
    this.message = undefined
    this.messageFailure = undefined
  }

  async #load(connection: number): Promise<void> {
    this.#asked?.abort()
    const abort = (this.#asked = new AbortController())
    const result = await this.#engine.request('connection.detail', { id: connection }, abort.signal)
    if (abort.signal.aborted || connection !== this.connection) return
    if (result.ok) {
      this.detail = result.value
      this.detailFailure = undefined
    } else if (result.code !== 'disconnected') {
      this.detail = undefined
      this.detailFailure = result.message
    }
  }

  async #loadMessage(connection: number, n: number): Promise<void> {
    this.#askedMessage?.abort()
    const abort = (this.#askedMessage = new AbortController())
    const result = await this.#engine.request('message.detail', { connection, n }, abort.signal)
    if (abort.signal.aborted || connection !== this.connection || n !== this.messageNumber) return
    if (result.ok) this.message = result.value
    else if (result.code !== 'disconnected') this.messageFailure = result.message
  }
}
