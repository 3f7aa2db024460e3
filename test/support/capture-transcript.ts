/**
 * A reading of a capture as lines of text, so that ours and another dissector's can be compared line by line and a
 * difference reads like a sentence.
 */
import { createHash } from 'node:crypto'
import { DETECT_BYTES } from '../../main/format/reader.ts'
import type { PacketReader, Warning } from '../../main/format/reader.ts'
import { readers } from '../../main/format/registry.ts'
import { readCapture } from '../../main/ingest/capture.ts'
import { decodeHandshake } from '../../main/tls/handshake.ts'
import type { Endpoint, Leg } from '../../main/tls/leg.ts'
import type { TlsMessage } from '../../main/tls/message.ts'
import { feed } from './feed.ts'
import { IGNORING_SINK } from './ignoring-sink.ts'

export interface StreamTranscript {
  readonly stream: number
  readonly client: string
  readonly server: string
  /** Handshake messages in the order in which they became complete. */
  readonly messages: readonly string[]
  readonly alerts: readonly string[]
  readonly changeCipherSpecs: readonly string[]
}

export interface CaptureReadout {
  readonly packets: number
  readonly notUnderstood: number
  readonly firstNs: bigint | undefined
  readonly lastNs: bigint | undefined
  readonly legs: readonly Leg[]
  readonly warnings: readonly Warning[]
}

export function readerOf(bytes: Uint8Array): PacketReader | undefined {
  const head = bytes.subarray(0, DETECT_BYTES)
  return readers.find((reader) => reader.kind === 'packets' && !reader.text && reader.detect(head) !== 'no') as
    PacketReader | undefined
}

/** Reads a whole capture in pieces of `pieceSize` bytes. */
export function readWhole(reader: PacketReader, bytes: Uint8Array, pieceSize = bytes.length): CaptureReadout {
  const legs: Leg[] = []
  const warnings: Warning[] = []
  let packets = 0
  let notUnderstood = 0
  let firstNs: bigint | undefined
  let lastNs: bigint | undefined
  const reading = readCapture(reader, {
    ...IGNORING_SINK,
    legFinished: (leg) => legs.push(leg),
    counts(records, without) {
      packets = records
      notUnderstood = without
    },
    times(first, last) {
      firstNs = first
      lastNs = last
    },
    warn: (warning) => warnings.push(warning),
  })
  feed(reading, bytes, pieceSize)
  legs.sort((one, other) => one.stream - other.stream)
  return { packets, notUnderstood, firstNs, lastNs, legs, warnings }
}

export function transcribe(leg: Leg): StreamTranscript {
  const complete = leg.messages.filter((message) => message.complete)
  return {
    stream: leg.stream,
    client: endpointText(leg.client),
    server: endpointText(leg.server),
    messages: complete.filter((message) => message.content === 'handshake').map((message) => messageLine(message)),
    alerts: complete.filter((message) => message.content === 'alert').map(alertLine),
    changeCipherSpecs: complete.filter((message) => message.content === 'change_cipher_spec').map(changeCipherSpecLine),
  }
}

function endpointText(endpoint: Endpoint | undefined): string {
  if (!endpoint) return 'unknown'
  const { address, port } = endpoint
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`
}

function lead(message: TlsMessage): string {
  return leadText(message.frame ?? 0, message.from, message.recordVersion ?? 0)
}

/** `4 client 0301`: frame, sender, version of the record. */
export function leadText(frame: number, from: string, recordVersion: number | null): string {
  return `${frame} ${from} ${(recordVersion ?? 0).toString(16).padStart(4, '0')}`
}

function messageLine(message: TlsMessage): string {
  if (message.visibility === 'encrypted') return `${lead(message)} encrypted length ${message.length}`
  return `${lead(message)} type ${message.type} length ${message.length}${detail(message)}`
}

function alertLine(message: TlsMessage): string {
  if (message.visibility === 'encrypted') return `${lead(message)} encrypted`
  return `${lead(message)} level ${message.level} description ${message.type}`
}

function changeCipherSpecLine(message: TlsMessage): string {
  return `${lead(message)} length ${message.length}`
}

function detail(message: TlsMessage): string {
  const { value } = decodeHandshake(message.bytes, {}, false)
  if (value.name === 'client_hello') {
    const { legacyVersion, random, legacySessionId, cipherSuites, legacyCompressionMethods, extensions } = value
    return helloText(
      legacyVersion,
      hex(random),
      hex(legacySessionId),
      cipherSuites,
      legacyCompressionMethods,
      extensions?.map((each) => each.extensionType),
    )
  }
  if (value.name === 'server_hello' || value.name === 'hello_retry_request') {
    const { legacyVersion, random, legacySessionIdEcho, cipherSuite, legacyCompressionMethod, extensions } = value
    return helloText(
      legacyVersion,
      hex(random),
      hex(legacySessionIdEcho),
      [cipherSuite ?? -1],
      [legacyCompressionMethod ?? -1],
      extensions?.map((each) => each.extensionType),
    )
  }
  if (value.name === 'certificate') {
    return certificatesText(
      (value.certificateList ?? []).map((entry) => createHash('sha256').update(entry.certData).digest('hex')),
    )
  }
  return ''
}

export function helloText(
  version: number | undefined,
  random: string,
  sessionId: string,
  suites: readonly number[] | undefined,
  compression: readonly number[] | undefined,
  extensions: readonly number[] | undefined,
): string {
  return (
    ` version ${version} random ${random} session ${sessionId} suites ${suites?.join(',') ?? ''}` +
    ` compression ${compression?.join(',') ?? ''} extensions ${extensions?.join(',') ?? ''}`
  )
}

export function certificatesText(sha256: readonly string[]): string {
  return ` certificates ${sha256.join(',')}`
}

function hex(bytes: Uint8Array | undefined): string {
  return Buffer.from(bytes ?? []).toString('hex')
}
