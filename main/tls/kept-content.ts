const NOTHING = new Uint8Array(0)

/** The content of a record that is one message as it is: change_cipher_spec, heartbeat, an SSL 2.0 hello. None is longer than a record. */
export class KeptContent {
  /** False when bytes are missing. */
  isWhole = true
  #bytes = NOTHING
  #length = 0

  get bytes(): Uint8Array {
    return this.#bytes.subarray(0, this.#length)
  }

  forget(): void {
    this.#bytes = NOTHING
    this.#length = 0
    this.isWhole = true
  }

  /** `most`: bytes that the record has; more are left out. */
  add(bytes: Uint8Array, start: number, end: number, most: number): void {
    if (this.#bytes.length === 0) this.#bytes = new Uint8Array(most)
    const length = Math.min(end - start, this.#bytes.length - this.#length)
    this.#bytes.set(bytes.subarray(start, start + length), this.#length)
    this.#length += length
  }
}
