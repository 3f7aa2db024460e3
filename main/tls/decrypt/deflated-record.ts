/** Records that were compressed before they were protected (RFC 3749), which nobody does any more since CRIME (2012). */
import { concat } from './bytes.ts'
import type { Crypto } from './crypto.ts'
import type { OpenedContent, RecordCipher } from './record-cipher.ts'

/** What is unpacked refers back to all that came before it on its side, so that has to be kept; a handshake takes little. */
const MAX_COMPRESSED = 65_536

export class DeflatedRecord implements RecordCipher {
  readonly needsAll = true
  readonly #crypto: Crypto
  readonly #inner: RecordCipher
  #compressed = new Uint8Array(0)
  #unpackedLength = 0
  /** Of the record at hand, once it was opened. */
  #next: { readonly compressed: Uint8Array<ArrayBuffer>; readonly unpackedLength: number } | undefined
  #lost = false

  constructor(crypto: Crypto, inner: RecordCipher) {
    this.#crypto = crypto
    this.#inner = inner
  }

  get isBlind(): boolean {
    return this.#lost || this.#inner.isBlind
  }

  open(sequence: number, type: number, version: number, content: Uint8Array): OpenedContent | undefined {
    const opened = this.#lost ? undefined : this.#inner.open(sequence, type, version, content)
    if (opened === undefined) return undefined
    const fits = this.#compressed.length + opened.bytes.length <= MAX_COMPRESSED
    const compressed = fits ? concat(this.#compressed, opened.bytes) : undefined
    const unpacked = compressed && this.#crypto.inflate(compressed)
    // The record is authentic and not to be unpacked: no other sequence number will change that.
    if (compressed === undefined || unpacked === undefined) {
      this.#lost = true
      return undefined
    }
    this.#next = { compressed, unpackedLength: unpacked.length }
    return { bytes: unpacked.subarray(this.#unpackedLength), at: opened.at }
  }

  passed(content: Uint8Array | undefined): void {
    this.#inner.passed(content)
    if (this.#next === undefined) this.#lost = true
    else {
      this.#compressed = this.#next.compressed
      this.#unpackedLength = this.#next.unpackedLength
    }
    this.#next = undefined
  }
}
