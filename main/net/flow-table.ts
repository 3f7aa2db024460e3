import type { Segment } from './segment.ts'

/** Which end of a connection sent: 0 is the end with the smaller address and port, 1 the other. */
export type Direction = 0 | 1

/** Address words of both ends, both ports, IP version. */
const KEY_WORDS = 10
const NONE = -1

/**
 * Finds the connection of a segment by addresses and ports, and knows which one was idle longest. Numbers only: a look-up
 * allocates nothing. `slot` numbers a place in the table; what lies there is the caller's.
 */
export class FlowTable<Flow> {
  /** Which direction the segment of the last `find` has. */
  direction: Direction = 0
  size = 0
  readonly #capacity: number
  readonly #flows: (Flow | undefined)[] = []
  readonly #heads: Int32Array
  /** Next slot of the same hash; in the list of free slots, the next free one. */
  readonly #next: Int32Array
  readonly #keys: Int32Array
  readonly #newer: Int32Array
  readonly #older: Int32Array
  readonly #key = new Int32Array(KEY_WORDS)
  /** Hostile captures cannot aim at one chain. */
  readonly #seed = (Math.random() * 0x7fffffff) | 0
  #bucket = 0
  #free = NONE
  #used = 0
  #newest = NONE
  #oldest = NONE

  constructor(capacity: number) {
    this.#capacity = capacity
    this.#heads = new Int32Array(1 << Math.ceil(Math.log2(capacity * 2))).fill(NONE)
    this.#next = new Int32Array(capacity)
    this.#keys = new Int32Array(capacity * KEY_WORDS)
    this.#newer = new Int32Array(capacity)
    this.#older = new Int32Array(capacity)
  }

  get isFull(): boolean {
    return this.size >= this.#capacity
  }

  /** The slot of the segment's connection, which becomes the newest one, or -1. Sets `direction` in any case. */
  find(segment: Segment): number {
    this.#setKey(segment)
    const key = this.#key
    const keys = this.#keys
    let slot = this.#heads[this.#bucket] ?? NONE
    while (slot !== NONE) {
      const at = slot * KEY_WORDS
      let word = 0
      while (word < KEY_WORDS && keys[at + word] === key[word]) word++
      if (word === KEY_WORDS) {
        if (slot !== this.#newest) {
          this.#unlink(slot)
          this.#linkNewest(slot)
        }
        return slot
      }
      slot = this.#next[slot] ?? NONE
    }
    return NONE
  }

  /** The flow that was idle longest. */
  get oldest(): Flow | undefined {
    return this.#flows[this.#oldest]
  }

  at(slot: number): Flow | undefined {
    return this.#flows[slot]
  }

  /** Puts a flow in place of the one in the slot. */
  set(slot: number, flow: Flow): void {
    this.#flows[slot] = flow
  }

  /** Enters the segment of the last `find`, which found nothing. There must be room. */
  add(flow: Flow): void {
    if (this.isFull) throw new Error('the flow table is full: make room first')
    let slot = this.#free
    if (slot === NONE) slot = this.#used++
    else this.#free = this.#next[slot] ?? NONE
    this.#keys.set(this.#key, slot * KEY_WORDS)
    this.#next[slot] = this.#heads[this.#bucket] ?? NONE
    this.#heads[this.#bucket] = slot
    this.#flows[slot] = flow
    this.#linkNewest(slot)
    this.size++
  }

  /** Takes out the flow that was idle longest. The segment of the last `find` is still the one to `add`. */
  removeOldest(): Flow | undefined {
    const slot = this.#oldest
    if (slot === NONE) return undefined
    const flow = this.#flows[slot]
    const bucket = this.#hash(this.#keys, slot * KEY_WORDS)
    if (this.#heads[bucket] === slot) this.#heads[bucket] = this.#next[slot] ?? NONE
    else {
      let before = this.#heads[bucket] ?? NONE
      while (this.#next[before] !== slot) before = this.#next[before] ?? NONE
      this.#next[before] = this.#next[slot] ?? NONE
    }
    this.#unlink(slot)
    this.#flows[slot] = undefined
    this.#next[slot] = this.#free
    this.#free = slot
    this.size--
    return flow
  }

  /** All flows, in no order. */
  *all(): Generator<Flow> {
    for (const flow of this.#flows) if (flow !== undefined) yield flow
  }

  #setKey(segment: Segment): void {
    const key = this.#key
    const addresses = segment.addresses
    let order = 0
    for (let word = 0; word < 4 && order === 0; word++) order = (addresses[word] ?? 0) - (addresses[word + 4] ?? 0)
    if (order === 0) order = segment.sourcePort - segment.destinationPort
    const source = order <= 0 ? 0 : 4
    this.direction = order <= 0 ? 0 : 1
    for (let word = 0; word < 4; word++) {
      key[word] = addresses[source + word] ?? 0
      key[word + 4] = addresses[4 - source + word] ?? 0
    }
    key[8] =
      order <= 0
        ? (segment.sourcePort << 16) | segment.destinationPort
        : (segment.destinationPort << 16) | segment.sourcePort
    key[9] = segment.ipVersion
    this.#bucket = this.#hash(key, 0)
  }

  #hash(words: Int32Array, at: number): number {
    let hash = this.#seed
    for (let word = 0; word < KEY_WORDS; word++) {
      hash = Math.imul(hash ^ (words[at + word] ?? 0), 0x9e3779b1)
      hash ^= hash >>> 15
    }
    return hash & (this.#heads.length - 1)
  }

  #linkNewest(slot: number): void {
    this.#newer[slot] = NONE
    this.#older[slot] = this.#newest
    if (this.#newest === NONE) this.#oldest = slot
    else this.#newer[this.#newest] = slot
    this.#newest = slot
  }

  #unlink(slot: number): void {
    const newer = this.#newer[slot] ?? NONE
    const older = this.#older[slot] ?? NONE
    if (newer === NONE) this.#newest = older
    else this.#older[newer] = older
    if (older === NONE) this.#oldest = newer
    else this.#newer[older] = newer
  }
}
