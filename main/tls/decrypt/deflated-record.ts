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

  open(sequence: number, type: number, version: number, content: Uint8Array): OpenedContent | undefined {
    const opened = this.#lost ? undefined : this.#inner.open(sequence, type, version, content)
    if (opened === undefined || this.#compressed.length + opened.bytes.length > MAX_COMPRESSED) return undefined
    const compressed = concat(this.#compressed, opened.bytes)
    const unpacked = this.#crypto.inflate(compressed)
    if (unpacked === undefined) return undefined
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
