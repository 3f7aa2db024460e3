import { isFiller } from './filler.ts'

/**
 * z/OS keeps records of variable length with a descriptor word before each: its length with the word itself (2 bytes, big endian), the
 * part of a spanned record that it is (0 whole, 1 first, 2 last, 3 between), and a zero byte. FTP with RDW TRUE leaves these words in
 * a binary transfer, other programs leave those of the blocks around the records as well (DFSMS Using Data Sets, "Variable-Length
 * Record Formats"). What was stored is what remains without them.
 */
export type DescriptorForm = 'rdw' | 'bdw-rdw'

const DESCRIPTOR_LENGTH = 4
/** In a file of variable length records; a tape's block can be longer, and then has a length of 31 bits. */
const MAX_RECORD = 32_760
const MAX_SEGMENT_CODE = 3
/** Descriptors that must be right before a file is believed to have them. */
const DETECT_DESCRIPTORS = 32

/** The first bytes of a source without its descriptors, or undefined if one of them is wrong as far as is looked. */
export function withoutDescriptors(head: Uint8Array, form: DescriptorForm): Uint8Array | undefined {
  const data = head.slice()
  const descriptors = new RecordDescriptors(form, DETECT_DESCRIPTORS)
  const end = descriptors.strip(data, 0, data.length)
  if (descriptors.wrongAt !== undefined) return undefined
  return descriptors.count > 0 ? data.subarray(0, end) : undefined
}

/** Takes the descriptor words out of bytes that come in pieces. Holds no more than one word. */
export class RecordDescriptors {
  /** Where no descriptor was though one was due; from there on all bytes are given as they are. */
  wrongAt: number | undefined
  /** Descriptors so far. */
  count = 0
  readonly #hasBlocks: boolean
  readonly #limit: number
  #recordLeft = 0
  #blockLeft = 0
  #word = 0
  #wordBytes = 0
  #passed = 0

  /** Behind `limit` descriptors nothing is looked at, and nothing is given. */
  constructor(form: DescriptorForm, limit = Number.POSITIVE_INFINITY) {
    this.#hasBlocks = form === 'bdw-rdw'
    this.#limit = limit
  }

  /** Moves what lies between the descriptors in `bytes[start..end)` together at `start`, and returns where it ends. */
  strip(bytes: Uint8Array, start: number, end: number): number {
    let kept = start
    let at = start
    while (at < end && this.count < this.#limit) {
      if (this.#recordLeft > 0) {
        const length = Math.min(this.#recordLeft, end - at)
        bytes.copyWithin(kept, at, at + length)
        kept += length
        at += length
        this.#recordLeft -= length
        continue
      }
      const byte = bytes[at] ?? 0
      this.#word = ((this.#word << 8) | byte) >>> 0
      at++
      if (++this.#wordBytes === DESCRIPTOR_LENGTH) this.#takeWord(this.#passed + at - start - DESCRIPTOR_LENGTH)
    }
    this.#passed += end - start
    return kept
  }

  #takeWord(at: number): void {
    const word = this.#word
    this.#word = 0
    this.#wordBytes = 0
    if (this.#hasBlocks && this.#blockLeft === 0) {
      const length = blockLength(word)
      if (length === 0) return this.#end(word, at)
      this.#blockLeft = length - DESCRIPTOR_LENGTH
      return
    }
    const length = recordLength(word)
    if (length === 0 || (this.#hasBlocks && length > this.#blockLeft)) return this.#end(word, at)
    this.count++
    this.#recordLeft = length - DESCRIPTOR_LENGTH
    if (this.#hasBlocks) this.#blockLeft -= length
  }

  /** The rest is filler, which readers know, or nothing that was stored as records. */
  #end(word: number, at: number): void {
    const byte = word >>> 24
    if (this.count === 0 || !isFiller(byte) || word !== Math.imul(byte, 0x01010101) >>> 0) this.wrongAt ??= at
    this.#recordLeft = Number.POSITIVE_INFINITY
  }
}

/** Returns 0 for what is no descriptor. */
function recordLength(word: number): number {
  const length = word >>> 16
  const isDescriptor = (word & 0xff) === 0 && ((word >>> 8) & 0xff) <= MAX_SEGMENT_CODE
  return isDescriptor && length >= DESCRIPTOR_LENGTH && length <= MAX_RECORD ? length : 0
}

function blockLength(word: number): number {
  const length = word >>> 31 === 1 ? word & 0x7fffffff : word >>> 16
  const isDescriptor = word >>> 31 === 1 || (word & 0xffff) === 0
  return isDescriptor && length >= 2 * DESCRIPTOR_LENGTH ? length : 0
}
