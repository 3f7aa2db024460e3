import * as zlib from 'node:zlib'
import { beginsZstdFrame } from '../format/container.ts'
import { isAllFiller } from '../format/filler.ts'
import type { ByteStream } from './byte-stream.ts'
import { expansionProblem, packedCutProblem, packedDamagedProblem, type SourceProblem } from './source-problem.ts'

export type Packing = 'gzip' | 'zstd'

/** Packed bytes handed over at once, and unpacked ones taken: what an error in the packed bytes costs of what came before it. */
const PIECE_BYTES = 16_384
/** gzip cannot do better than 1,032 to 1. What grows more, and is large, was made to fill memory or time, and is no trace of anything. */
const MAX_RATIO = 1_100
const SMALL_BYTES = 1 << 28

/** What a gzip or zstd stream unpacks to, member after member. Holds some dozens of KiB whatever is inside. */
export class UnpackedStream implements ByteStream {
  offset = 0
  readonly #inner: ByteStream
  readonly #path: string
  readonly #packing: Packing
  /** Packed bytes that are not handed over yet, and how many were before them. */
  #packed: Uint8Array
  #packedAt = 0
  #unpacker: zlib.Gunzip | zlib.ZstdDecompress
  #handing = false
  #ending = false
  #ended = false
  #error: Error | undefined
  #wake: () => void = () => undefined
  #piece: Uint8Array | undefined
  #problem: SourceProblem | undefined
  #done = false
  /** What this member was given. */
  #given = 0
  #lastGiven: Uint8Array = new Uint8Array(0)

  /** `head` was read from `inner` before. */
  constructor(inner: ByteStream, head: Uint8Array, path: string, packing: Packing) {
    this.#inner = inner
    this.#packed = head
    this.#path = path
    this.#packing = packing
    this.#unpacker = this.#newUnpacker()
  }

  static isSupported(packing: Packing): boolean {
    // Older Node has no such export, whatever the types say.
    return packing === 'gzip' || typeof (zlib as Partial<typeof zlib>).createZstdDecompress === 'function'
  }

  get atEnd(): boolean {
    return this.#done
  }

  async read(buffer: Uint8Array, start: number): Promise<number | SourceProblem> {
    let at = start
    while (at < buffer.length && !this.#done && !this.#problem) {
      const piece = this.#piece ?? (await this.#next())
      if (!piece) break
      const part = piece.subarray(0, buffer.length - at)
      buffer.set(part, at)
      at += part.length
      this.#piece = part.length < piece.length ? piece.subarray(part.length) : undefined
    }
    this.offset += at - start
    if (this.offset > SMALL_BYTES && this.offset > MAX_RATIO * this.#packedAt)
      this.#problem ??= expansionProblem(this.#path, this.offset, this.#packedAt)
    if (at > start || this.#done || !this.#problem) return at - start
    this.#unpacker.destroy()
    this.#done = true
    return this.#problem
  }

  /** The next unpacked bytes, or undefined at the end or with a problem. */
  async #next(): Promise<Uint8Array | undefined> {
    for (;;) {
      const piece = this.#unpacker.read() as Uint8Array | null
      if (piece) return piece
      if (this.#error) {
        const problem = isCut(this.#error) ? packedCutProblem : packedDamagedProblem
        this.#problem = problem(this.#path, this.#packing, this.#packedAt)
        return undefined
      }
      if (this.#ended) {
        if (!(await this.#nextMember())) return undefined
        continue
      }
      if (!this.#handing && !this.#ending) {
        if (this.#packed.length === 0 && !(await this.#fill())) return undefined
        this.#hand()
      }
      await this.#woken()
    }
  }

  #hand(): void {
    if (this.#packed.length === 0) {
      this.#ending = true
      this.#unpacker.end()
      return
    }
    const piece = this.#packed.slice(0, PIECE_BYTES)
    this.#packed = this.#packed.subarray(piece.length)
    this.#packedAt += piece.length
    this.#given += piece.length
    this.#lastGiven = piece
    this.#handing = true
    this.#unpacker.write(piece, () => {
      this.#handing = false
      this.#wake()
    })
  }

  /** Node unpacks one zstd frame; gzip members it unpacks one after the other itself (RFC 8878 §3, RFC 1952 §2.2). */
  async #nextMember(): Promise<boolean> {
    const unused = Math.max(0, this.#given - this.#unpacker.bytesWritten)
    const left = new Uint8Array(unused + this.#packed.length)
    left.set(this.#lastGiven.subarray(this.#lastGiven.length - unused))
    left.set(this.#packed, unused)
    this.#packedAt -= unused
    this.#packed = left
    if (left.length < 4 && !(await this.#fill())) return false
    if (this.#packed.length > 0 && this.#packing === 'zstd' && beginsZstdFrame(this.#packed)) {
      this.#unpacker.destroy()
      this.#unpacker = this.#newUnpacker()
      return true
    }
    if (this.#packed.length === 0 || this.#packing === 'gzip' || isAllFiller(this.#packed, 0)) this.#done = true
    else this.#problem = packedDamagedProblem(this.#path, this.#packing, this.#packedAt)
    return false
  }

  /** Brings packed bytes as long as there are some; false: a problem. */
  async #fill(): Promise<boolean> {
    if (this.#inner.atEnd) return true
    const block = new Uint8Array(this.#packed.length + PIECE_BYTES * 4)
    block.set(this.#packed)
    const more = await this.#inner.read(block, this.#packed.length)
    if (typeof more !== 'number') {
      this.#problem = more
      return false
    }
    this.#packed = block.subarray(0, this.#packed.length + more)
    return true
  }

  #newUnpacker(): zlib.Gunzip | zlib.ZstdDecompress {
    const options = { chunkSize: PIECE_BYTES, highWaterMark: PIECE_BYTES }
    const unpacker = this.#packing === 'gzip' ? zlib.createGunzip(options) : zlib.createZstdDecompress(options)
    this.#handing = false
    this.#ending = false
    this.#ended = false
    this.#given = 0
    unpacker.on('readable', () => this.#wake())
    unpacker.on('end', () => {
      this.#ended = true
      this.#wake()
    })
    unpacker.on('error', (error) => {
      this.#error = error
      this.#wake()
    })
    return unpacker
  }

  #woken(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve
    })
  }
}

/** zlib's word for the end of the bytes in the middle of something. */
function isCut(error: Error): boolean {
  return 'code' in error && error.code === 'Z_BUF_ERROR'
}
