/** A capture as a dialogue of two ends, and what its reader makes of it, with the reader of TLS stood in for. */
import { pcap } from '../../main/format/pcap.ts'
import type { Warning } from '../../main/format/reader.ts'
import { readCapture } from '../../main/ingest/capture.ts'
import type { TlsReader } from '../../main/ingest/capture-context.ts'
import type { Leg } from '../../main/tls/leg.ts'
import type { TlsMessage } from '../../main/tls/message.ts'
import type { SegmentFields, TimedPacket } from './capture-writer.ts'
import { ipv4Tcp, pcapFile } from './capture-writer.ts'
import { IGNORING_SINK } from './ignoring-sink.ts'

const FIN = 0x11
export const SYN = 0x02
const SYN_ACK = 0x12
export const RST = 0x14

export const record = (type: number, ...content: readonly number[]) =>
  Uint8Array.of(type, 3, 3, content.length >>> 8, content.length & 255, ...content)
const handshake = (type: number, length: number) =>
  record(22, type, 0, length >>> 8, length & 255, 3, 3, ...new Uint8Array(length - 2))
export const clientHello = handshake(1, 50)
export const serverHello = handshake(2, 50)
export const applicationData = record(23, ...new Uint8Array(40))
export const ascii = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0))

/** Stands in for the TLS reader: notes what it is given; each push is a message of `messageBytes`. */
class NotedTls implements TlsReader {
  readonly notes: string[] = []
  readonly #leg: Leg
  readonly #onChange: () => void
  readonly #messageBytes: Uint8Array
  constructor(leg: Leg, onChange: () => void, messageBytes: Uint8Array) {
    this.#leg = leg
    this.#onChange = onChange
    this.#messageBytes = messageBytes
  }

  push(
    side: string,
    _bytes: Uint8Array,
    start: number,
    end: number,
    frame: number,
    _seconds: number,
    _nanoseconds: number,
    offset: number,
  ): void {
    this.notes.push(`${side} ${end - start} bytes at ${offset} #${frame}`)
    const message: Partial<TlsMessage> = { frame, bytes: this.#messageBytes }
    this.#leg.messages.push(message as TlsMessage)
    this.#onChange()
  }

  gap(side: string, missing: number, frame: number): void {
    this.notes.push(`${side} gap ${missing} #${frame}`)
  }

  end(): void {
    this.notes.push('end')
  }
}

export interface DialogueOutcome {
  readonly legs: Leg[]
  /** Those without TLS. */
  readonly unspoken: Leg[]
  readonly notes: string[][]
  readonly warnings: Warning[]
  packets: number
  notUnderstood: number
  times: readonly (bigint | undefined)[]
  /** Packets that were read when each leg was finished. */
  readonly finishedAt: number[]
  /** Connections with TLS that were open when messages were handed over. */
  readonly handedOverAt: number[]
}

export function readDialogue(
  packets: readonly TimedPacket[],
  { linkType = 101, messageBytes = new Uint8Array(1) } = {},
): DialogueOutcome {
  const outcome: DialogueOutcome = {
    legs: [],
    unspoken: [],
    notes: [],
    warnings: [],
    packets: 0,
    notUnderstood: 0,
    times: [],
    finishedAt: [],
    handedOverAt: [],
  }
  let open = 0
  const reading = readCapture(
    pcap,
    {
      ...IGNORING_SINK,
      handOver: () => outcome.handedOverAt.push(open),
      legFinished(leg) {
        if (leg.messages.length === 0) return void outcome.unspoken.push(leg)
        outcome.legs.push(leg)
        outcome.finishedAt.push(open)
      },
      counts(records, notUnderstood) {
        outcome.packets = records
        outcome.notUnderstood = notUnderstood
      },
      times: (first, last) => (outcome.times = [first, last]),
      warn: (warning) => outcome.warnings.push(warning),
    },
    {
      openTls(leg, onChange) {
        const tls = new NotedTls(leg, onChange, messageBytes)
        outcome.notes.push(tls.notes)
        return tls
      },
    },
  )
  const head = pcapFile([], { linkType })
  let offset = reading.take(head, 0, false)
  for (const packet of packets) {
    open++
    offset += reading.take(pcapFile([packet], { linkType }).subarray(24), offset, false)
  }
  reading.take(new Uint8Array(0), offset, true)
  return outcome
}

const client = { from: '192.0.2.1', to: '192.0.2.2', sourcePort: 40_000, destinationPort: 443 }
const server = { from: '192.0.2.2', to: '192.0.2.1', sourcePort: 443, destinationPort: 40_000 }

/** Packets of one connection; numbers follow by themselves, one second a packet. */
export class Dialogue {
  readonly packets: TimedPacket[] = []
  readonly #ends: readonly [SegmentFields, SegmentFields]
  readonly #next: [number, number] = [1_000, 5_000]
  #seconds: number

  constructor({ port = 40_000, seconds = 100, peerPort = 443 } = {}) {
    this.#ends = [
      { ...client, sourcePort: port, destinationPort: peerPort },
      { ...server, sourcePort: peerPort, destinationPort: port },
    ]
    this.#seconds = seconds
  }

  open(): this {
    return this.segment(0, { flags: SYN }).segment(1, { flags: SYN_ACK }).segment(0, {})
  }

  close(): this {
    return this.segment(0, { flags: FIN }).segment(1, { flags: FIN }).segment(0, {})
  }

  say(side: 0 | 1, ...payloads: readonly Uint8Array[]): this {
    for (const payload of payloads) this.segment(side, { payload })
    return this
  }

  /** As if the recorder had missed it. */
  unheard(side: 0 | 1, payload: Uint8Array): this {
    this.segment(side, { payload })
    this.packets.pop()
    return this
  }

  again(index: number): this {
    const packet = this.packets[index]
    if (packet) this.packets.push({ ...packet, seconds: this.#seconds++ })
    return this
  }

  segment(side: 0 | 1, fields: SegmentFields): this {
    const other = side === 0 ? 1 : 0
    const made = { acknowledgment: this.#next[other], sequence: this.#next[side], ...this.#ends[side], ...fields }
    this.packets.push({ bytes: ipv4Tcp(made), seconds: this.#seconds++, fraction: 5 })
    const flags = fields.flags ?? 0x10
    this.#next[side] += (fields.payload?.length ?? 0) + (flags & 3 ? 1 : 0)
    return this
  }
}
