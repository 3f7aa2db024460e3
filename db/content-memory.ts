/** Memory that contents of legs are laid out in (leg-content.ts). */
export interface ContentMemory {
  /** Makes room for so many bytes and returns where it begins; `bytes` and `view`, over the same memory, are those to write to until the next call. */
  room(size: number): number
  readonly bytes: Uint8Array
  readonly view: DataView
}

const NO_BYTES = new Uint8Array(0)
const NO_VIEW = new DataView(NO_BYTES.buffer)
const FIRST_BYTES = 65_536

/** One piece for many legs, which grows. */
export class ContentPiece implements ContentMemory {
  bytes = NO_BYTES
  view: DataView = NO_VIEW
  /** Where the next thing will stand. */
  end = 0

  room(size: number): number {
    const at = this.end
    this.end += size
    if (this.end > this.bytes.length) {
      const larger = new Uint8Array(Math.max(FIRST_BYTES, this.end * 2))
      larger.set(this.bytes.subarray(0, at))
      this.bytes = larger
      this.view = new DataView(larger.buffer)
    }
    return at
  }

  /** All that was put since the last time. */
  take(): Uint8Array<ArrayBuffer> {
    const bytes = this.bytes.slice(0, this.end)
    this.end = 0
    return bytes
  }
}

interface Block {
  readonly bytes: Uint8Array
  readonly view: DataView
  used: number
}

/** A ClientHello of the usual size, or a dozen events. */
const BLOCK_BYTES = 640

/** Blocks that growing legs take and give back, thousands at once: memory of their own for each message costs more than what is in it. */
export class ContentBlocks {
  readonly #free: Block[] = []

  take(size: number): Block {
    const free = size <= BLOCK_BYTES ? this.#free.pop() : undefined
    return free ?? newBlock(Math.max(size, BLOCK_BYTES))
  }

  give(block: Block): void {
    block.used = 0
    if (block.bytes.length === BLOCK_BYTES) this.#free.push(block)
  }
}

/** Content of one leg while it grows, in blocks; nothing crosses the border of one. */
export class GrowingContent implements ContentMemory {
  bytes: Uint8Array = NO_BYTES
  view: DataView = NO_VIEW
  readonly #from: ContentBlocks
  #blocks: Block[] = []
  #last: Block | undefined

  constructor(from: ContentBlocks) {
    this.#from = from
  }

  room(size: number): number {
    let block = this.#last
    if (!block || block.used + size > block.bytes.length) {
      block = this.#from.take(size)
      this.#blocks.push(block)
      this.#last = block
      this.bytes = block.bytes
      this.view = block.view
    }
    const at = block.used
    block.used += size
    return at
  }

  /** Puts all of it into `piece` and gives its blocks back. */
  moveTo(piece: ContentPiece): void {
    for (const block of this.#blocks) {
      const at = piece.room(block.used)
      piece.bytes.set(block.bytes.subarray(0, block.used), at)
    }
    this.drop()
  }

  drop(): void {
    for (const block of this.#blocks) this.#from.give(block)
    this.#blocks = []
    this.#last = undefined
    this.bytes = NO_BYTES
    this.view = NO_VIEW
  }
}

function newBlock(size: number): Block {
  const bytes = new Uint8Array(size)
  return { bytes, view: new DataView(bytes.buffer), used: 0 }
}
