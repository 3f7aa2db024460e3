import { type DescriptorForm, RecordDescriptors } from '../format/record-descriptors.ts'
import type { ByteStream } from './byte-stream.ts'
import { descriptorProblem, type SourceProblem } from './source-problem.ts'

/** What lies between the record descriptors of a stream. */
export class RecordStream implements ByteStream {
  offset = 0
  readonly #inner: ByteStream
  readonly #path: string
  readonly #descriptors: RecordDescriptors
  #head: Uint8Array
  #told = false

  /** `head` was read from `inner` before. */
  constructor(inner: ByteStream, head: Uint8Array, path: string, form: DescriptorForm) {
    this.#inner = inner
    this.#head = head
    this.#path = path
    this.#descriptors = new RecordDescriptors(form)
  }

  get atEnd(): boolean {
    return this.#inner.atEnd && this.#head.length === 0 && (this.#descriptors.wrongAt === undefined || this.#told)
  }

  async read(buffer: Uint8Array, start: number): Promise<number | SourceProblem> {
    let end = start
    while (end < buffer.length && !(this.#inner.atEnd && this.#head.length === 0)) {
      const more = this.#head.length > 0 ? this.#takeHead(buffer, end) : await this.#inner.read(buffer, end)
      if (typeof more !== 'number') {
        if (end === start) return more
        break
      }
      end = this.#descriptors.strip(buffer, end, end + more)
    }
    this.offset += end - start
    const wrongAt = this.#descriptors.wrongAt
    if (wrongAt === undefined || this.#told || end > start) return end - start
    this.#told = true
    return descriptorProblem(this.#path, wrongAt)
  }

  #takeHead(buffer: Uint8Array, at: number): number {
    const part = this.#head.subarray(0, buffer.length - at)
    buffer.set(part, at)
    this.#head = this.#head.subarray(part.length)
    return part.length
  }
}
