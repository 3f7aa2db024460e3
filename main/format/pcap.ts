import { u32be, u32le } from './byte-order.ts'
import { endInside } from './capture-end.ts'
import { MAX_CAPTURED_LENGTH } from './captured-length.ts'
import { fillerEnd, isFiller } from './filler.ts'
import type { PacketReader, PacketSink, SourceReading } from './reader.ts'

/**
 * The classic capture file (draft-ietf-opsawg-pcap): a 24-byte header, then packets, each behind its own header.
 * Byte order and resolution of time are told by the first four bytes.
 */
interface Variant {
  readonly magic: number
  readonly nanosecondsPerTick: number
  readonly packetHeaderLength: number
  readonly fileHeaderLength: number
}

const VARIANTS: readonly Variant[] = [
  { magic: 0xa1b2c3d4, nanosecondsPerTick: 1_000, packetHeaderLength: 16, fileHeaderLength: 24 },
  { magic: 0xa1b23c4d, nanosecondsPerTick: 1, packetHeaderLength: 16, fileHeaderLength: 24 },
  // Kuznetzov's variant of old Linux systems: interface index, protocol and packet type follow the two lengths.
  { magic: 0xa1b2cd34, nanosecondsPerTick: 1_000, packetHeaderLength: 24, fileHeaderLength: 24 },
  // What Ixia's recorders call lcap, of hardware and of software: the size of all packets follows the file header.
  { magic: 0x1c0001ac, nanosecondsPerTick: 1, packetHeaderLength: 16, fileHeaderLength: 28 },
  { magic: 0x1c0001ab, nanosecondsPerTick: 1_000, packetHeaderLength: 16, fileHeaderLength: 28 },
]

const FILE_HEADER_LENGTH = 24
const VERSION_MAJOR = 2
/** The upper half of the link type word tells the length of a frame check sequence, which IP's own length already cuts off. */
const LINK_TYPE_MASK = 0xffff

export const pcap: PacketReader = {
  id: 'pcap',
  title: 'Packet capture (pcap)',
  kind: 'packets',
  zone: 'utc',
  sample: Uint8Array.of(0xa1, 0xb2, 0xc3, 0xd4, 0, 2, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4, 0, 0, 0, 0, 0, 1),
  detect(head) {
    const bigEndian = isBigEndian(head)
    if (bigEndian === undefined || head.length < FILE_HEADER_LENGTH) return 'no'
    const major = bigEndian ? u32be(head, 4) >>> 16 : u32le(head, 4) & 0xffff
    return major === VERSION_MAJOR ? 'certain' : 'possible'
  },
  open: (sink) => new PcapReading(sink),
}

function variantOf(magic: number): Variant | undefined {
  return VARIANTS.find((variant) => variant.magic === magic)
}

function fileHeaderLength(head: Uint8Array): number {
  const variant = head.length < 4 ? undefined : (variantOf(u32be(head, 0)) ?? variantOf(u32le(head, 0)))
  return variant?.fileHeaderLength ?? FILE_HEADER_LENGTH
}

function isBigEndian(head: Uint8Array): boolean | undefined {
  if (head.length < 4) return undefined
  if (variantOf(u32be(head, 0))) return true
  return variantOf(u32le(head, 0)) ? false : undefined
}

/** `padding`: only filler bytes since the last packet; `lost`: a length was impossible and there is no way to find the next packet. */
type State = 'file-header' | 'packets' | 'padding' | 'lost'

class PcapReading implements SourceReading {
  readonly #sink: PacketSink
  #state: State = 'file-header'
  #bigEndian = true
  #variant: Variant = { magic: 0, nanosecondsPerTick: 1, packetHeaderLength: 16, fileHeaderLength: 24 }
  #linkType = 0
  /** Where reading stopped, when it did. */
  #stoppedAt = 0
  #filler = 0
  #claimedLength = 0

  constructor(sink: PacketSink) {
    this.#sink = sink
  }

  take(bytes: Uint8Array, offset: number, last: boolean): number {
    let at = 0
    if (this.#state === 'file-header') {
      const length = fileHeaderLength(bytes)
      if (bytes.length < length) return last ? endInside(this.#sink, 'file header', bytes, 0, offset, length) : 0
      this.#readFileHeader(bytes)
      at = length
    }
    if (this.#state === 'packets') at = this.#takePackets(bytes, at, offset, last)
    if (this.#state === 'padding') at = fillerEnd(bytes, at, this.#filler)
    if (this.#state === 'padding' && at < bytes.length) this.#state = 'lost'
    if (this.#state === 'lost') at = bytes.length
    if (last && this.#state === 'lost') this.#tellLost(offset + bytes.length)
    return at
  }

  #readFileHeader(bytes: Uint8Array): void {
    this.#bigEndian = isBigEndian(bytes) ?? true
    const read = this.#bigEndian ? u32be : u32le
    this.#variant = variantOf(read(bytes, 0)) ?? this.#variant
    this.#linkType = read(bytes, 20) & LINK_TYPE_MASK
    const digits = this.#variant.nanosecondsPerTick === 1 ? 9 : 6
    this.#sink.recorder?.({ number: 0, digits, snapLength: read(bytes, 16), name: undefined })
    this.#state = 'packets'
  }

  /** Returns how far it came; leaves the state at `packets` when only more bytes are needed. */
  #takePackets(bytes: Uint8Array, from: number, offset: number, last: boolean): number {
    const sink = this.#sink
    const headerLength = this.#variant.packetHeaderLength
    const nanosecondsPerTick = this.#variant.nanosecondsPerTick
    const bigEndian = this.#bigEndian
    const linkType = this.#linkType
    const end = bytes.length
    let at = from
    for (;;) {
      if (end - at < headerLength) return last ? endInside(sink, 'packet', bytes, at, offset, headerLength) : at
      const seconds = bigEndian ? u32be(bytes, at) : u32le(bytes, at)
      const ticks = bigEndian ? u32be(bytes, at + 4) : u32le(bytes, at + 4)
      const captured = bigEndian ? u32be(bytes, at + 8) : u32le(bytes, at + 8)
      const wire = bigEndian ? u32be(bytes, at + 12) : u32le(bytes, at + 12)
      if (captured > MAX_CAPTURED_LENGTH || (captured === 0 && wire === 0 && seconds === 0 && ticks === 0)) {
        this.#stop(bytes, at, offset, captured)
        return at
      }
      const start = at + headerLength
      if (end - start < captured)
        return last ? endInside(sink, 'packet', bytes, at, offset, headerLength + captured) : at
      at = start + captured
      // A tick count beyond its second is damage of the time alone: the packet stays usable, at the last tick of it.
      const nanoseconds = Math.min(ticks * nanosecondsPerTick, 1_000_000_000 - nanosecondsPerTick)
      sink.packet(bytes, start, at, wire < captured ? captured : wire, linkType, seconds, nanoseconds, offset + start)
    }
  }

  /** Filler may follow the last packet, and no packet has such a header. Anything else that is impossible ends the reading. */
  #stop(bytes: Uint8Array, at: number, offset: number, claimedLength: number): void {
    const first = bytes[at] ?? 0
    this.#state = isFiller(first) ? 'padding' : 'lost'
    this.#filler = first
    this.#stoppedAt = offset + at
    this.#claimedLength = claimedLength
  }

  #tellLost(endOffset: number): void {
    const at = this.#stoppedAt
    const rest = endOffset - at
    this.#sink.unreadable(
      {
        code: 'packet-length-impossible',
        text: `The packet at offset ${at} claims ${this.#claimedLength} bytes, which no packet has; the ${rest} bytes from there on were not read.`,
      },
      at,
    )
  }
}
