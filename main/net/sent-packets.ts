import type { Segment } from './segment.ts'

/** Packets of the whole capture between a packet and its copy: a burst, on all connections. */
const REMEMBERED = 256
/** A packet without an identification (IPv6; zero with DF, RFC 6864 §4.1) is the same within this time: nobody sends again as soon. */
const SAME_WITHIN_NS = 1_000_000
const SECOND_NS = 1_000_000_000

/**
 * The last packets with a SYN or data, to tell one that the recorder saw twice (on the way in and out: loopback, both sides of a router) from
 * one that was sent twice, which has another identification. One for a whole capture.
 */
export class SentPackets {
  readonly #sender = new Array<object | undefined>(REMEMBERED).fill(undefined)
  readonly #ipId = new Int32Array(REMEMBERED)
  readonly #sequence = new Int32Array(REMEMBERED)
  readonly #acknowledgment = new Int32Array(REMEMBERED)
  readonly #flags = new Uint8Array(REMEMBERED)
  readonly #length = new Uint32Array(REMEMBERED)
  readonly #seconds = new Float64Array(REMEMBERED)
  readonly #nanoseconds = new Uint32Array(REMEMBERED)
  #next = 0

  /** `sender`: whatever stands for the end that sent it. */
  add(sender: object, segment: Segment): void {
    const at = this.#next
    this.#next = (at + 1) % REMEMBERED
    this.#sender[at] = sender
    this.#ipId[at] = segment.ipId
    this.#sequence[at] = segment.sequence
    this.#acknowledgment[at] = segment.acknowledgment
    this.#flags[at] = segment.flags
    this.#length[at] = segment.wireEnd - segment.start
    this.#seconds[at] = segment.seconds
    this.#nanoseconds[at] = segment.nanoseconds
  }

  /** Whether this very packet was added before. */
  has(sender: object, segment: Segment): boolean {
    for (let back = 1; back <= REMEMBERED; back++)
      if (this.#isAt((this.#next + REMEMBERED - back) % REMEMBERED, sender, segment)) return true
    return false
  }

  #isAt(at: number, sender: object, segment: Segment): boolean {
    return (
      this.#sender[at] === sender &&
      this.#sequence[at] === segment.sequence &&
      this.#acknowledgment[at] === segment.acknowledgment &&
      this.#flags[at] === (segment.flags & 0xff) &&
      this.#length[at] === segment.wireEnd - segment.start &&
      this.#ipId[at] === segment.ipId &&
      (segment.ipId > 0 || this.#isSoon(at, segment))
    )
  }

  #isSoon(at: number, segment: Segment): boolean {
    const seconds = this.#seconds[at] ?? -1
    if (seconds < 0) return false
    const later = (segment.seconds - seconds) * SECOND_NS + segment.nanoseconds - (this.#nanoseconds[at] ?? 0)
    return Math.abs(later) <= SAME_WITHIN_NS
  }
}
