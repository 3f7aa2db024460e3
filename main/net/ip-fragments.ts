import type { Segment } from './segment.ts'

/** Datagrams in pieces are rare; who sends more at once than this is flooding, and the oldest ones are given up. */
const MAX_DATAGRAMS = 64
const MAX_DATAGRAM_BYTES = 65_535
const MAX_FRAGMENTS = 256

interface Datagram {
  readonly ipVersion: number
  readonly protocol: number
  readonly identification: number
  readonly addresses: Int32Array
  /** Grown as needed. */
  bytes: Uint8Array
  /** Ranges that are there: start and end of each, sorted, disjoint. */
  readonly ranges: number[]
  fragments: number
  /** Length of the whole payload, once the last fragment was seen. */
  length: number | undefined
  /** Where the payload's first byte stands in the source. */
  offset: number
}

/**
 * Puts IP datagrams together again (RFC 791 §3.2, RFC 8200 §4.5; the first bytes of an overlap win, as in RFC 5722's spirit
 * nobody honest overlaps). Bounded: at most 4 MiB.
 */
export class FragmentStore {
  /** Datagrams given up because a piece never came, was cut by the recorder, or was impossible. */
  incomplete = 0
  readonly #datagrams: Datagram[] = []

  /**
   * Takes the fragment in `segment.start..end`, which belongs at `at` of its datagram's payload. True when it completes the
   * datagram: the segment then holds the whole payload, and the frame and time of this last piece.
   */
  add(segment: Segment, identification: number, at: number, more: boolean): boolean {
    const length = segment.wireEnd - segment.start
    const end = at + length
    if (segment.end < segment.wireEnd || end > MAX_DATAGRAM_BYTES || length <= 0) {
      this.incomplete++
      return false
    }
    const datagram = this.#find(segment, identification) ?? this.#begin(segment, identification)
    if (at === 0) datagram.offset = segment.base + segment.start
    if (!more) datagram.length = end
    if (++datagram.fragments > MAX_FRAGMENTS) {
      this.#remove(datagram)
      this.incomplete++
      return false
    }
    place(datagram, at, segment.bytes.subarray(segment.start, segment.end))
    const whole = datagram.length
    if (whole === undefined || datagram.ranges[0] !== 0 || (datagram.ranges[1] ?? 0) < whole) return false
    this.#remove(datagram)
    segment.bytes = datagram.bytes
    segment.base = datagram.offset
    segment.start = 0
    segment.end = whole
    segment.wireEnd = whole
    return true
  }

  /** How many datagrams were never whole, those under way included. */
  get missing(): number {
    return this.incomplete + this.#datagrams.length
  }

  #find(segment: Segment, identification: number): Datagram | undefined {
    return this.#datagrams.find(
      (datagram) =>
        datagram.identification === identification &&
        datagram.protocol === segment.protocol &&
        datagram.ipVersion === segment.ipVersion &&
        datagram.addresses.every((word, index) => word === segment.addresses[index]),
    )
  }

  #begin(segment: Segment, identification: number): Datagram {
    if (this.#datagrams.length >= MAX_DATAGRAMS) {
      this.#datagrams.shift()
      this.incomplete++
    }
    const datagram: Datagram = {
      ipVersion: segment.ipVersion,
      protocol: segment.protocol,
      identification,
      addresses: segment.addresses.slice(),
      bytes: new Uint8Array(4_096),
      ranges: [],
      fragments: 0,
      length: undefined,
      offset: segment.base + segment.start,
    }
    this.#datagrams.push(datagram)
    return datagram
  }

  #remove(datagram: Datagram): void {
    this.#datagrams.splice(this.#datagrams.indexOf(datagram), 1)
  }
}

/** Copies what is not there yet, and joins the range with its neighbours. */
function place(datagram: Datagram, at: number, bytes: Uint8Array): void {
  const end = at + bytes.length
  if (end > datagram.bytes.length) {
    const grown = new Uint8Array(Math.min(MAX_DATAGRAM_BYTES, Math.max(end, datagram.bytes.length * 2)))
    grown.set(datagram.bytes)
    datagram.bytes = grown
  }
  const { ranges } = datagram
  let from = at
  let joinedStart = at
  let joinedEnd = end
  const kept: number[] = []
  for (let index = 0; index < ranges.length; index += 2) {
    const rangeStart = ranges[index] ?? 0
    const rangeEnd = ranges[index + 1] ?? 0
    if (rangeEnd < at || rangeStart > end) {
      kept.push(rangeStart, rangeEnd)
      continue
    }
    if (from < rangeStart) datagram.bytes.set(bytes.subarray(from - at, rangeStart - at), from)
    if (from < rangeEnd) from = rangeEnd
    joinedStart = Math.min(joinedStart, rangeStart)
    joinedEnd = Math.max(joinedEnd, rangeEnd)
  }
  if (from < end) datagram.bytes.set(bytes.subarray(from - at), from)
  let place = 0
  while (place < kept.length && (kept[place] ?? 0) < joinedStart) place += 2
  kept.splice(place, 0, joinedStart, joinedEnd)
  ranges.length = 0
  ranges.push(...kept)
}
