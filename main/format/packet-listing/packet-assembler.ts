import { behindCallOut } from '../component-trace/header-line.ts'
import { beforeSequence } from '../component-trace/sequence-number.ts'
import { TraceClock } from '../component-trace/trace-clock.ts'
import { calendarDay } from '../calendar-day.ts'
import type { PacketSink } from '../reader.ts'
import { DESCRIPTOR_DAMAGED, LINE_CUT, type LineSink } from '../text/line-sink.ts'
import { MAX_PACKET_BYTES, PacketBytes } from './packet-bytes.ts'
import { behindMargin, type Margin, marginAt, RecordLine } from './record-line.ts'
import { CUT_BY_TRACE, CUT_IN_LISTING, DATA_TRACE, NO_HEX } from './warnings.ts'

/** LINKTYPE_RAW: the packet begins with its IP header. */
const RAW_IP = 101
const TCP_HEADER_BYTES = 20
const DAY_SECONDS = 86_400
/** Headings and labels are looked for in this much of a line. */
const MAX_LABEL_LINE = 160

const DATE_LINE = /^[01+-]?\s*\*{4}\s+(\d{4})\/(\d\d)\/(\d\d)/
const TOD = /^[01+-]?\s*Tod\sClock\s*:\s*(\d{4})\/(\d\d)\/(\d\d)\s+(\d\d):(\d\d):(\d\d)\.(\d{6})/i
const IP_HEADER = /^[01+-]?\s*IP\s?Header\s*:\s*(\d{1,5})\b/i
const PROTOCOL_HEADER = /^[01+-]?\s*Protocol\sHeader\s*:\s*(\d{1,5})\b/i
/** `Packet Length    : 60`. */
const LABELLED = /^[^:]{0,24} : /
const DATA = /^[01+-]?\s*Data\s*:\s*(\d{1,5})\s+Data\sLength\s*:\s*(\d{1,5})/i

/** Lines to packets: a record line, what is said of the packet, its hex in parts, up to the next record line. */
export class PacketAssembler implements LineSink {
  readonly #sink: PacketSink
  readonly #recordLine = new RecordLine()
  readonly #clock = new TraceClock()
  readonly #packet = new PacketBytes()
  #open: 'packet' | 'data' | undefined
  #offset = 0
  #frame = 0
  #line = 0
  #firstLine = 0
  #seconds = -1
  #nanoseconds = 0
  #dataCut = false
  /** What stands before the lines of the open record. */
  #margin: Margin | undefined
  /** Columns 73 to 80 hold sequence numbers, as the record's first line shows, whose text never comes so far. */
  #numbered = false

  constructor(sink: PacketSink) {
    this.#sink = sink
  }

  line(bytes: Uint8Array, start: number, end: number, offset: number): void {
    this.#line++
    let to = end
    while (to > start && (bytes[to - 1] as number) <= 0x20) to--
    let from = start
    while (from < to && (bytes[from] as number) <= 0x20) from++
    const textEnd = this.#numbered ? beforeSequence(bytes, start, to, true) : to
    const at = behindMargin(this.#margin, bytes, from, textEnd)
    if (at >= textEnd || this.#packet.take(bytes, at, textEnd)) return
    if (this.#recordLine.read(bytes, from, to)) {
      if (this.#recordLine.kind !== undefined) return this.#begin(this.#recordLine.kind, bytes, start, offset)
      this.finish()
    }
    this.#words(bytes, at, textEnd)
  }

  /** A label, or something else. Where records have no number of their own, labels are what shows an editor's. */
  #words(bytes: Uint8Array, at: number, to: number): void {
    const text = latin(bytes, at, Math.min(to, at + MAX_LABEL_LINE))
    if (this.#label(text)) return
    const behind = behindCallOut(bytes, at, to)
    if (behind > at && this.#label(latin(bytes, behind, Math.min(to, behind + MAX_LABEL_LINE))))
      this.#margin ??= marginAt(bytes, at)
    else this.#other(text)
  }

  cut(offset: number): void {
    this.#sink.warn(LINE_CUT, offset)
  }

  broken(offset: number): void {
    this.#sink.warn(DESCRIPTOR_DAMAGED, offset)
  }

  finish(): void {
    const packet = this.#packet
    if (this.#open === 'data') this.#sink.unreadable(DATA_TRACE, this.#offset)
    if (this.#open === 'packet') {
      packet.end()
      const wireLength = ipLength(packet.bytes, packet.length)
      this.#sink.frame(this.#frame, this.#firstLine)
      if (wireLength < 0) this.#sink.unreadable(NO_HEX, this.#offset)
      else this.#give(wireLength)
    }
    this.#open = undefined
  }

  #give(wireLength: number): void {
    const packet = this.#packet
    const end = Math.min(packet.length, wireLength)
    if (packet.short) this.#sink.warn(CUT_IN_LISTING, this.#offset)
    else if (this.#dataCut) this.#sink.warn(CUT_BY_TRACE, this.#offset)
    this.#sink.packet(packet.bytes, 0, end, wireLength, RAW_IP, this.#seconds, this.#nanoseconds, this.#offset)
  }

  #begin(kind: 'packet' | 'data', bytes: Uint8Array, lineStart: number, offset: number): void {
    this.finish()
    const { header, margin, start } = this.#recordLine
    this.#open = kind
    this.#offset = offset
    this.#firstLine = this.#line
    this.#margin = margin
    this.#numbered = beforeSequence(bytes, lineStart, header.descriptionEnd, false) < header.descriptionEnd
    this.#packet.reset()
    this.#dataCut = false
    const number = header.callOut ? /(\d+)\s+\S*\s*$/.exec(latin(bytes, start, header.mnemonicStart)) : null
    this.#frame = number ? Number(number[1]) : 0
    const day = this.#clock.dayAt(header.timeOfDayNs)
    this.#seconds = this.#clock.dated ? day * DAY_SECONDS + Math.floor(header.timeOfDayNs / 1e9) : -1
    this.#nanoseconds = header.timeOfDayNs % 1e9
  }

  /** False: something else. */
  #label(text: string): boolean {
    const date = dayOf(DATE_LINE.exec(text))
    if (date !== undefined) {
      this.#clock.dateLine(date)
      return true
    }
    return this.#open === 'packet' && this.#labelOfPacket(text)
  }

  #labelOfPacket(text: string): boolean {
    const size = (match: RegExpExecArray, group: number): number => Math.min(Number(match[group]), MAX_PACKET_BYTES)
    const tod = TOD.exec(text)
    const day = dayOf(tod)
    if (tod && day !== undefined) {
      // when it passed the interface; the record line says when it was moved to the trace's buffer
      this.#seconds = day * DAY_SECONDS + Number(tod[4]) * 3600 + Number(tod[5]) * 60 + Number(tod[6])
      this.#nanoseconds = Number(tod[7]) * 1000
      return true
    }
    const header = IP_HEADER.exec(text) ?? PROTOCOL_HEADER.exec(text)
    if (header) {
      this.#packet.begin(size(header, 1), Infinity)
      return true
    }
    const data = DATA.exec(text)
    if (!data) return false
    // of a header in a line that was clipped, options may be missing: they can be done without
    this.#packet.begin(size(data, 1), TCP_HEADER_BYTES)
    this.#dataCut = size(data, 1) < size(data, 2)
    return true
  }

  /** Other sources may stand in the same file. */
  #other(text: string): void {
    if (!LABELLED.test(text)) this.#sink.other?.(text)
  }
}

/** The length that the IP header states, with that header; -1 when there is none. */
function ipLength(bytes: Uint8Array, length: number): number {
  const version = length < TCP_HEADER_BYTES ? 0 : (bytes[0] ?? 0) >> 4
  // 0 where the adapter cut what the stack sent (segmentation offload)
  if (version === 4) return ((bytes[2] ?? 0) << 8) | (bytes[3] ?? 0) || length
  if (version === 6 && length >= 40) return 40 + (((bytes[4] ?? 0) << 8) | (bytes[5] ?? 0))
  return -1
}

function dayOf(date: RegExpExecArray | null): number | undefined {
  return date === null ? undefined : calendarDay(Number(date[1]), Number(date[2]), Number(date[3]))
}

function latin(bytes: Uint8Array, start: number, end: number): string {
  let text = ''
  for (let i = start; i < end; i++) text += String.fromCharCode(bytes[i] as number)
  return text
}
