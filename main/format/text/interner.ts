import { decodeText } from './latin.ts'

/** A listing names some hundreds of functions and threads; more than this many different texts are not numbered. */
const MAX_ENTRIES = 65_536
/** A text longer than this is not worth keeping. */
const MAX_TEXT = 256
/** Only the end of a text is hashed: names and numbers differ there. */
const HASHED_TAIL = 16
/** Texts made to collide must not make each other slow: one that finds no place near its own is not numbered. */
const MAX_PROBES = 16
/** At the beginning; a table that fits into the processor's cache is most of the speed. */
const FIRST_SLOTS = 1024

/** Gives equal byte ranges the same small number and the same string, without making a string for each. */
export class Interner {
  /** A power of two, at least twice the entries: probing stays short. */
  #slots = new Int32Array(FIRST_SLOTS).fill(-1)
  readonly #hashes: number[] = []
  readonly #starts: number[] = []
  readonly #texts: string[] = []
  #pool = new Uint8Array(4096)
  #used = 0

  /** Number of the text `bytes[start..end)`, or -1 when it gets none: then `text` must be asked with the bytes. */
  number(bytes: Uint8Array, start: number, end: number): number {
    const length = end - start
    if (length > MAX_TEXT) return -1
    let hash = 0x811c9dc5 ^ length
    for (let i = length > HASHED_TAIL ? end - HASHED_TAIL : start; i < end; i++) {
      hash = Math.imul(hash ^ (bytes[i] as number), 0x01000193)
    }
    // FNV's low bits are weak for texts that differ in their last digits only
    hash ^= hash >>> 15
    const slots = this.#slots
    for (let probe = 0; probe < MAX_PROBES; probe++) {
      const slot = (hash + probe) & (slots.length - 1)
      const id = slots[slot] as number
      if (id < 0) return this.#add(slot, hash, bytes, start, end)
      if (this.#hashes[id] === hash && this.#same(id, bytes, start, length)) return id
    }
    return -1
  }

  text(id: number): string {
    return this.#texts[id] ?? ''
  }

  #same(id: number, bytes: Uint8Array, start: number, length: number): boolean {
    const at = this.#starts[id] as number
    if ((this.#starts[id + 1] ?? this.#used) - at !== length) return false
    const pool = this.#pool
    for (let i = 0; i < length; i++) if (pool[at + i] !== bytes[start + i]) return false
    return true
  }

  #add(slot: number, hash: number, bytes: Uint8Array, start: number, end: number): number {
    const id = this.#texts.length
    if (id >= MAX_ENTRIES) return -1
    if (this.#used + end - start > this.#pool.length) {
      const larger = new Uint8Array(this.#pool.length * 2)
      larger.set(this.#pool)
      this.#pool = larger
    }
    this.#slots[slot] = id
    this.#hashes.push(hash)
    this.#starts.push(this.#used)
    this.#pool.set(bytes.subarray(start, end), this.#used)
    this.#used += end - start
    this.#texts.push(decodeText(bytes, start, end))
    if (this.#texts.length * 2 > this.#slots.length) this.#grow()
    return id
  }

  /** An entry that finds no place near its own in the larger table is forgotten: its text will get another number. */
  #grow(): void {
    const slots = new Int32Array(this.#slots.length * 2).fill(-1)
    this.#hashes.forEach((hash, id) => {
      for (let probe = 0; probe < MAX_PROBES; probe++) {
        const slot = (hash + probe) & (slots.length - 1)
        if ((slots[slot] as number) >= 0) continue
        slots[slot] = id
        return
      }
    })
    this.#slots = slots
  }
}
