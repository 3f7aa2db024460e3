import type { Segment } from './segment.ts'

/** Which end of a connection sent: 0 is the end with the smaller address and port, 1 the other. */
export type Direction = 0 | 1

/**
 * A row of numbers for each place, as long as a line of the processor's cache: with thousands of connections each place that a packet
 * touches is one more that memory is waited for. Address words of both ends, both ports, IP version; next row of the same hash, or of those
 * that are free; when the row was found last.
 */
const ROW_WORDS = 16
const PORTS = 8
const VERSION = 9
const NEXT = 10
const LAST_USE = 11
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
  readonly #rows: Int32Array
  readonly #key = new Int32Array(KEY_WORDS)
  /** Hostile captures cannot aim at one chain. */
  readonly #seed = (Math.random() * 0x7fffffff) | 0
  #bucket = 0
  #free = NONE
  #used = 0
  /** How often a row was found or added; it starts over when it is full, which costs one wrong order. */
  #uses = 0
  /** Slots by their last use when the list was made, each with that use: who was used since is in the next list. */
  #idle: Int32Array = new Int32Array(0)
  #idleAt = 0

  constructor(capacity: number) {
    this.#capacity = capacity
    this.#heads = new Int32Array(1 << Math.ceil(Math.log2(capacity * 2))).fill(NONE)
    this.#rows = new Int32Array(capacity * ROW_WORDS)
  }

  get isFull(): boolean {
    return this.size >= this.#capacity
  }

  /** The slot of the segment's connection, which becomes the newest one, or -1. Sets `direction` in any case. */
  find(segment: Segment): number {
    this.#setKey(segment)
    const key = this.#key
    const rows = this.#rows
    let slot = this.#heads[this.#bucket] ?? NONE
    while (slot !== NONE) {
      const at = slot * ROW_WORDS
      let word = 0
      while (word < KEY_WORDS && rows[at + word] === key[word]) word++
      if (word === KEY_WORDS) {
        rows[at + LAST_USE] = this.#nextUse()
        return slot
      }
      slot = rows[at + NEXT] ?? NONE
    }
    return NONE
  }

  /** The flow that was idle longest. */
  get oldest(): Flow | undefined {
    return this.#flows[this.#oldestSlot()]
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
    else this.#free = this.#rows[slot * ROW_WORDS + NEXT] ?? NONE
    const at = slot * ROW_WORDS
    this.#rows.set(this.#key, at)
    this.#rows[at + NEXT] = this.#heads[this.#bucket] ?? NONE
    this.#rows[at + LAST_USE] = this.#nextUse()
    this.#heads[this.#bucket] = slot
    this.#flows[slot] = flow
    this.size++
  }

  /** Takes out the flow that was idle longest. The segment of the last `find` is still the one to `add`. */
  removeOldest(): Flow | undefined {
    const slot = this.#oldestSlot()
    if (slot === NONE) return undefined
    const flow = this.#flows[slot]
    const rows = this.#rows
    const at = slot * ROW_WORDS
    const next = rows[at + NEXT] ?? NONE
    const bucket = this.#hash(rows, at)
    if (this.#heads[bucket] === slot) this.#heads[bucket] = next
    else {
      let before = this.#heads[bucket] ?? NONE
      while (rows[before * ROW_WORDS + NEXT] !== slot) before = rows[before * ROW_WORDS + NEXT] ?? NONE
      rows[before * ROW_WORDS + NEXT] = next
    }
    this.#flows[slot] = undefined
    rows[at + NEXT] = this.#free
    this.#free = slot
    this.size--
    return flow
  }

  /** All flows, in no order. */
  *all(): Generator<Flow> {
    for (const flow of this.#flows) if (flow !== undefined) yield flow
  }

  #nextUse(): number {
    return (this.#uses = (this.#uses + 1) & 0x7fffffff)
  }

  /** Asked where room is short only: a list kept right by every packet would touch two more rows each time. */
  #oldestSlot(): number {
    if (this.size === 0) return NONE
    for (let made = 0; made < 2; made++) {
      for (const idle = this.#idle; this.#idleAt < idle.length; this.#idleAt += 2) {
        const slot = idle[this.#idleAt] ?? NONE
        if (this.#flows[slot] !== undefined && this.#rows[slot * ROW_WORDS + LAST_USE] === idle[this.#idleAt + 1])
          return slot
      }
      this.#listIdle()
    }
    return NONE
  }

  #listIdle(): void {
    const rows = this.#rows
    const slots: number[] = []
    for (let slot = 0; slot < this.#used; slot++) if (this.#flows[slot] !== undefined) slots.push(slot)
    slots.sort((one, other) => (rows[one * ROW_WORDS + LAST_USE] ?? 0) - (rows[other * ROW_WORDS + LAST_USE] ?? 0))
    this.#idle = new Int32Array(slots.length * 2)
    for (const [at, slot] of slots.entries()) {
      this.#idle[at * 2] = slot
      this.#idle[at * 2 + 1] = rows[slot * ROW_WORDS + LAST_USE] ?? 0
    }
    this.#idleAt = 0
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
    key[PORTS] =
      order <= 0
        ? (segment.sourcePort << 16) | segment.destinationPort
        : (segment.destinationPort << 16) | segment.sourcePort
    key[VERSION] = segment.ipVersion
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
}
