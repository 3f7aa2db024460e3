import { keyLog } from '../format/key-log.ts'
import { otherFormatOf } from '../format/registry.ts'
import type { PacketReader, PacketSink, SourceReading, Warning } from '../format/reader.ts'
import { FlowTable } from '../net/flow-table.ts'
import type { Direction } from '../net/flow-table.ts'
import { decodeIp } from '../net/ip.ts'
import { decodeIcmpError, ICMP_PROTOCOL, ICMPV6_PROTOCOL } from '../net/icmp.ts'
import { FragmentStore } from '../net/ip-fragments.ts'
import type { LayerDecoder } from '../net/layer.ts'
import { NO_IP } from '../net/layer.ts'
import { linkDecoder } from '../net/link.ts'
import { Segment } from '../net/segment.ts'
import { TCP_PROTOCOL, decodeTcp } from '../net/tcp.ts'
import { SentPackets } from '../net/sent-packets.ts'
import { StreamMemory } from '../net/stream-memory.ts'
import { UDP_PROTOCOL, decodeUdp } from '../net/udp.ts'
import { TlsConnection } from '../tls/connection.ts'
import type { DecryptionKeys } from '../tls/leg-writer.ts'
import { timeNs } from '../tls/time-ns.ts'
import type { CaptureContext } from './capture-context.ts'
import { CaptureFlow } from './capture-flow.ts'
import { ClosingFlows } from './closing-flows.ts'
import { DatagramFlows } from './datagram-flows.ts'
import { secretsInto } from './key-logs.ts'
import { isLongClosed, isLongComplete } from './long-closed.ts'
import { PacketLines } from './packet-lines.ts'
import type { IngestSink } from './sink.ts'
import { Unspoken } from './unspoken.ts'

/** Connections that are followed at once. The one that was idle longest makes room. */
const MAX_FLOWS = 65_536
/** Bytes that wait for missing segments, over all connections. */
const MAX_BUFFERED_BYTES = 67_108_864
/** Messages in legs that are not finished: beyond it what there is of them is handed over, and read back when more comes. */
const MAX_HELD_BYTES = 33_554_432
/** Connections that ended and are remembered, so that a late packet is not taken for a new one. */
const MAX_REMEMBERED = 16_384

/** Comments and names of one capture that are kept: more than anybody writes by hand. */
const MAX_NOTES = 1_000
const MAX_NOTE_LENGTH = 4_096

export interface CaptureKeys extends DecryptionKeys {
  /** Whether secrets inside the capture count; they go to the ring. */
  readonly embedded: boolean
}

export interface CaptureOptions {
  readonly keys?: CaptureKeys | undefined
  /** In place of the reader of TLS. */
  readonly openTls?: CaptureContext['openTls'] | undefined
}

/** Reads a capture: packets to TCP connections to TLS to legs. Nothing but the sink and the reader's bytes are touched. */
export function readCapture(reader: PacketReader, sink: IngestSink, options: CaptureOptions = {}): SourceReading {
  return new CaptureReading(reader, sink, options)
}

class CaptureReading implements SourceReading, PacketSink {
  readonly #sink: IngestSink
  readonly #reading: SourceReading
  readonly #keys: CaptureKeys | undefined
  readonly #context: CaptureContext
  readonly #unspoken: Unspoken
  readonly #segment = new Segment()
  readonly #fragments = new FragmentStore()
  readonly #flows = new FlowTable<CaptureFlow>(MAX_FLOWS)
  readonly #complete = new ClosingFlows(isLongComplete)
  readonly #closing = new ClosingFlows(isLongClosed)
  readonly #datagrams: DatagramFlows
  #streams = 0
  #notes = 0
  #packets = 0
  /** What the source calls the next packet; 0: its place. */
  #frame = 0
  #line: number | undefined
  readonly #lines: PacketLines | undefined
  #notUnderstood = 0
  readonly #reader: PacketReader
  readonly #given: IngestSink
  #linkType = -1
  #decodeLink: LayerDecoder | undefined
  #linkTypeUnknown = linkTypeUnknown(-1)
  #firstSeconds = -1
  #firstNanoseconds = 0
  #lastSeconds = -1
  #lastNanoseconds = 0

  constructor(reader: PacketReader, given: IngestSink, { keys, openTls }: CaptureOptions) {
    this.#reader = reader
    this.#given = given
    this.#lines = reader.text === true ? new PacketLines(given) : undefined
    const sink = this.#lines ?? given
    this.#sink = sink
    this.#keys = keys
    this.#unspoken = new Unspoken(sink)
    this.#datagrams = new DatagramFlows(sink)
    this.#reading = reader.open(this)
    this.#context = {
      sink,
      unspoken: this.#unspoken,
      openTls: openTls ?? ((leg, onChange) => new TlsConnection(leg, onChange, keys)),
      memory: new StreamMemory(MAX_BUFFERED_BYTES),
      held: { bytes: 0, handedOver: 0 },
      sent: new SentPackets(),
      recordedTwice: () => {
        sink.warn(RECORDED_TWICE, 0)
      },
    }
  }

  take(bytes: Uint8Array, offset: number, last: boolean): number {
    const taken = this.#reading.take(bytes, offset, last)
    if (last) this.#finish()
    this.#sink.counts(this.#packets, this.#notUnderstood)
    this.#sink.times(
      timeNs(this.#firstSeconds, this.#firstNanoseconds),
      timeNs(this.#lastSeconds, this.#lastNanoseconds),
    )
    return taken
  }

  other(text: string): void {
    const other = otherFormatOf(text, this.#reader)
    if (other !== undefined) this.#given.alsoHolds?.(other.id)
  }

  packet(
    bytes: Uint8Array,
    start: number,
    end: number,
    wireLength: number,
    linkType: number,
    seconds: number,
    nanoseconds: number,
    offset: number,
  ): void {
    this.#packets++
    const frame = this.#frame || this.#packets
    this.#frame = 0
    if (this.#line !== undefined) {
      this.#lines?.note(frame, this.#line)
      this.#given.standsOn?.(this.#line)
    }
    if (seconds >= 0) this.#notice(seconds, nanoseconds)
    if (end - start < wireLength) this.#sink.warn(PACKETS_SNAPPED, offset)
    if (linkType !== this.#linkType) {
      this.#linkType = linkType
      this.#decodeLink = linkDecoder(linkType)
      this.#linkTypeUnknown = linkTypeUnknown(linkType)
    }
    const decode = this.#decodeLink
    if (!decode) {
      this.#notUnderstood++
      this.#sink.warn(this.#linkTypeUnknown, offset)
      return
    }
    const ip = decode(bytes, start, end)
    if (ip < 0) {
      if (ip !== NO_IP) this.#notUnderstood++
      return
    }
    const segment = this.#segment
    segment.frame = frame
    segment.seconds = seconds
    segment.nanoseconds = nanoseconds
    segment.bytes = bytes
    segment.base = offset - start
    segment.start = ip
    segment.end = end
    segment.wireEnd = start + wireLength
    const answer = decodeIp(segment, this.#fragments)
    if (answer === 'payload') {
      if (segment.protocol !== TCP_PROTOCOL) return this.#takeOther(segment)
      if (decodeTcp(segment)) return this.#take(segment, offset)
    }
    if (answer !== 'fragment') this.#notUnderstood++
  }

  frame(number: number, line?: number): void {
    this.#frame = number
    this.#line = line
  }

  unreadable(warning: Warning, offset: number): void {
    this.#packets++
    this.#frame = 0
    this.#notUnderstood++
    this.#sink.warn(warning, offset)
  }

  keyLog(bytes: Uint8Array, start: number, end: number, offset: number): void {
    if (this.#keys?.embedded !== true) return
    keyLog.open(secretsInto(this.#keys.ring)).take(bytes.subarray(start, end), offset, true)
  }

  note(about: string, text: string, offset: number): void {
    if (this.#notes++ >= MAX_NOTES) return this.#sink.warn(NOTES_LEFT_OUT, offset)
    const what = about === 'packet' ? `packet ${this.#packets + 1}` : about
    this.#sink.sourceNote(what, text.slice(0, MAX_NOTE_LENGTH), offset)
  }

  warn(warning: Warning, offset: number): void {
    this.#sink.warn(warning, offset)
  }

  #take(segment: Segment, offset: number): void {
    const flows = this.#flows
    const slot = flows.find(segment)
    const direction = flows.direction
    let flow = slot < 0 ? undefined : flows.at(slot)
    if (!flow) {
      if (flows.isFull) this.#removeOldest(offset)
      while (flows.size > MAX_REMEMBERED && flows.oldest?.isFinished) flows.removeOldest()
      flow = new CaptureFlow(this.#streams++, segment, direction, this.#context)
      flows.add(flow)
    } else if (flow.isReusedBy(segment, direction)) {
      flow = this.#replace(slot, flow, this.#streams++, segment, direction)
    } else if (flow.isRetriedBy(segment)) {
      flow = this.#replace(slot, flow, flow.isLeg ? this.#streams++ : flow.stream, segment, direction)
    } else if (flow.isFinished) return
    flow.segment(segment, direction)
    if (flow.isClosed) (flow.isComplete ? this.#complete : this.#closing).add(flow)
    this.#complete.finishOld(segment)
    this.#closing.finishOld(segment)
    if (this.#context.held.bytes > MAX_HELD_BYTES) this.#handOver()
  }

  /** What is not TCP may be TLS over UDP, or speak of TCP. */
  #takeOther(segment: Segment): void {
    if (segment.protocol === UDP_PROTOCOL) {
      if (decodeUdp(segment)) this.#datagrams.take(segment)
      return
    }
    if (segment.protocol !== ICMP_PROTOCOL && segment.protocol !== ICMPV6_PROTOCOL) return
    const text = decodeIcmpError(segment)
    const slot = text === undefined ? -1 : this.#flows.find(segment)
    if (text !== undefined && slot >= 0) this.#flows.at(slot)?.icmp(segment, text)
  }

  #replace(slot: number, old: CaptureFlow, stream: number, segment: Segment, direction: Direction): CaptureFlow {
    old.finish()
    const flow = new CaptureFlow(stream, segment, direction, this.#context)
    this.#flows.set(slot, flow)
    return flow
  }

  #handOver(): void {
    const { held } = this.#context
    this.#sink.handOver()
    held.bytes = 0
    held.handedOver++
  }

  #removeOldest(offset: number): void {
    const flow = this.#flows.removeOldest()
    if (!flow) return
    if (flow.isLeg && !flow.isFinished && !flow.isClosed) this.#sink.warn(FINISHED_EARLY, offset)
    flow.finish()
  }

  #notice(seconds: number, nanoseconds: number): void {
    if (seconds > this.#lastSeconds || (seconds === this.#lastSeconds && nanoseconds > this.#lastNanoseconds)) {
      this.#lastSeconds = seconds
      this.#lastNanoseconds = nanoseconds
    }
    const first = this.#firstSeconds
    if (first < 0 || seconds < first || (seconds === first && nanoseconds < this.#firstNanoseconds)) {
      this.#firstSeconds = seconds
      this.#firstNanoseconds = nanoseconds
    }
  }

  #finish(): void {
    const open = [...this.#flows.all()].filter((flow) => !flow.isFinished)
    open.sort((one, other) => one.stream - other.stream)
    for (const flow of open) flow.finish()
    this.#datagrams.finish()
    this.#unspoken.end()
    const incomplete = this.#fragments.missing
    if (incomplete > 0) this.#sink.warn(fragmentsMissing(incomplete), 0)
  }
}

const PACKETS_SNAPPED: Warning = {
  code: 'packets-snapped',
  text: 'The packet was recorded shorter than it was; bytes of handshakes may be missing.',
}

const RECORDED_TWICE: Warning = {
  code: 'packets-recorded-twice',
  text: 'The packet was recorded twice, on its way in and out (loopback, or both sides of a router): that is no retransmission.',
}

const NOTES_LEFT_OUT: Warning = {
  code: 'notes-left-out',
  text: 'The capture holds more comments and names than are kept.',
}

const FINISHED_EARLY: Warning = {
  code: 'connections-finished-early',
  text: 'More connections at once than are followed: the one that was idle longest ends early here.',
}

function fragmentsMissing(datagrams: number): Warning {
  return { code: 'fragments-missing', text: `IP datagrams that never became whole and were left out: ${datagrams}.` }
}

function linkTypeUnknown(linkType: number): Warning {
  return { code: `link-type-unknown-${linkType}`, text: `Packets of link type ${linkType} cannot be read.` }
}
