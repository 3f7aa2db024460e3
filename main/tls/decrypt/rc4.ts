/** RC4, prohibited in TLS by RFC 7465 and still met in old captures. One key stream runs through all records of a direction. */
export class Rc4 {
  readonly #state = new Uint8Array(256)
  #i = 0
  #j = 0

  constructor(key: Uint8Array) {
    const state = this.#state
    for (let index = 0; index < 256; index += 1) state[index] = index
    let j = 0
    for (let i = 0; i < 256; i += 1) {
      j = (j + (state[i] as number) + (key[i % key.length] ?? 0)) & 0xff
      this.#swap(i, j)
    }
  }

  /** The next bytes of the stream, decrypted. */
  next(bytes: Uint8Array): Uint8Array {
    const state = this.#state
    const out = new Uint8Array(bytes.length)
    for (let index = 0; index < bytes.length; index += 1) {
      this.#i = (this.#i + 1) & 0xff
      this.#j = (this.#j + (state[this.#i] as number)) & 0xff
      this.#swap(this.#i, this.#j)
      const at = ((state[this.#i] as number) + (state[this.#j] as number)) & 0xff
      out[index] = (bytes[index] as number) ^ (state[at] as number)
    }
    return out
  }

  #swap(one: number, other: number): void {
    const kept = this.#state[one] as number
    this.#state[one] = this.#state[other] as number
    this.#state[other] = kept
  }
}
