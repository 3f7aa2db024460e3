/**
 * Reader for the presentation language of RFC 8446 §3: bounds-checked, and with every failure tied to its place.
 * With a list of fields to fill it also records what it reads as a tree; without one that costs nothing.
 */
import { fieldSentence } from './field-sentence.ts'
import type { OpenField } from './field.ts'
import { hex, shortHex } from './text.ts'

/** A hostile message must not grow lists without bound: more than any 16-bit vector of 2-byte items can hold. */
const MAX_ITEMS = 32_768

/** A tree that a person looks at: further items are counted, not drawn. */
const MAX_SHOWN_ITEMS = 2_048

/** The bytes do not fit the structure. `offset` points into the message (or just behind its last byte). */
export class DecodeError extends Error {
  readonly offset: number

  constructor(message: string, offset: number) {
    super(message)
    this.name = 'DecodeError'
    this.offset = offset
  }
}

type Meaning = (value: number) => string | undefined
type Show = (bytes: Uint8Array) => string

export class FieldReader {
  readonly bytes: Uint8Array
  readonly end: number
  readonly #fields: OpenField[] | undefined
  #next: number

  /** Reads `bytes[start..end)`; offsets of fields and errors are positions in `bytes`. */
  constructor(bytes: Uint8Array, start: number, end: number, fields: OpenField[] | undefined) {
    this.bytes = bytes
    this.#next = start
    this.end = Math.min(end, bytes.length)
    this.#fields = fields
  }

  get left(): number {
    return this.end - this.#next
  }

  get offset(): number {
    return this.#next
  }

  /** Whether a tree is wanted: texts that only it needs can be left unmade. */
  get annotated(): boolean {
    return this.#fields !== undefined
  }

  /** The bytes ahead, without reading them. */
  peek(): Uint8Array {
    return this.bytes.subarray(this.#next, this.end)
  }

  /** An unsigned integer of `width` bytes, shown in hex as on the wire. */
  uint(name: string, width: 1 | 2 | 3 | 4, meaning?: Meaning): number {
    const start = this.#next
    const value = this.#number(name, width)
    if (this.annotated)
      this.#record(name, start, this.#next, hex(this.bytes.subarray(start, this.#next)), meaning?.(value))
    return value
  }

  /** An integer that counts something: shown in decimal. */
  count(name: string, width: 1 | 2 | 3 | 4, unit = ''): number {
    const start = this.#next
    const value = this.#number(name, width)
    if (this.annotated) this.#record(name, start, this.#next, unit === '' ? String(value) : `${value} ${unit}`)
    return value
  }

  /** `opaque name[length]`. */
  opaque(name: string, length: number, show: Show = shortHex, meaning?: string): Uint8Array {
    const start = this.#next
    if (length > this.left) {
      this.#fail(name, start, `${length} bytes expected, ${this.left} there`)
    }
    this.#next += length
    const bytes = this.bytes.subarray(start, this.#next)
    this.#record(name, start, this.#next, this.annotated ? show(bytes) : '', meaning)
    return bytes
  }

  /** Whatever is left. */
  rest(name: string, show: Show = shortHex): Uint8Array {
    return this.opaque(name, this.left, show)
  }

  /** `opaque name<0..2^(8*width)-1>`: a length, then so many bytes. */
  vector(name: string, width: 1 | 2 | 3, show: Show = shortHex): Uint8Array {
    let bytes = this.bytes.subarray(0, 0)
    this.#counted(name, width, (inside, field) => {
      bytes = this.bytes.subarray(inside.offset, inside.end)
      if (field !== undefined) field.value = show(bytes)
    })
    return bytes
  }

  /** A vector of items. Each item is read by `decode`, which adds it to the caller's own list: what was read survives an error. */
  list(name: string, width: 1 | 2 | 3, decode: (item: FieldReader) => void): void {
    this.#counted(name, width, (inside, field) => {
      const length = inside.left
      const items = inside.each(decode)
      if (field !== undefined)
        field.value = `${items} ${items === 1 ? 'item' : 'items'}, ${length} ${length === 1 ? 'byte' : 'bytes'}`
    })
  }

  /** A vector with a structure of its own inside. */
  inside(name: string, width: 1 | 2 | 3, decode: (inside: FieldReader) => void): void {
    this.#counted(name, width, (inside, field) => {
      if (field !== undefined) field.value = inside.left === 1 ? '1 byte' : `${inside.left} bytes`
      decode(inside)
      inside.finish()
    })
  }

  /** Reads items to the end. Returns how many. */
  each(decode: (item: FieldReader) => void): number {
    let items = 0
    while (this.left > 0) {
      if (items === MAX_ITEMS) throw new DecodeError(`more than ${MAX_ITEMS} items`, this.#next)
      const before = this.#next
      decode(this)
      items += 1
      if (this.#next === before) throw new DecodeError('an item without bytes', before)
    }
    return items
  }

  /** Fields that belong together; `describe` gives the text beside the name once they are read. */
  group<T>(name: string, decode: (inside: FieldReader) => T, describe?: (value: T) => string | undefined): T {
    if (this.#fields === undefined) return decode(this)
    const field = this.#open(name, this.#next)
    const inside = new FieldReader(this.bytes, this.#next, this.end, field?.children)
    try {
      const value = decode(inside)
      if (field !== undefined) field.value = describe?.(value) ?? ''
      return value
    } finally {
      this.#next = inside.#next
      if (field !== undefined) field.end = inside.#next
    }
  }

  /**
   * What the last `packed` bytes were unpacked to. The fields in it have no bytes of their own here: all stand for those, and so does the
   * place of an error.
   */
  unpacked(name: string, packed: number, bytes: Uint8Array, decode: (inside: FieldReader) => void): void {
    const start = this.#next - packed
    const field = this.#open(name, start)
    const inside = new FieldReader(bytes, 0, bytes.length, field?.children)
    try {
      decode(inside)
      inside.finish()
    } catch (error) {
      if (!(error instanceof DecodeError)) throw error
      throw new DecodeError(`${error.message}, at byte ${error.offset} of what was unpacked`, start)
    } finally {
      if (field !== undefined) {
        field.value = `${bytes.length} bytes`
        for (const all = [field]; ;) {
          const one = all.pop()
          if (one === undefined) break
          one.start = start
          one.end = this.#next
          all.push(...one.children)
        }
      }
    }
  }

  /** A reader for the next `length` bytes, at most what is left; this one passes over them. */
  confined(length: number): FieldReader {
    const start = this.#next
    this.#next = Math.min(start + length, this.end)
    return new FieldReader(this.bytes, start, this.#next, this.#fields)
  }

  /** Gives up on what is left, for structures whose errors stay inside: the bytes are shown, nothing is thrown. */
  abandon(): void {
    if (this.left > 0) this.rest('unread_bytes')
  }

  /** The end of a structure: bytes behind it are shown, and are an error. */
  finish(): void {
    if (this.left === 0) return
    const start = this.#next
    const bytes = this.bytes.subarray(start, this.end)
    this.#next = this.end
    const problem = `${bytes.length} ${bytes.length === 1 ? 'byte' : 'bytes'} more than the structure has`
    this.#record('trailing_bytes', start, this.end, this.annotated ? shortHex(bytes) : '', undefined, problem)
    throw new DecodeError(problem, start)
  }

  #number(name: string, width: number): number {
    if (width > this.left)
      this.#fail(name, this.#next, `${width} ${width === 1 ? 'byte' : 'bytes'} expected, ${this.left} there`)
    let value = 0
    for (let index = 0; index < width; index += 1) value = value * 256 + (this.bytes[this.#next + index] ?? 0)
    this.#next += width
    return value
  }

  /** A length and what it covers. A length that lies is an error, but what is there is read first. */
  #counted(name: string, width: 1 | 2 | 3, read: (inside: FieldReader, field: OpenField | undefined) => void): void {
    const start = this.#next
    const length = this.#number(name, width)
    const contentStart = this.#next
    const contentEnd = Math.min(contentStart + length, this.end)
    const missing = length - (contentEnd - contentStart)
    const field = this.#open(name, start)
    const inside = new FieldReader(this.bytes, contentStart, contentEnd, field?.children)
    if (field !== undefined) {
      field.end = contentEnd
      inside.#record('length', start, contentStart, length === 1 ? '1 byte' : `${length} bytes`)
      if (missing > 0) field.problem = `says ${length} bytes, ${length - missing} are there`
    }
    this.#next = contentEnd
    try {
      read(inside, field)
    } catch (error) {
      if (!(error instanceof DecodeError) || missing === 0) throw error
    }
    if (missing > 0) throw new DecodeError(`${name} says ${length} bytes, ${length - missing} are there`, start)
  }

  #fail(name: string, start: number, problem: string): never {
    this.#record(
      name,
      start,
      this.end,
      this.annotated ? shortHex(this.bytes.subarray(start, this.end)) : '',
      undefined,
      problem,
    )
    this.#next = this.end
    throw new DecodeError(`${name}: ${problem}`, start)
  }

  #record(name: string, start: number, end: number, value: string, meaning?: string, problem?: string): void {
    const field = this.#open(name, start)
    if (field === undefined) return
    field.end = end
    field.value = value
    field.meaning = meaning ?? null
    field.problem = problem ?? null
  }

  #open(name: string, start: number): OpenField | undefined {
    if (this.#fields === undefined) return undefined
    if (this.#fields.length > MAX_SHOWN_ITEMS) {
      const last = this.#fields.at(-1)
      if (last !== undefined) last.end = this.end
      return undefined
    }
    const full = this.#fields.length === MAX_SHOWN_ITEMS
    const field: OpenField = {
      name: full ? 'further_items' : name,
      start,
      end: start,
      value: '',
      meaning: null,
      sentence: full ? null : fieldSentence(name),
      problem: null,
      children: [],
    }
    this.#fields.push(field)
    if (full) {
      field.end = this.end
      field.value = `more than ${MAX_SHOWN_ITEMS} items: the rest is not drawn`
      return undefined
    }
    return field
  }
}
