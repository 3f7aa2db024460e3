/**
 * Finds where a record begins in a stream that is seen from the middle of one on: by a header of application data, and another header where
 * the record ends. Two that fit are chance once in a million million bytes.
 */
import { CONTENT_TYPE, MAX_FRAGMENT_LENGTH } from './record-stream.ts'

const HEADER_LENGTH = 5
/** The shortest protected record: a tag, and in it a byte. */
const MIN_PROTECTED = 17

export class RecordSearch {
  /** From the end of the bytes at hand to where the next header is due; -1: nothing was found. */
  #ahead = -1
  #version = 0

  /** Looks at the next bytes of the stream. Returns the index of a header that follows a record, or -1. */
  look(bytes: Uint8Array, start: number, end: number): number {
    const ahead = this.#ahead
    if (ahead >= end - start) {
      this.#ahead = ahead - (end - start)
      return -1
    }
    this.#ahead = -1
    if (ahead >= 0 && this.#isHeader(bytes, start + ahead, end)) return start + ahead
    return this.#find(bytes, start, end)
  }

  /** Bytes are missing. */
  drop(): void {
    this.#ahead = -1
  }

  #find(bytes: Uint8Array, start: number, end: number): number {
    const last = end - HEADER_LENGTH
    for (
      let at = bytes.indexOf(CONTENT_TYPE.applicationData, start);
      at >= 0 && at <= last;
      at = bytes.indexOf(CONTENT_TYPE.applicationData, at + 1)
    ) {
      const length = ((bytes[at + 3] ?? 0) << 8) | (bytes[at + 4] ?? 0)
      if (bytes[at + 1] !== 3 || (bytes[at + 2] ?? 0) > 4 || length < MIN_PROTECTED || length > MAX_FRAGMENT_LENGTH)
        continue
      this.#version = bytes[at + 2] ?? 0
      const next = at + HEADER_LENGTH + length
      if (next >= end) {
        this.#ahead = next - end
        return -1
      }
      if (this.#isHeader(bytes, next, end)) return next
    }
    return -1
  }

  #isHeader(bytes: Uint8Array, at: number, end: number): boolean {
    const type = bytes[at] ?? 0
    return (
      at + HEADER_LENGTH <= end &&
      type >= CONTENT_TYPE.changeCipherSpec &&
      type <= CONTENT_TYPE.heartbeat &&
      bytes[at + 1] === 3 &&
      bytes[at + 2] === this.#version &&
      (((bytes[at + 3] ?? 0) << 8) | (bytes[at + 4] ?? 0)) <= MAX_FRAGMENT_LENGTH
    )
  }
}
