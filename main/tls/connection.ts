/**
 * One TLS connection over TCP: bytes of both directions in, messages and events out into its leg.
 * Readable are the handshake until keys are in use, whatever is never protected, and what a key log opens; of the rest only sizes are told.
 */
import { Direction } from './direction.ts'
import type { Leg } from './leg.ts'
import { type DecryptionKeys, LegWriter } from './leg-writer.ts'
import type { Side } from './message.ts'
import type { RecordStream } from './record-stream.ts'

export class TlsConnection {
  readonly #writer: LegWriter
  readonly #client: Direction
  readonly #server: Direction

  /** `onChange` is called at most once for each call that added something to the leg. With `keys`, what they open is read too. */
  constructor(leg: Leg, onChange: () => void, keys?: DecryptionKeys) {
    this.#writer = new LegWriter(leg, onChange, keys)
    this.#client = new Direction(this.#writer, 'client')
    this.#server = new Direction(this.#writer, 'server')
  }

  get leg(): Leg {
    return this.#writer.leg
  }

  /** Messages beyond the limit of a connection: counted, not kept. */
  get messagesLeftOut(): number {
    return this.#writer.messagesLeftOut
  }

  /** Negotiated, as soon as the server said so. */
  get version(): number | undefined {
    return this.#writer.version
  }

  /**
   * The next bytes of one direction, in order: `bytes[start..end)`, valid during the call, which stand at `offset` in the source.
   * `frame` and the time (`seconds` -1: none) are those of the packet that made them available.
   */
  push(
    side: Side,
    bytes: Uint8Array,
    start: number,
    end: number,
    frame: number | undefined,
    seconds: number,
    nanoseconds: number,
    offset: number,
  ): void {
    this.#writer.at(frame, seconds, nanoseconds)
    const direction = side === 'client' ? this.#client : this.#server
    direction.sourceDelta = offset - start
    direction.records.push(bytes, start, end)
    this.#writer.tell()
    this.#noteQuiet(direction)
  }

  /** The records of one direction; its `pass` may be asked before `push`. */
  recordsOf(side: Side): RecordStream {
    return side === 'client' ? this.#client.records : this.#server.records
  }

  /** `length` bytes of one direction that the source does not hold. */
  gap(side: Side, length: number, frame: number | undefined, seconds: number, nanoseconds: number): void {
    this.#writer.at(frame, seconds, nanoseconds)
    const direction = side === 'client' ? this.#client : this.#server
    direction.records.gap(length)
    this.#writer.event('gap', side, length, undefined)
    this.#writer.tell()
    this.#noteQuiet(direction)
  }

  /** What `pass` takes leaves no time behind, which a message of either side that is cut by the end would need. */
  #noteQuiet(direction: Direction): void {
    const peer = direction === this.#client ? this.#server : this.#client
    const isUnderway = direction.isUnderway
    direction.records.quiet = !isUnderway && direction.isPastEvents && !peer.isUnderway
    if (isUnderway) peer.records.quiet = false
  }

  /** Nothing more will come: messages that are not complete are given out as they are. */
  end(): void {
    for (const direction of [this.#client, this.#server]) {
      direction.records.end()
      direction.flush()
    }
    this.#writer.tell()
  }
}
