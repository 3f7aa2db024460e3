import { u16le } from './byte-order.ts'
import { endInside } from './capture-end.ts'
import { fillerEnd, isFiller } from './filler.ts'
import type { PacketReader, PacketSink, SourceReading, Warning } from './reader.ts'
import { ATM_HEADER_LENGTH, atmLink, atmTraffic } from './sniffer-atm.ts'
import { link } from './sniffer-link.ts'
import type { SnifferLink } from './sniffer-link.ts'
import { SnifferTime, snifferClock } from './sniffer-time.ts'
import type { SnifferClock } from './sniffer-time.ts'
import { WAN_NAMES, wanLink, wanOfDescription, wanOfVersion } from './sniffer-wan.ts'
import type { WanKind } from './sniffer-wan.ts'

/**
 * Network General's Sniffer file (TRSNIFF). By the sizes that IBM documents, it is what the SNIFFER option of IPCS CTRACE
 * COMP(SYSTCPDA) writes for ETHERNET and TOKENRING. Little-endian: the magic, a version record, one record a frame, an end record. Each record has a header:
 * type u16, length u16 of what follows, 2 bytes reserved.
 */
const MAGIC = 'TRSNIFF data    \x1a'
const RECORD_HEADER = 6
const VERSION_LENGTH = 18
/** Magic, and the version record with its header. */
const FILE_HEADER_LENGTH = MAGIC.length + RECORD_HEADER + VERSION_LENGTH

const VERSION = 1
const END = 3
/** A frame of an ATM capture; in files up to version 2 a description. */
const ATM_FRAME = 8
const FIRST_VERSION_WITH_ATM = 3
/** What some writers of version 4 (from 4.95 on) have left out of the length of an ATM frame's record: they counted the header of other frames. */
const LEFT_OUT = ATM_HEADER_LENGTH - 14
/** Says of the lines of an internetwork analyzer what they speak. */
const DESCRIPTION = 7
/** Descriptions and counts, which hold no frames, and what is passed over like them. */
const OTHER_RECORDS: readonly number[] = [6, DESCRIPTION, ATM_FRAME, 13, 14, 15, 16, 17]
/**
 * Length of what stands before the frame's bytes, by record type. Both begin alike: time of 6 bytes, size u16, status, flags,
 * size on the wire u16 (0: the same).
 */
const FRAME_HEADERS: ReadonlyMap<number, number> = new Map([
  [4, 14],
  [12, 34],
])

const UNCOMPRESSED = 1
/** Networks of one link: token ring, Ethernet, FDDI. */
const LINKS: ReadonlyMap<number, SnifferLink> = new Map([
  [0, link(6)],
  [1, link(1)],
  [9, link(10)],
])
/** Internetwork analyzer, for synchronous and asynchronous lines. */
const SYNCHRONOUS = 7
const ASYNCHRONOUS = 8
const ATM = 10

export const sniffer: PacketReader = {
  id: 'sniffer',
  title: 'Packet capture (Sniffer)',
  kind: 'packets',
  zone: 'unknown',
  sample: Uint8Array.from(MAGIC, (character) => character.charCodeAt(0)),
  detect(head) {
    return head.length >= MAGIC.length && sniffer.sample.every((byte, at) => head[at] === byte) ? 'certain' : 'no'
  },
  open: (sink) => new SnifferReading(sink),
}

/** `filler`: one and the same filler byte, or nothing yet, since the last record; `over`: nothing more is read. */
type State = 'file-header' | 'records' | 'filler' | 'over'

class SnifferReading implements SourceReading {
  readonly #sink: PacketSink
  readonly #time = new SnifferTime()
  #state: State = 'file-header'
  #clock: SnifferClock | undefined
  #major = 0
  #minor = 0
  #network = -1
  #wan: WanKind = 'hdlc'
  /** Where reading stopped, and why, once it did. */
  #stoppedAt = 0
  #reason = ''
  #isAfterEnd = false
  /** Undefined: none seen yet. */
  #filler: number | undefined

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
    if (this.#state === 'records') at = this.#takeRecords(bytes, at, offset, last)
    if (this.#state === 'filler') at = this.#takeFiller(bytes, at)
    if (this.#state === 'over') at = bytes.length
    if (last && this.#state === 'over') this.#tellRest(offset + bytes.length)
    return at
  }

  #readFileHeader(bytes: Uint8Array, offset: number): number {
    const version = MAGIC.length + RECORD_HEADER
    this.#state = 'records'
    if (u16le(bytes, MAGIC.length) !== VERSION) {
      this.#stop('over', offset + MAGIC.length, 'no version record stands')
      return MAGIC.length
    }
    if (bytes[version + 10] !== UNCOMPRESSED) {
      this.#stop('over', offset + FILE_HEADER_LENGTH, 'the Sniffer has compressed the frames')
    }
    this.#major = u16le(bytes, version)
    this.#minor = u16le(bytes, version + 2)
    this.#network = bytes[version + 9] ?? 0
    this.#wan = wanOfVersion(this.#major, u16le(bytes, version + 14))
    this.#clock = snifferClock(u16le(bytes, version + 6), bytes[version + 11] ?? 0)
    if (!this.#clock) this.#sink.warn(NO_TIMES, offset + version)
    return FILE_HEADER_LENGTH
  }

  /** Returns how far it came; leaves the state at `records` when only more bytes are needed. */
  #takeRecords(bytes: Uint8Array, from: number, offset: number, last: boolean): number {
    let at = from
    for (;;) {
      const there = bytes.length - at
      if (there < RECORD_HEADER) return last ? endInside(this.#sink, 'record', bytes, at, offset, RECORD_HEADER) : at
      const type = u16le(bytes, at)
      const record = at + RECORD_HEADER
      if (type === END) {
        this.#isAfterEnd = true
        this.#stop('filler', offset + record, 'the capture has ended')
        return record
      }
      const frameHeader = this.#isAtmFrame(type) ? ATM_HEADER_LENGTH : FRAME_HEADERS.get(type)
      if (frameHeader === undefined && !OTHER_RECORDS.includes(type)) {
        this.#stop('filler', offset + at, `a record of the unknown type ${type} stands`)
        return at
      }
      const length = u16le(bytes, at + 2) + (frameHeader === ATM_HEADER_LENGTH && this.#leavesOut() ? LEFT_OUT : 0)
      if (there < RECORD_HEADER + length)
        return last ? endInside(this.#sink, 'record', bytes, at, offset, RECORD_HEADER + length) : at
      if (frameHeader !== undefined) this.#frame(bytes, record, length, frameHeader, offset)
      else if (type === ATM_FRAME && this.#mayHaveAtm && !LINKS.has(this.#network))
        this.#sink.unreadable(networkUnknown(this.#network), offset + record)
      else if (type === DESCRIPTION) this.#wan = wanOfDescription(this.#major, bytes, record, length) ?? this.#wan
      at = record + length
    }
  }

  /** In earlier versions the same type is a description, unless the network is ATM all the same. */
  get #mayHaveAtm(): boolean {
    return this.#major >= FIRST_VERSION_WITH_ATM || this.#network === ATM
  }

  #isAtmFrame(type: number): boolean {
    return type === ATM_FRAME && this.#network === ATM && this.#major >= FIRST_VERSION_WITH_ATM
  }

  #leavesOut(): boolean {
    return this.#major < 5 && this.#minor >= 95
  }

  #frame(bytes: Uint8Array, record: number, length: number, headerLength: number, offset: number): void {
    const size = u16le(bytes, record + 6)
    if (headerLength + size > length) {
      const text = `The frame at offset ${offset + record} claims more bytes than its record has.`
      return this.#sink.unreadable({ code: 'frame-length-impossible', text }, offset + record)
    }
    const end = record + headerLength + size
    const found = this.#link(bytes, record, end - size, end, headerLength)
    if (!found) return this.#sink.unreadable(this.#unread(bytes, record, headerLength), offset + record)
    const start = Math.min(end, end - size + found.skip)
    const wireLength = Math.max(u16le(bytes, record + 10) - found.skip, end - start)
    const time = this.#time
    if (this.#clock) time.set(bytes, record, this.#clock)
    this.#sink.packet(bytes, start, end, wireLength, found.linkType, time.seconds, time.nanoseconds, offset + start)
  }

  /** Undefined: a frame that is not read. */
  #link(bytes: Uint8Array, record: number, start: number, end: number, headerLength: number): SnifferLink | undefined {
    const network = this.#network
    if (headerLength === ATM_HEADER_LENGTH) return atmLink(bytes, record, start, end)
    if (!isWan(network)) return LINKS.get(network)
    return wanLink(this.#wan, network === ASYNCHRONOUS, bytes[record + 8] ?? 0, bytes, start, end)
  }

  #unread(bytes: Uint8Array, record: number, headerLength: number): Warning {
    const network = this.#network
    if (headerLength === ATM_HEADER_LENGTH) return atmUnknown(atmTraffic(bytes, record))
    return isWan(network) ? wanUnknown(network, this.#wan) : networkUnknown(network)
  }

  #stop(state: State, at: number, reason: string): void {
    this.#state = state
    this.#stoppedAt = at
    this.#reason = reason
  }

  #takeFiller(bytes: Uint8Array, from: number): number {
    const first = bytes[from] ?? -1
    if (this.#filler === undefined && isFiller(first)) this.#filler = first
    const at = fillerEnd(bytes, from, this.#filler ?? -1)
    if (at < bytes.length) this.#state = 'over'
    return at
  }

  #tellRest(endOffset: number): void {
    const at = this.#stoppedAt
    const text = `At offset ${at} ${this.#reason}; the ${endOffset - at} bytes from there on were not read.`
    if (this.#isAfterEnd) this.#sink.warn({ code: 'bytes-after-end', text }, at)
    else this.#sink.unreadable({ code: 'sniffer-unreadable', text }, at)
  }
}

const NO_TIMES: Warning = {
  code: 'sniffer-times-unknown',
  text: 'The date or the unit of time in the file header is impossible: the packets have no times.',
}

function isWan(network: number): boolean {
  return network === SYNCHRONOUS || network === ASYNCHRONOUS
}

function atmUnknown(traffic: number): Warning {
  const text = `Frames of ATM with adaptation layer ${traffic & 0x0f} and traffic ${traffic >>> 4} cannot be read.`
  return { code: `sniffer-atm-unknown-${traffic}`, text }
}

function wanUnknown(network: number, kind: WanKind): Warning {
  const text = `Frames of the Sniffer's network ${network} (${WAN_NAMES[kind]}) cannot be read.`
  return { code: `sniffer-network-unknown-${network}-${kind}`, text }
}

function networkUnknown(network: number): Warning {
  return {
    code: `sniffer-network-unknown-${network}`,
    text: `Frames of the Sniffer's network ${network} cannot be read.`,
  }
}
