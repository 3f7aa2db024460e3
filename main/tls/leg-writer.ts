/**
 * Where the two directions of a connection write to: its leg, in the order in which things became complete, and what they have to
 * know of each other.
 */
import type { Crypto } from './decrypt/crypto.ts'
import { Decryption } from './decrypt/decryption.ts'
import type { KeyRing } from './decrypt/key-ring.ts'
import { decodeHandshake, HANDSHAKE_TYPE } from './handshake.ts'
import type { Leg } from './leg.ts'
import type { ConnectionEventKind, Side, TlsMessage } from './message.ts'
import { selectedVersion } from './server-hello.ts'
import { timeNs } from './time-ns.ts'

/** A hostile connection could be made of warnings alone; a ladder of more is of no use to anybody. */
const MAX_MESSAGES = 4_096
const MAX_EVENTS = 1_024

/** A message to which the packet at hand adds its time and number: the one that completes it. */
export type WrittenMessage = Omit<TlsMessage, 'timeNs' | 'frame'> &
  Pick<{ -readonly [Key in keyof TlsMessage]: TlsMessage[Key] }, 'timeNs' | 'frame'>

/** What decrypting takes: secrets, which may still come while a source is read, and the means to use them. */
export interface DecryptionKeys {
  readonly ring: KeyRing
  readonly crypto: Crypto
}

export class LegWriter {
  readonly leg: Leg
  /** Messages beyond the limit: counted, not kept. */
  messagesLeftOut = 0
  /** Negotiated, as soon as a ServerHello (or HelloRetryRequest) said so. */
  version: number | undefined
  cipherSuite: number | undefined
  /** The client's hello was readable: what follows begins in clear. */
  clientHelloSeen = false
  /** Where the key log holds the connection's secrets. */
  decryption: Decryption | undefined
  readonly #keys: DecryptionKeys | undefined
  readonly #onChange: () => void
  /** The latest, while its secrets may still come. */
  #clientHello: Uint8Array | undefined
  #frame: number | undefined
  #seconds = -1
  #nanoseconds = 0
  #events = 0
  #changed = false

  constructor(leg: Leg, onChange: () => void, keys: DecryptionKeys | undefined) {
    this.leg = leg
    this.#onChange = onChange
    this.#keys = keys
  }

  get isTls13(): boolean {
    return this.version !== undefined && this.version >= 0x0304
  }

  /** The packet that is being read; `seconds` -1: it has no time. */
  at(frame: number | undefined, seconds: number, nanoseconds: number): void {
    this.#frame = frame
    this.#seconds = seconds
    this.#nanoseconds = nanoseconds
  }

  message(message: WrittenMessage): void {
    this.#changed = true
    const { messages } = this.leg
    if (messages.length >= MAX_MESSAGES) {
      this.messagesLeftOut += 1
      return
    }
    if (
      messages.length === 0 &&
      message.from === 'client' &&
      message.content === 'handshake' &&
      message.type === HANDSHAKE_TYPE.clientHello
    ) {
      this.leg.beginningSeen = true
    }
    message.timeNs = timeNs(this.#seconds, this.#nanoseconds)
    message.frame = this.#frame
    messages.push(message)
  }

  event(
    kind: ConnectionEventKind,
    from: Side | undefined,
    length: number,
    text: string | undefined,
    bytes?: Uint8Array,
  ): void {
    this.#changed = true
    this.#events += 1
    if (this.#events > MAX_EVENTS) return
    this.leg.events.push({
      kind,
      timeNs: timeNs(this.#seconds, this.#nanoseconds),
      frame: this.#frame,
      line: undefined,
      from,
      afterMessage: this.leg.messages.length,
      length,
      text,
      bytes,
    })
  }

  /** A ClientHello was readable: its random says which secrets are its connection's. */
  clientHello(bytes: Uint8Array): void {
    this.clientHelloSeen = true
    if (this.#keys === undefined) return
    this.#clientHello = bytes
    this.#findSecrets()
  }

  /** What a ServerHello settles decides how all that follows is read. */
  serverHello(bytes: Uint8Array): void {
    const { value } = decodeHandshake(bytes, {}, false)
    if (value.name !== 'server_hello' && value.name !== 'hello_retry_request') return
    this.version = selectedVersion(value)
    this.cipherSuite = value.cipherSuite
    // Secrets inside a capture may stand behind the ClientHello.
    if (this.#keys !== undefined && this.decryption === undefined) this.#findSecrets()
    this.decryption?.serverHello(value, bytes)
  }

  #findSecrets(): void {
    const bytes = this.#clientHello
    if (bytes === undefined || this.#keys === undefined) return
    const { ring, crypto } = this.#keys
    if (this.decryption === undefined && !ring.isOfUse) return
    const { value } = decodeHandshake(bytes, {}, false)
    if (value.name !== 'client_hello' || value.random === undefined) return
    if (this.decryption === undefined && Decryption.isPossible(crypto, ring, value))
      this.decryption = new Decryption(crypto, ring, value.random)
    this.decryption?.clientHello(value, bytes)
  }

  /** Tells once for all that was written since the last time. */
  tell(): void {
    if (!this.#changed) return
    this.#changed = false
    this.#onChange()
  }
}
