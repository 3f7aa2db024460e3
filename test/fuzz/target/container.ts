import { gzipSync, zstdCompressSync } from 'node:zlib'
import { openContent } from '../../../main/ingest/content.ts'
import type { ByteStream } from '../../../main/ingest/byte-stream.ts'
import type { Target } from '../target.ts'

const TEXT = new Uint8Array(Buffer.from('what lies inside of a container, again and again '.repeat(80)))
/** A packed file may hold a thousand times its size; so much of it is read. */
const MAX_READ = 4_194_304

/** A file's content without the file. */
class MemoryStream implements ByteStream {
  readonly path = 'input'
  offset = 0
  readonly #bytes: Uint8Array
  readonly #piece: number

  constructor(bytes: Uint8Array, piece: number) {
    this.#bytes = bytes
    this.#piece = piece
  }

  get atEnd(): boolean {
    return this.offset === this.#bytes.length
  }

  read(buffer: Uint8Array, start: number): number {
    const part = this.#bytes.subarray(this.offset, this.offset + Math.min(this.#piece, buffer.length - start))
    buffer.set(part, start)
    this.offset += part.length
    return part.length
  }
}

function described(block: boolean): Uint8Array {
  const record = (bytes: Uint8Array): number[] => [(bytes.length + 4) >> 8, (bytes.length + 4) & 255, 0, 0, ...bytes]
  const records = Array.from({ length: 30 }, (_, at) => record(TEXT.subarray(at * 100, at * 100 + 90))).flat()
  return Uint8Array.from(block ? record(Uint8Array.from(records)) : records)
}

const gzip = new Uint8Array(gzipSync(TEXT))
/** What is packed is opened from the outside in, whatever it claims. */
export const containerTarget: Target = {
  name: 'container',
  seeds: [
    gzip,
    new Uint8Array(gzipSync(gzip)),
    new Uint8Array(zstdCompressSync(TEXT)),
    new Uint8Array(gzipSync(described(true))),
    described(false),
    described(true),
  ],
  async run(bytes, piece) {
    const buffer = new Uint8Array(65_536)
    const content = await openContent(new MemoryStream(bytes, Math.max(1, piece)), buffer)
    if (!('stream' in content)) return
    let read = content.first
    while (!content.stream.atEnd && read < MAX_READ) {
      const more = await content.stream.read(buffer, 0)
      if (typeof more !== 'number') return
      if (!(more >= 0 && more <= buffer.length)) throw new Error(`${more} bytes into a buffer of ${buffer.length}`)
      read += more
    }
  },
}
