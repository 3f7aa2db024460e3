/**
 * Makes the bundled example case from the recorded handshakes: `node build/example/make-example.ts`.
 *
 * The capture goes into the case as it was recorded. The System SSL listing is what a z/OS server at the other end would have
 * traced of the same handshakes at LEVEL 255: the messages are the recorded ones, byte for byte, each with its 4-byte header as System
 * SSL dumps it; the layout is the documented one. README.md beside this file says which texts are System SSL's own and which were made up.
 * The trace was stopped before the TLS 1.3 client came, so that the case has a connection that only one source shows.
 */
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pcap } from '../../main/format/pcap.ts'
import { readCapture } from '../../main/ingest/capture.ts'
import type { Leg } from '../../main/tls/leg.ts'
import type { TlsMessage } from '../../main/tls/message.ts'
import { IGNORING_SINK } from '../../test/support/ignoring-sink.ts'
import { heading, listRecord, type ListedRecord } from '../../test/support/listing-writer.ts'

const RECORDED = join(import.meta.dirname, 'recorded')
const CASE = join(import.meta.dirname, 'case')
const NAME = 'tn3270-after-key-rollover'
const DAY_MICROS = 86_400_000_000n

/** Verify data by `address port` of the client. */
type FinishedOf = Readonly<Record<string, { readonly sent: string; readonly received: string } | undefined>>

function recordedLegs(): readonly Leg[] {
  const legs: Leg[] = []
  const reading = readCapture(pcap, {
    ...IGNORING_SINK, legFinished: (leg) => legs.push(leg),
  })
  reading.take(readFileSync(join(RECORDED, 'capture.pcap')), 0, true)
  return legs.sort((a, b) => a.stream - b.stream)
}

/** Function and title as System SSL prints them. */
const RECEIVED_HELLO = { functionName: 'read_v3_client_hello', title: 'CLIENT-HELLO message' }
/** By handshake type: in the manner of the published names, but not published. */
const MADE_UP: Readonly<Record<number, { functionName: string; title: string }>> = {
  2: { functionName: 'send_v3_server_messages', title: 'SERVER-HELLO message' },
  4: { functionName: 'send_v3_session_ticket', title: 'SESSION-TICKET message' },
  11: { functionName: 'send_v3_server_messages', title: 'CERTIFICATE message' },
  12: { functionName: 'send_v3_server_messages', title: 'SERVER-KEY-EXCHANGE message' },
  14: { functionName: 'send_v3_server_messages', title: 'SERVER-HELLO-DONE message' },
  16: { functionName: 'read_v3_client_messages', title: 'CLIENT-KEY-EXCHANGE message' },
}

class HostTrace {
  text = ''
  #micros = 0
  readonly thread: string
  constructor(thread: string) { this.thread = thread }

  /** Moves the clock to the message's arrival; entries after it follow 7 to 40 microseconds apart. */
  at(timeNs: bigint | undefined): void {
    if (timeNs !== undefined) this.#micros = Math.max(this.#micros, Number((timeNs / 1_000n) % DAY_MICROS))
  }

  entry(level: 1 | 2 | 4 | 8 | 32, functionName: string, detail: readonly string[] = [], dump?: Uint8Array): void {
    this.#micros += 7 + ((functionName.length * 5 + detail.length * 13) % 33)
    const description = { 1: 'SSL_ENTRY', 2: 'SSL_EXIT', 4: 'SSL_ERROR', 8: 'SSL_INFO', 32: 'SSL_ASCII_DUMP' }[level]
    const record: ListedRecord = {
      mnemonic: dump ? 'DUMP' : 'MESSAGE', entryId: level.toString(16).toUpperCase().padStart(8, '0'), description,
      job: 'TCPIP', process: '0201003E', thread: this.thread, functionName, detail, dump,
    }
    this.text += listRecord(record, this.#micros)
  }
}

function finishedMessage(verifyData: string): Uint8Array {
  return Uint8Array.from([20, 0, 0, 12, ...Buffer.from(verifyData, 'hex')])
}

function traceMessage(trace: HostTrace, message: TlsMessage, finished: FinishedOf[string]): void {
  const received = message.from === 'client'
  trace.at(message.timeNs)
  if (message.content === 'alert' && message.visibility === 'plain') {
    trace.entry(32, 'send_v3_alert', ['ALERT message'], message.bytes)
  } else if (message.content === 'handshake' && message.type === undefined && finished) {
    trace.entry(32, received ? 'read_v3_finished' : 'send_v3_finished', ['FINISHED message'],
      finishedMessage(received ? finished.received : finished.sent))
  } else if (message.content === 'handshake' && message.type === 1) {
    trace.entry(8, 'gsk_read_v3_record', ['Calling read routine for 5 bytes'])
    trace.entry(8, 'gsk_read_v3_record', [`Calling read routine for ${message.bytes.length} bytes`])
    trace.entry(1, 'read_v3_client_hello')
    trace.entry(8, RECEIVED_HELLO.functionName, ['Received CLIENT-HELLO message'])
    trace.entry(32, RECEIVED_HELLO.functionName, [RECEIVED_HELLO.title], message.bytes)
    trace.entry(8, 'edit_ciphers', ["Using server certificate 'TN3270EC'"])
    trace.entry(2, 'read_v3_client_hello')
  } else if (message.content === 'handshake' && message.type !== undefined) {
    const made = MADE_UP[message.type]
    if (received) trace.entry(8, 'gsk_read_v3_record', [`Calling read routine for ${message.bytes.length} bytes`])
    if (made) trace.entry(32, made.functionName, [made.title], message.bytes)
  }
}

function traceOf(leg: Leg, thread: string, finished: FinishedOf[string]): string {
  const trace = new HostTrace(thread)
  const handle = `7E8${(0x28198 + leg.stream * 0x240).toString(16).toUpperCase().padStart(5, '0')}`
  trace.at(leg.messages[0]?.timeNs)
  trace.entry(1, 'gsk_secure_socket_init', [`Handle ${handle}`])
  for (const message of leg.messages) traceMessage(trace, message, finished)
  if (finished) trace.entry(2, 'gsk_secure_socket_init')
  trace.at(leg.endNs)
  if (finished) trace.entry(1, 'gsk_secure_socket_read', [`Handle ${handle},  Size 1`])
  trace.entry(4, 'gsk_read_v3_record', [`Socket closed by ${leg.client?.address}.${leg.client?.port}.`])
  return trace.text
}

/** The client that came after the trace was stopped. */
function cameLater(leg: Leg): boolean {
  return leg.client?.address === '10.1.0.9'
}

const legs = recordedLegs()
const finishedOf = JSON.parse(readFileSync(join(RECORDED, 'finished.json'), 'utf8')) as FinishedOf
const day = new Date(Number((legs[0]?.startNs ?? 0n) / 1_000_000n)).toISOString().slice(0, 10)
const [year, month, date] = day.split('-')
let listing = heading(`${month}/${date}/${year}`)
for (const leg of legs) {
  if (!cameLater(leg)) listing += traceOf(leg, (0x11 + leg.stream).toString(16).padStart(8, '0'), finishedOf[`${leg.client?.address} ${leg.client?.port}`])
}

mkdirSync(CASE, { recursive: true })
copyFileSync(join(RECORDED, 'capture.pcap'), join(CASE, `${NAME}.pcap`))
writeFileSync(join(CASE, `${NAME}.gsksrvr.txt`), listing)
