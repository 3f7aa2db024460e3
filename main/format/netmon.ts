import { u16le, u32le } from './byte-order.ts'
import { endInside } from './capture-end.ts'
import { MAX_CAPTURED_LENGTH } from './captured-length.ts'
import { NetmonTime, netmonStart } from './netmon-time.ts'
import type { PacketReader, PacketSink, SourceReading, Warning } from './reader.ts'

/**
 * What Microsoft Network Monitor writes (its help, "Capture File Format"; CAPTUREFILE_HEADER_VALUES of netmon.h), little-endian: a header of
 * 128 bytes, frames, and tables behind them of which the header says where they stand. A frame has a header before it,
 *
 *   1.x: uint32 milliseconds; uint16 original_length, included_length
 *   2.x: uint64 microseconds; uint32 original_length, included_length
 *
 * and from 2.1 on a trailer: uint16 network; 2.2: uint32 process; 2.3: uint64 time as FILETIME, uint8 time zone.
 *
 * The frame table lists where frames begin. It stands last, so frames are read in their order in the file; the table's count tells
 * whether that were all.
 */
const MAGICS: ReadonlyMap<string, number> = new Map([
  ['RTSS', 1],
  ['GMBU', 2],
])
const FILE_HEADER_LENGTH = 128
/** Where the header keeps the offsets of what may stand behind the frames: frame table, user data, comments, processes, network, conversations. */
const TABLE_OFFSETS = [24, 32, 40, 48, 56, 64]
/** Before 2.2 only the first two are set; the others may hold anything. */
const TABLES_BEFORE_2_2 = 2
const TABLE_ENTRY_LENGTH = 4
/** Magic, version, network, and the year of the start. */
const DETECT_LENGTH = 10

const TRAILER_LENGTHS = [0, 2, 6, 15]

/** LINKTYPE numbers of NDIS media types as this format uses them. */
const LINK_TYPES: ReadonlyMap<number, number> = new Map([
  [0, 1],
  [1, 1], // Ethernet
  [2, 6], // token ring
  [3, 10], // FDDI
  [6, 105], // IEEE 802.11 behind a header of its own
  [7, 101], // tunnels
  [8, 101], // wireless WAN
  [9, 101], // raw IP
])
const WIFI = 6
/** NDIS' wide area networks: before 2.1 ATM. What later files have there is not described. */
const ATM = 4
/** In front of ATM's AAL5: two addresses, path and circuit of 16 bits each, in network byte order. */
const ATM_ADDRESSES = 12
const ATM_HEADER = 16
/** Of it LINKTYPE_SUNATM has the last four bytes, where a path of the eight bits of a user's line leaves its first byte 0: traffic of no certain kind. */
const SUN_ATM = 123
/** A LINKTYPE number in the lower twelve bits. */
const PCAP_BASE = 0xe000
/** Descriptions that stand between frames: of adapters (twice), reassembled payloads, resolved names, filters. */
const DESCRIPTIONS = [0xfffb, 0xfffc, 0xfffd, 0xfffe, 0xffff]

export const netmon: PacketReader = {
  id: 'netmon',
  title: 'Packet capture (Network Monitor)',
  kind: 'packets',
  // 2.3 has UTC beside each frame; earlier the clock of the computer.
  zone: 'unknown',
  sample: Uint8Array.of(0x47, 0x4d, 0x42, 0x55, 0, 2, 1, 0, 0xe8, 7, 1, 0),
  detect(head) {
    const major = MAGICS.get(String.fromCharCode(...head.subarray(0, 4)))
    return major !== undefined && head[5] === major && head.length >= DETECT_LENGTH ? 'certain' : 'no'
  },
  open: (sink) => new NetmonReading(sink),
}

/** `tables`: what stands behind the frames; `lost`: a length was impossible, nothing more can be found. */
type State = 'file-header' | 'frames' | 'tables' | 'lost'

class NetmonReading implements SourceReading {
  readonly #sink: PacketSink
  readonly #time = new NetmonTime()
  #state: State = 'file-header'
  #major = 2
  #headerLength = 16
  #trailerLength = 0
  #network = 0
  #start = -1
  /** Where frames end. */
  #framesEnd = Number.POSITIVE_INFINITY
  /** Entries of the frame table, and frames that were read. */
  #listed = 0
  #frames = 0
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
      this.#readFileHeader(bytes, offset)
      at = FILE_HEADER_LENGTH
    }
    if (this.#state === 'frames') at = this.#takeFrames(bytes, at, offset, last)
    if (this.#state === 'tables' || this.#state === 'lost') at = bytes.length
    if (last) this.#end(offset + bytes.length)
    return at
  }

  #readFileHeader(bytes: Uint8Array, offset: number): void {
    const minor = bytes[4] ?? 0
    this.#major = bytes[5] ?? 0
    this.#headerLength = this.#major === 1 ? 8 : 16
    this.#trailerLength = this.#major === 1 ? 0 : (TRAILER_LENGTHS[Math.min(minor, 3)] ?? 0)
    this.#network = u16le(bytes, 6)
    const start = netmonStart(bytes, 8)
    if (start === undefined && this.#trailerLength < 15) this.#sink.warn(NO_TIMES, offset + 8)
    this.#start = start ?? -1
    const tables = this.#major === 1 || minor < 2 ? TABLE_OFFSETS.slice(0, TABLES_BEFORE_2_2) : TABLE_OFFSETS
    for (const place of tables) {
      const table = u32le(bytes, place)
      if (table >= FILE_HEADER_LENGTH) this.#framesEnd = Math.min(this.#framesEnd, table)
    }
    this.#listed = Math.floor(u32le(bytes, 28) / TABLE_ENTRY_LENGTH)
    this.#state = 'frames'
  }

  /** Returns how far it came; leaves the state at `frames` when only more bytes are needed. */
  #takeFrames(bytes: Uint8Array, from: number, offset: number, last: boolean): number {
    const wide = this.#major !== 1
    let at = from
    for (;;) {
      if (offset + at >= this.#framesEnd) {
        this.#state = 'tables'
        return at
      }
      const there = bytes.length - at
      if (there < this.#headerLength)
        return last ? endInside(this.#sink, 'frame', bytes, at, offset, this.#headerLength) : at
      const wire = wide ? u32le(bytes, at + 8) : u16le(bytes, at + 4)
      const captured = wide ? u32le(bytes, at + 12) : u16le(bytes, at + 6)
      const record = this.#headerLength + captured + this.#trailerLength
      if (captured > MAX_CAPTURED_LENGTH || offset + at + record > this.#framesEnd) {
        this.#state = 'lost'
        this.#stoppedAt = offset + at
        this.#reason = `stands a frame of ${captured} bytes, for which there is no room`
        return at
      }
      if (there < record) return last ? endInside(this.#sink, 'frame', bytes, at, offset, record) : at
      this.#frames++
      this.#frame(bytes, at, captured, wire, offset)
      at += record
    }
  }

  #frame(bytes: Uint8Array, at: number, captured: number, wire: number, offset: number): void {
    let start = at + this.#headerLength
    const end = start + captured
    const network = this.#trailerLength === 0 ? this.#network : u16le(bytes, end)
    const linkType = (network & 0xf000) === PCAP_BASE ? network & 0x0fff : LINK_TYPES.get(network)
    if (network === ATM && this.#trailerLength === 0) return this.#atm(bytes, at, start, end, wire, offset)
    if (linkType === undefined) {
      if (!DESCRIPTIONS.includes(network)) this.#sink.unreadable(networkUnknown(network), offset + start)
      return
    }
    // The header in front of a frame of IEEE 802.11: version, then its own length.
    if (network === WIFI) start = Math.min(end, start + u16le(bytes, start + 1))
    this.#packet(bytes, at, start, end, wire, linkType, offset)
  }

  #atm(bytes: Uint8Array, at: number, start: number, end: number, wire: number, offset: number): void {
    const circuit = start + ATM_ADDRESSES
    if (end - start < ATM_HEADER || bytes[circuit] !== 0) this.#sink.unreadable(ATM_DAMAGED, offset + start)
    else this.#packet(bytes, at, circuit, end, wire, SUN_ATM, offset)
  }

  /** The frame whose header is at `at`; of its bytes those before `start` are none of the link's. */
  #packet(
    bytes: Uint8Array,
    at: number,
    start: number,
    end: number,
    wire: number,
    linkType: number,
    offset: number,
  ): void {
    const time = this.#time
    if (this.#trailerLength === 15) time.setFileTime(bytes, end + 6)
    else if (this.#major === 1) time.setMilliseconds(bytes, at, this.#start)
    else time.setMicroseconds(bytes, at, this.#start)
    const wireLength = Math.max(end - start, wire - (start - at - this.#headerLength))
    this.#sink.packet(bytes, start, end, wireLength, linkType, time.seconds, time.nanoseconds, offset + start)
  }

  #end(endOffset: number): void {
    if (this.#state === 'lost') {
      const at = this.#stoppedAt
      const text = `At offset ${at} ${this.#reason}; the ${endOffset - at} bytes from there on were not read.`
      this.#sink.unreadable({ code: 'netmon-unreadable', text }, at)
    } else if (this.#state === 'tables' && this.#listed !== this.#frames) {
      const text = `The file's table lists ${this.#listed} frames, and ${this.#frames} were found.`
      this.#sink.warn({ code: 'netmon-frames-differ', text }, this.#framesEnd)
    }
  }
}

const NO_TIMES: Warning = {
  code: 'netmon-times-unknown',
  text: 'The date in the file header is impossible: the packets have no times.',
}

const ATM_DAMAGED: Warning = {
  code: 'netmon-atm-damaged',
  text: "A frame of ATM is shorter than Network Monitor's header, or its path is none of a user's line.",
}

function networkUnknown(network: number): Warning {
  return {
    code: `netmon-network-unknown-${network}`,
    text: `Frames of Network Monitor's network ${network} cannot be read.`,
  }
}
