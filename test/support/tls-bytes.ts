import type { ConnectionEvent, Side, TlsMessage } from '../../main/tls/message.ts'
import type { Leg } from '../../main/tls/leg.ts'

/** TLS structures written down as the RFCs do: lists of bytes, with lengths put before them. */
export type Bytes = readonly number[]

export function u16(value: number): number[] {
  return [(value >> 8) & 255, value & 255]
}

export function u24(value: number): number[] {
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255]
}

export function u32(value: number): number[] {
  return [...u16(value >>> 16), ...u16(value & 0xffff)]
}

/** `opaque x<..>` with a length of `width` bytes. */
export function vector(width: 1 | 2 | 3, ...content: (number | Bytes)[]): number[] {
  const bytes = content.flat()
  const length = width === 1 ? [bytes.length] : width === 2 ? u16(bytes.length) : u24(bytes.length)
  return [...length, ...bytes]
}

export function ascii(text: string): number[] {
  return Array.from(text, (letter) => letter.charCodeAt(0))
}

export function filled(length: number, value = 0xaa): number[] {
  return new Array<number>(length).fill(value)
}

export function handshake(type: number, body: Bytes): number[] {
  return [type, ...u24(body.length), ...body]
}

export function record(type: number, content: Bytes, version = 0x0303): number[] {
  return [type, ...u16(version), ...u16(content.length), ...content]
}

export function extension(type: number, data: Bytes): number[] {
  return [...u16(type), ...vector(2, data)]
}

export const RANDOM = Array.from({ length: 32 }, (_, index) => index + 1)

interface HelloParts {
  version?: number
  random?: Bytes
  sessionId?: Bytes
  suites?: readonly number[]
  suite?: number
  extensions?: readonly Bytes[]
}

/** A client_hello with its header. Without `extensions` the message ends before them. */
export function clientHello({
  version = 0x0303,
  random = RANDOM,
  sessionId = [],
  suites = [0xc02f],
  extensions,
}: HelloParts = {}): number[] {
  return handshake(1, [
    ...u16(version),
    ...random,
    ...vector(1, sessionId),
    ...vector(2, ...suites.map(u16)),
    ...vector(1, 0),
    ...(extensions === undefined ? [] : vector(2, ...extensions)),
  ])
}

export function serverHello({
  version = 0x0303,
  random = RANDOM,
  sessionId = [],
  suite = 0xc02f,
  extensions,
}: HelloParts = {}): number[] {
  return handshake(2, [
    ...u16(version),
    ...random,
    ...vector(1, sessionId),
    ...u16(suite),
    0,
    ...(extensions === undefined ? [] : vector(2, ...extensions)),
  ])
}

export const SUPPORTED_VERSIONS_13 = extension(43, vector(1, u16(0x0304), u16(0x0303)))
export const SELECTED_VERSION_13 = extension(43, u16(0x0304))

/** RFC 8446 §4.1.3. */
export const RETRY_RANDOM = [
  0xcf, 0x21, 0xad, 0x74, 0xe5, 0x9a, 0x61, 0x11, 0xbe, 0x1d, 0x8c, 0x02, 0x1e, 0x65, 0xb8, 0x91, 0xc2, 0xa2, 0x11,
  0x16, 0x7a, 0xbb, 0x8c, 0x5e, 0x07, 0x9e, 0x09, 0xe2, 0xc8, 0xa8, 0x33, 0x9c,
]

export function emptyLeg(): Leg {
  return {
    stream: 0,
    role: 'wire',
    transport: 'tcp',
    client: undefined,
    server: undefined,
    startNs: undefined,
    endNs: undefined,
    job: undefined,
    process: undefined,
    thread: undefined,
    connectionId: undefined,
    messages: [],
    events: [],
    beginningSeen: false,
    endSeen: false,
  }
}

/** A message as a connection holds it, out of its bytes. */
export function message(from: Side, bytes: Bytes, set: Partial<TlsMessage> = {}): TlsMessage {
  return {
    timeNs: undefined,
    frame: undefined,
    line: undefined,
    from,
    content: 'handshake',
    type: bytes[0],
    level: undefined,
    recordVersion: 0x0303,
    length: Math.max(0, bytes.length - 4),
    visibility: 'plain',
    complete: true,
    bytes: Uint8Array.from(bytes),
    offset: 0,
    extent: bytes.length,
    ...set,
  }
}

export function alertMessage(from: Side, level: number, description: number): TlsMessage {
  return message(from, [level, description], { content: 'alert', type: description, level, length: 2 })
}

export function changeCipherSpec(from: Side): TlsMessage {
  return message(from, [1], { content: 'change_cipher_spec', type: undefined, length: 1 })
}

/** A handshake or alert record under keys. */
export function protectedMessage(from: Side, content: 'handshake' | 'alert' = 'handshake', length = 40): TlsMessage {
  return message(from, [], { content, type: undefined, visibility: 'encrypted', length })
}

export function event(kind: ConnectionEvent['kind'], from: Side, afterMessage: number, length = 0): ConnectionEvent {
  return { kind, timeNs: undefined, frame: undefined, line: undefined, from, afterMessage, length, text: undefined }
}
