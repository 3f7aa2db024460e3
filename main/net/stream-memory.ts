/** What is kept of the beginning of a direction is kept in blocks: many directions say less than a block, a server's flight takes three. */
export const BLOCK_BYTES = 2_048

/**
 * Memory that all TCP streams of a capture share: bytes that wait for missing segments, which the streams count themselves, and
 * blocks of equal size, which are used again and again.
 */
export class StreamMemory {
  /** Bytes in use. */
  used = 0
  readonly limit: number
  readonly #blocks: Uint8Array[] = []

  constructor(limit: number) {
    this.limit = limit
  }

  /**
   * A block with any content, or undefined when blocks have an eighth of the memory: the rest is for bytes that wait, without
   * which messages would be lost.
   */
  takeBlock(): Uint8Array | undefined {
    if (this.used + BLOCK_BYTES > this.limit / 8) return undefined
    this.used += BLOCK_BYTES
    return this.#blocks.pop() ?? new Uint8Array(BLOCK_BYTES)
  }

  giveBlock(block: Uint8Array): void {
    this.used -= BLOCK_BYTES
    this.#blocks.push(block)
  }
}
