/**
 * What was said in a handshake so far, hashed (RFC 8446 §4.4.1, RFC 5246 §7.4.9), as long as every message of it was seen whole and in an
 * order in which it can have been said.
 */
import { HANDSHAKE_TYPE } from '../handshake.ts'
import type { Side } from '../message.ts'
import { concat } from './bytes.ts'
import type { Crypto, HashName, RunningHash } from './crypto.ts'

const MESSAGE_HASH = 254
/** Two hellos and a request to try again; longer ones than this are no handshake that anybody finishes. */
const MAX_BEFORE_HASH = 131_072

export class Transcript {
  readonly #crypto: Crypto
  /** Until the server has chosen a hash. */
  #before: Uint8Array[] = []
  #beforeLength = 0
  #hashes: RunningHash[] = []
  #whole = true
  /** The server's first flight is done, and the client's last message. */
  #serverDone = false
  #clientDone = false

  constructor(crypto: Crypto) {
    this.#crypto = crypto
  }

  /** The server has chosen. Before TLS 1.2 two hashes count together. */
  begin(hashes: readonly HashName[]): void {
    if (this.#hashes.length > 0) return
    this.#hashes = hashes.map((name) => this.#crypto.hash(name))
    for (const bytes of this.#before) this.#update(bytes)
    this.#before = []
  }

  /** The server asked to try again: the first ClientHello counts as its hash (RFC 8446 §4.4.1). */
  retried(hash: HashName): void {
    const first = this.#crypto.hash(hash)
    for (const bytes of this.#before) first.update(bytes)
    const value = first.value()
    this.#before = [concat(Uint8Array.of(MESSAGE_HASH, 0, 0, value.length), value)]
  }

  add(side: Side, type: number, bytes: Uint8Array): void {
    if (type === HANDSHAKE_TYPE.serverHelloDone) this.#serverDone = true
    else if (side === 'server' && this.#serverDone && !this.#clientDone) this.break()
    else if (side === 'client' && type !== HANDSHAKE_TYPE.clientHello && !this.#serverDone) this.break()
    if (type === HANDSHAKE_TYPE.finished) {
      if (side === 'server') this.#serverDone = true
      else this.#clientDone = true
    }
    if (!this.#whole) return
    if (this.#hashes.length > 0) return this.#update(bytes)
    this.#beforeLength += bytes.length
    if (this.#beforeLength > MAX_BEFORE_HASH) return this.break()
    this.#before.push(bytes)
  }

  /** Something of it is missing. */
  break(): void {
    this.#whole = false
    this.#before = []
    this.#hashes = []
  }

  /** The hash of all so far; undefined where that is not known. */
  value(): Uint8Array | undefined {
    if (!this.#whole || this.#hashes.length === 0) return undefined
    return concat(...this.#hashes.map((hash) => hash.value()))
  }

  #update(bytes: Uint8Array): void {
    for (const hash of this.#hashes) hash.update(bytes)
  }
}
