/** The content of one record that is to be decrypted, put together from the pieces that it came in. */
const EMPTY = new Uint8Array(0)

export class SealedRecord {
  #content: Uint8Array = EMPTY
  #filled = 0
  #isWhole = true
  /** Where each piece begins in the content, and what to add for its place in the source. */
  #starts: number[] = []
  #sourceDeltas: number[] = []

  begin(length: number): void {
    this.#content = new Uint8Array(length)
    this.#filled = 0
    this.#isWhole = true
    this.#starts = []
    this.#sourceDeltas = []
  }

  /** As far as it came. */
  get content(): Uint8Array {
    return this.#content.subarray(0, this.#filled)
  }

  get isWhole(): boolean {
    return this.#isWhole && this.#filled === this.#content.length
  }

  /** `sourceDelta`: what an index in `bytes` lacks to its place in the source. */
  add(bytes: Uint8Array, start: number, end: number, sourceDelta: number): void {
    if (!this.#isWhole) return
    const length = Math.min(end - start, this.#content.length - this.#filled)
    this.#content.set(bytes.subarray(start, start + length), this.#filled)
    this.#starts.push(this.#filled)
    this.#sourceDeltas.push(sourceDelta + start - this.#filled)
    this.#filled += length
  }

  /** What comes behind a hole is of no use. */
  addMissing(length: number): void {
    if (length > 0) this.#isWhole = false
  }

  /** Each piece as a range of the content, with what to add to a place in it for one in the source. */
  pieces(take: (start: number, end: number, sourceDelta: number) => void): void {
    for (const [index, start] of this.#starts.entries()) {
      take(start, this.#starts[index + 1] ?? this.#filled, this.#sourceDeltas[index] ?? 0)
    }
  }
}
