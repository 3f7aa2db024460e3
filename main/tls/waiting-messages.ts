import type { LegWriter, WrittenMessage } from './leg-writer.ts'

/** A record of nothing but empty messages must not pile them up. */
const MAX_WAITING = 64

/** Messages of the record at hand: a peer takes them only with the whole record, and so do we. */
export class WaitingMessages {
  count = 0
  /** Used again for each record: most hold one message. */
  readonly #messages: (WrittenMessage | undefined)[] = []

  get isFull(): boolean {
    return this.count >= MAX_WAITING
  }

  add(message: WrittenMessage): void {
    this.#messages[this.count++] = message
  }

  /** Hands all of them on, in their order. */
  release(writer: LegWriter): void {
    for (let at = 0; at < this.count; at++) {
      const message = this.#messages[at]
      if (message) writer.message(message)
      this.#messages[at] = undefined
    }
    this.count = 0
  }
}
