import { u32be, u32le } from './byte-order.ts'
import { captureTruncated } from './capture-end.ts'
import { MAX_CAPTURED_LENGTH } from './captured-length.ts'
import { TimeStamp, timeUnit } from './pcapng-time.ts'
import type { TimeUnit } from './pcapng-time.ts'
import { readNames } from './pcapng-names.ts'
import type { PacketReader, PacketSink, Recorder, SourceReading, Warning } from './reader.ts'
import { decodeText } from './text/latin.ts'

/** Block types of draft-ietf-opsawg-pcapng §4. Statistics and unknown blocks are passed over: nothing of use is in them. */
const SECTION_HEADER = 0x0a0d0d0a
const INTERFACE_DESCRIPTION = 1
const OBSOLETE_PACKET = 2
const SIMPLE_PACKET = 3
const NAME_RESOLUTION = 4
const ENHANCED_PACKET = 6
const DECRYPTION_SECRETS = 10

/** "TLSK": a key log. Other protocols have types of their own. */
const TLS_KEY_LOG = 0x544c534b
/** Secrets of some ten thousand connections; a longer block is passed over. */
const MAX_SECRETS_BLOCK = 16_777_216

const BYTE_ORDER_MAGIC = 0x1a2b3c4d
/** Block type, total length, byte-order magic: what must be seen before a section's byte order is known. */
const SECTION_HEADER_START = 12
/** Type, length, and the length again behind the body. */
const BLOCK_FRAME = 12
/** Blocks that are read as a whole: options after a packet or in an interface description are small. */
const MAX_READ_BLOCK = MAX_CAPTURED_LENGTH + 65_536
/** A longer section header or table of names is passed over. */
const MAX_NOTES_BLOCK = 65_536
const NOTES_TOO_LONG: Warning = {
  code: 'notes-left-out',
  text: 'Comments or names of the capture are longer than 64 KiB together, and are not kept.',
}
/** Byte-order magic, version, length of the section. */
const SECTION_FIELDS = 16
/** A section may name many interfaces; beyond this many the file is hostile, not rich. */
const MAX_INTERFACES = 65_536

const OPTION_COMMENT = 1
const OPTION_TIME_RESOLUTION = 9
const OPTION_TIME_OFFSET = 14

const OPTION_INTERFACE_NAME = 2
/** Ticks a second of a clock that counts in microseconds, or in multiples of them. */
const MICROSECOND_TICKS = 1_000_000

interface Interface extends Recorder {
  readonly linkType: number
  readonly time: TimeUnit
}

export const pcapng: PacketReader = {
  id: 'pcapng',
  title: 'Packet capture (pcapng)',
  kind: 'packets',
  zone: 'utc',
  sample: Uint8Array.of(
    0x0a,
    0x0d,
    0x0d,
    0x0a,
    0,
    0,
    0,
    28,
    0x1a,
    0x2b,
    0x3c,
    0x4d,
    0,
    1,
    0,
    0,
    0xff,
    0xff,
    0xff,
    0xff,
    0xff,
    0xff,
    0xff,
    0xff,
    0,
    0,
    0,
    28,
  ),
  detect(head) {
    return isSectionHeader(head, 0) ? 'certain' : 'no'
  },
  open: (sink) => new PcapngReading(sink),
}

function isSectionHeader(bytes: Uint8Array, at: number): boolean {
  return (
    bytes.length - at >= SECTION_HEADER_START &&
    u32be(bytes, at) === SECTION_HEADER &&
    (u32be(bytes, at + 8) === BYTE_ORDER_MAGIC || u32le(bytes, at + 8) === BYTE_ORDER_MAGIC)
  )
}

/** `body`: passing over a block; `trailer`: its second length is due; `searching`: after damage, looking for the next section. */
type State = 'block' | 'body' | 'trailer' | 'searching'

class PcapngReading implements SourceReading {
  readonly #sink: PacketSink
  readonly #time = new TimeStamp()
  #state: State = 'block'
  #bigEndian = true
  #interfaces: Interface[] = []
  #left = 0
  #blockLength = 0
  #blockAt = 0
  #damage = ''
  /** Recorded the packet that was told last. */
  #recorder: Interface | undefined

  constructor(sink: PacketSink) {
    this.#sink = sink
  }

  take(bytes: Uint8Array, offset: number, last: boolean): number {
    let at = 0
    for (;;) {
      const before = at
      const state = this.#state
      if (state === 'block') at = this.#takeBlock(bytes, at, offset)
      else if (state === 'body') at = this.#takeBody(bytes, at)
      else if (state === 'trailer') at = this.#takeTrailer(bytes, at)
      else at = this.#search(bytes, at, offset)
      if (at === before && state === this.#state) break
    }
    if (!last) return at
    this.#end(bytes, at, offset)
    return bytes.length
  }

  #u32(bytes: Uint8Array, at: number): number {
    return this.#bigEndian ? u32be(bytes, at) : u32le(bytes, at)
  }

  #u16(bytes: Uint8Array, at: number): number {
    const first = bytes[at] ?? 0
    const second = bytes[at + 1] ?? 0
    return this.#bigEndian ? (first << 8) | second : (second << 8) | first
  }

  /** Takes one block, or nothing when more bytes are needed. */
  #takeBlock(bytes: Uint8Array, at: number, offset: number): number {
    const there = bytes.length - at
    if (there < SECTION_HEADER_START) return at
    let type = this.#u32(bytes, at)
    if (u32be(bytes, at) === SECTION_HEADER) {
      if (!isSectionHeader(bytes, at)) return this.#lose(at, offset, 'a section header without its byte-order magic')
      type = SECTION_HEADER
      this.#bigEndian = u32be(bytes, at + 8) === BYTE_ORDER_MAGIC
    }
    const length = this.#u32(bytes, at + 4)
    this.#blockAt = offset + at
    this.#blockLength = length
    if (length % 4 !== 0 || length < BLOCK_FRAME) return this.#lose(at, offset, `a block length of ${length}`)

    const isPacket = type === ENHANCED_PACKET || type === SIMPLE_PACKET || type === OBSOLETE_PACKET
    const isSecrets = type === DECRYPTION_SECRETS && length <= MAX_SECRETS_BLOCK
    const hasNotes = (type === SECTION_HEADER || type === NAME_RESOLUTION) && length <= MAX_NOTES_BLOCK
    if (type === SECTION_HEADER && (!hasNotes || there >= length)) this.#interfaces = []
    if (!isPacket && !isSecrets && !hasNotes && type !== INTERFACE_DESCRIPTION) {
      if (type === SECTION_HEADER || type === NAME_RESOLUTION) this.#sink.warn(NOTES_TOO_LONG, offset + at)
      this.#state = 'body'
      this.#left = length - BLOCK_FRAME
      return at + 8
    }
    if (length > MAX_READ_BLOCK && !isSecrets) return this.#lose(at, offset, `a packet block of ${length} bytes`)
    if (there < length) return at
    const bodyEnd = at + length - 4
    if (this.#u32(bytes, bodyEnd) !== length) {
      return this.#lose(at, offset, `a block whose two lengths differ (${length} and ${this.#u32(bytes, bodyEnd)})`)
    }
    if (type === ENHANCED_PACKET) this.#enhancedPacket(bytes, at + 8, bodyEnd, offset)
    else if (type === INTERFACE_DESCRIPTION) this.#interfaceDescription(bytes, at + 8, bodyEnd, offset)
    else if (isSecrets) this.#decryptionSecrets(bytes, at + 8, bodyEnd, offset)
    else if (type === SECTION_HEADER) this.#comments(bytes, at + 8 + SECTION_FIELDS, bodyEnd, offset, 'section')
    else if (type === NAME_RESOLUTION) readNames(bytes, at + 8, bodyEnd, this.#bigEndian, offset, this.#sink)
    else if (type === SIMPLE_PACKET) this.#simplePacket(bytes, at + 8, bodyEnd, offset)
    else this.#obsoletePacket(bytes, at + 8, bodyEnd, offset)
    return at + length
  }

  #interfaceDescription(bytes: Uint8Array, at: number, end: number, offset: number): void {
    if (this.#interfaces.length >= MAX_INTERFACES) return
    if (end - at < 8) {
      const text = `At offset ${offset + at} stands an interface description that is too short; it was passed over.`
      return this.#sink.warn({ code: 'block-damaged', text }, offset + at)
    }
    let resolution = 6
    let offsetSeconds = 0
    let name: string | undefined
    let option = at + 8
    while (end - option >= 4) {
      const code = this.#u16(bytes, option)
      const length = this.#u16(bytes, option + 2)
      const value = option + 4
      if (code === 0 || length > end - value) break
      if (code === OPTION_TIME_RESOLUTION && length >= 1) resolution = bytes[value] ?? resolution
      if (code === OPTION_INTERFACE_NAME) name = decodeText(bytes, value, value + length)
      if (code === OPTION_TIME_OFFSET && length === 8) offsetSeconds = this.#signed64(bytes, value)
      option = value + length + (-length & 3)
    }
    this.#comments(bytes, at + 8, end, offset, `interface ${this.#interfaces.length}`)
    const time = timeUnit(resolution, offsetSeconds)
    this.#interfaces.push({
      number: this.#interfaces.length,
      linkType: this.#u16(bytes, at),
      snapLength: this.#u32(bytes, at + 4),
      name,
      time,
      digits: time.quickTicks > 0 && time.quickTicks <= MICROSECOND_TICKS ? 6 : 9,
    })
  }

  /** What somebody wrote (opt_comment), among the options from `at` on. */
  #comments(bytes: Uint8Array, at: number, end: number, offset: number, about: string): void {
    let option = at
    while (end - option >= 4) {
      const code = this.#u16(bytes, option)
      const length = this.#u16(bytes, option + 2)
      const value = option + 4
      if (code === 0 || length > end - value) return
      if (code === OPTION_COMMENT && length > 0)
        this.#sink.note(about, decodeText(bytes, value, value + length), offset + value)
      option = value + length + (-length & 3)
    }
  }

  #decryptionSecrets(bytes: Uint8Array, at: number, end: number, offset: number): void {
    const start = at + 8
    if (start > end || this.#u32(bytes, at) !== TLS_KEY_LOG) return
    const length = Math.min(this.#u32(bytes, at + 4), end - start)
    this.#sink.keyLog(bytes, start, start + length, offset + start)
  }

  /** Exact up to 2^53, which is far beyond any time. */
  #signed64(bytes: Uint8Array, at: number): number {
    const high = this.#u32(bytes, this.#bigEndian ? at : at + 4)
    const low = this.#u32(bytes, this.#bigEndian ? at + 4 : at)
    return (high | 0) * 4_294_967_296 + low
  }

  #enhancedPacket(bytes: Uint8Array, at: number, end: number, offset: number): void {
    if (end - at < 20) return this.#unreadable(offset + at, 'a packet block that is too short')
    this.#timedPacket(bytes, at, end, offset, this.#u32(bytes, at))
  }

  /** As the enhanced one, but for a 16-bit interface number and a count of drops in the first word. */
  #obsoletePacket(bytes: Uint8Array, at: number, end: number, offset: number): void {
    if (end - at < 20) return this.#unreadable(offset + at, 'a packet block that is too short')
    this.#timedPacket(bytes, at, end, offset, this.#u16(bytes, at))
  }

  #timedPacket(bytes: Uint8Array, at: number, end: number, offset: number, interfaceNumber: number): void {
    const source = this.#interfaces[interfaceNumber]
    if (!source)
      return this.#unreadable(offset + at, `a packet of interface ${interfaceNumber}, which the file does not describe`)
    const captured = this.#u32(bytes, at + 12)
    const wire = this.#u32(bytes, at + 16)
    const start = at + 20
    if (captured > end - start)
      return this.#unreadable(offset + at, `a packet of ${captured} bytes in a block of ${this.#blockLength}`)
    if (source !== this.#recorder) this.#recordedBy(source)
    const options = start + captured + (-captured & 3)
    if (end - options > 4) this.#comments(bytes, options, end, offset, 'packet')
    const time = this.#time
    time.set(this.#u32(bytes, at + 4), this.#u32(bytes, at + 8), source.time)
    this.#sink.packet(
      bytes,
      start,
      start + captured,
      wire < captured ? captured : wire,
      source.linkType,
      time.seconds,
      time.nanoseconds,
      offset + start,
    )
  }

  /** Interface 0, no time; the captured length is what the interface's snapshot length left of it. */
  #simplePacket(bytes: Uint8Array, at: number, end: number, offset: number): void {
    const source = this.#interfaces[0]
    if (!source || end - at < 4)
      return this.#unreadable(offset + at, 'a simple packet block without an interface or a length')
    const wire = this.#u32(bytes, at)
    const start = at + 4
    const limit = source.snapLength === 0 ? wire : Math.min(wire, source.snapLength)
    const captured = Math.min(limit, end - start)
    if (source !== this.#recorder) this.#recordedBy(source)
    this.#sink.packet(bytes, start, start + captured, wire, source.linkType, -1, 0, offset + start)
  }

  #recordedBy(source: Interface): void {
    this.#recorder = source
    this.#sink.recorder?.(source)
  }

  #takeBody(bytes: Uint8Array, at: number): number {
    const taken = Math.min(this.#left, bytes.length - at)
    this.#left -= taken
    if (this.#left === 0) this.#state = 'trailer'
    return at + taken
  }

  #takeTrailer(bytes: Uint8Array, at: number): number {
    if (bytes.length - at < 4) return at
    const again = this.#u32(bytes, at)
    this.#state = 'block'
    if (again !== this.#blockLength) {
      this.#state = 'searching'
      this.#damage = `a block whose two lengths differ (${this.#blockLength} and ${again})`
    }
    return at + 4
  }

  #lose(at: number, offset: number, damage: string): number {
    this.#state = 'searching'
    this.#blockAt = offset + at
    this.#damage = damage
    // One byte on, so that a section header which is itself the damage is not found again.
    return at + 1
  }

  /** Only a section header stands on its own: it brings byte order and interfaces with it. */
  #search(bytes: Uint8Array, from: number, offset: number): number {
    for (let at = from; bytes.length - at >= SECTION_HEADER_START; at++) {
      if (bytes[at] !== 0x0a || !isSectionHeader(bytes, at)) continue
      this.#tellLost(offset + at)
      this.#state = 'block'
      return at
    }
    return Math.max(from, bytes.length - SECTION_HEADER_START + 1)
  }

  #tellLost(until: number): void {
    this.#unreadable(this.#blockAt, this.#damage, `; the ${until - this.#blockAt} bytes from there on were not read`)
  }

  #unreadable(offset: number, what: string, consequence = ''): void {
    this.#sink.unreadable({ code: 'block-damaged', text: `At offset ${offset} stands ${what}${consequence}.` }, offset)
  }

  #end(bytes: Uint8Array, at: number, offset: number): void {
    const there = bytes.length - at
    if (this.#state === 'searching') return this.#tellLost(offset + bytes.length)
    if (this.#state === 'block') {
      if (there === 0) return
      const needed = there < SECTION_HEADER_START ? SECTION_HEADER_START : this.#blockLength
      return this.#tellTruncated(offset + at, needed - there, there < SECTION_HEADER_START)
    }
    this.#tellTruncated(this.#blockAt, this.#left + 4 - there, false)
  }

  #tellTruncated(at: number, missing: number, atLeast: boolean): void {
    this.#sink.warn(captureTruncated('block', at, atLeast ? `at least ${missing}` : missing), at)
  }
}
