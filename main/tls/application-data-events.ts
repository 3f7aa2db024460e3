import type { LegWriter } from './leg-writer.ts'
import type { Side } from './message.ts'

/** message.ts: how many records of application data become events on each side. */
const EVENTS_TLS13 = 32
const EVENTS_EARLIER = 1

/** Tells of the first records of application data that one side sends; the others are only counted. */
export class ApplicationDataEvents {
  readonly #writer: LegWriter
  readonly #side: Side
  #records = 0

  constructor(writer: LegWriter, side: Side) {
    this.#writer = writer
    this.#side = side
  }

  /** Whether no more of them become events; `passed`: records that were passed over without being told here. */
  isPast(passed: number): boolean {
    return this.#records + passed >= this.#limit
  }

  /** `inside`: what is kept of its content, a TLS record once more or a page about a certificate. */
  record(length: number, passed: number, inside?: Uint8Array): void {
    this.#records += 1
    if (this.#records + passed <= this.#limit)
      this.#writer.event('application_data', this.#side, length, undefined, inside)
  }

  get #limit(): number {
    // Before the ServerHello nobody knows the version; a client that offers TLS 1.3 may be sending early data.
    const tls13 = this.#writer.isTls13 || (this.#writer.version === undefined && this.#writer.clientHelloSeen)
    return tls13 ? EVENTS_TLS13 : EVENTS_EARLIER
  }
}
