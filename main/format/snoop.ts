import { u32be } from './byte-order.ts'
import { endInside } from './capture-end.ts'
import { MAX_CAPTURED_LENGTH } from './captured-length.ts'
import { fillerEnd, isFiller } from './filler.ts'
import type { PacketReader, PacketSink, SourceReading, Warning } from './reader.ts'

/**
 * What Solaris' snoop writes (RFC 1761), big-endian: "snoop" and three zeros, version 2, the type of link; then packets, each behind
 *
 *   uint32 original_length, included_length, packet_record_length, cumulative_drops, seconds, microseconds
 *
 * packet_record_length counts this header, the packet and the padding behind it.
 */
const MAGIC = Uint8Array.of(0x73, 0x6e, 0x6f, 0x6f, 0x70, 0, 0, 0)
const VERSION = 2
const FILE_HEADER_LENGTH = 16
const PACKET_HEADER_LENGTH = 24
/** RFC 1761 pads to four bytes; writers that align to larger ones are believed up to here. */
const MAX_PADDING = 4_096

/** LINKTYPE numbers by RFC 1761's, and by those that IANA ("Snoop Datalink Types") and Solaris' dlpi.h added. */
const LINK_TYPES: ReadonlyMap<number, number> = new Map([
  [0, 1], // IEEE 802.3
  [2, 6], // token ring
  [4, 1], // Ethernet
  [8, 10], // FDDI
  [14, 0], // loopback
  [18, 123], // ATM, classical IP: SunATM 3.0 and later
  [0x80000005, 226], // DL_IPNET
])

/** Of the same lists, where no document or file shows how a packet begins. */
const UNREAD_LINKS: ReadonlyMap<number, string> = new Map([
  [10, 'Frame Relay, LAPF'],
  [11, 'several protocols over Frame Relay'],
  [17, 'ATM'],
])
const SUN_ATM = 123
/** Surveyor (Shomiti, later Finisar), whose Wi-Fi has ATM's number, writes this much behind each packet. Solaris pads with less. */
const SURVEYOR_TRAILER = 16

export const snoop: PacketReader = {
  id: 'snoop',
  title: 'Packet capture (snoop)',
  kind: 'packets',
  zone: 'utc',
  sample: Uint8Array.of(...MAGIC, 0, 0, 0, VERSION, 0, 0, 0, 4),
  detect(head) {
    if (head.length < FILE_HEADER_LENGTH || MAGIC.some((byte, at) => head[at] !== byte)) return 'no'
    return u32be(head, 8) === VERSION ? 'certain' : 'possible'
  },
  open: (sink) => new SnoopReading(sink),
}

/** `filler`: only one filler byte since the last packet; `lost`: a length was impossible, nothing more can be found. */
type State = 'file-header' | 'packets' | 'filler' | 'lost'

class SnoopReading implements SourceReading {
  readonly #sink: PacketSink
  #state: State = 'file-header'
  #linkType = -1
  #filler = 0
  #stoppedAt = 0
  #reason = ''

  constructor(sink: PacketSink) {
    this.#sink = sink
  }

  take(bytes: Uint8Array, offset: number, last: boolean): number {
    let at = 0
    if (this.#state === 'file-header') {
      if (bytes.length < FILE_HEADER_LENGTH)
        return last ? endInside(this.#sink, 'file header', bytes, 0, offset, FILE_HEADER_LENGTH) : 0
      at = this.#readFileHeader(bytes, offset)
    }
    if (this.#state === 'packets') at = this.#takePackets(bytes, at, offset, last)
    if (this.#state === 'filler') at = fillerEnd(bytes, at, this.#filler)
    if (this.#state === 'filler' && at < bytes.length) this.#state = 'lost'
    if (this.#state === 'lost') at = bytes.length
    if (last && this.#state === 'lost') this.#tellLost(offset + bytes.length)
    return at
  }

  #readFileHeader(bytes: Uint8Array, offset: number): number {
    const version = u32be(bytes, 8)
    const linkType = u32be(bytes, 12)
    this.#state = 'packets'
    this.#linkType = LINK_TYPES.get(linkType) ?? -1
    if (version !== VERSION) this.#lose(offset, `a snoop file of version ${version}`)
    else if (this.#linkType < 0) this.#lose(offset, `a snoop file of link type ${linkName(linkType)}`)
    return FILE_HEADER_LENGTH
  }

  /** Returns how far it came; leaves the state at `packets` when only more bytes are needed. */
  #takePackets(bytes: Uint8Array, from: number, offset: number, last: boolean): number {
    let at = from
    for (;;) {
      const there = bytes.length - at
      if (there < PACKET_HEADER_LENGTH)
        return last ? endInside(this.#sink, 'packet', bytes, at, offset, PACKET_HEADER_LENGTH) : at
      const wire = u32be(bytes, at)
      const captured = u32be(bytes, at + 4)
      const record = u32be(bytes, at + 8)
      const padding = record - PACKET_HEADER_LENGTH - captured
      if (captured > MAX_CAPTURED_LENGTH || padding < 0 || padding > MAX_PADDING) {
        const first = bytes[at] ?? 0
        this.#lose(offset + at, `a packet of ${captured} bytes in a record of ${record}`)
        if (isFiller(first)) {
          this.#state = 'filler'
          this.#filler = first
        }
        return at
      }
      if (there < record) return last ? endInside(this.#sink, 'packet', bytes, at, offset, record) : at
      if (this.#linkType === SUN_ATM && padding >= SURVEYOR_TRAILER) {
        this.#sink.unreadable(SURVEYOR_WIRELESS, offset + at)
      } else this.#packet(bytes, at, captured, wire, offset)
      at += record
    }
  }

  #packet(bytes: Uint8Array, at: number, captured: number, wire: number, offset: number): void {
    const start = at + PACKET_HEADER_LENGTH
    const end = start + captured
    // A count beyond its second is damage of the time alone: the packet stays usable.
    const nanoseconds = Math.min(u32be(bytes, at + 20) * 1_000, 999_999_999)
    const wireLength = Math.max(wire, captured)
    this.#sink.packet(bytes, start, end, wireLength, this.#linkType, u32be(bytes, at + 16), nanoseconds, offset + start)
  }

  #lose(at: number, reason: string): void {
    this.#state = 'lost'
    this.#stoppedAt = at
    this.#reason = reason
  }

  #tellLost(endOffset: number): void {
    const at = this.#stoppedAt
    const text = `At offset ${at} stands ${this.#reason}; the ${endOffset - at} bytes from there on were not read.`
    this.#sink.unreadable({ code: 'snoop-unreadable', text }, at)
  }
}

const SURVEYOR_WIRELESS: Warning = {
  code: 'snoop-surveyor-wireless',
  text: 'Wi-Fi packets as Surveyor recorded them cannot be read.',
}

function linkName(linkType: number): string {
  const name = UNREAD_LINKS.get(linkType)
  return name === undefined ? String(linkType) : `${linkType} (${name})`
}
