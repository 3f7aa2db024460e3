import { concat } from './capture-writer.ts'
import { type Bytes, u16, u24 } from './tls-bytes.ts'

/** An IPv4 packet with a UDP datagram between the two ends of `capture-writer.ts`; `back`: from the second to the first. */
export function ipv4Udp(payload: Bytes, { back = false, clientPort = 50_000, serverPort = 4_433 } = {}): Uint8Array {
  const [from, to] = back ? [2, 1] : [1, 2]
  const [source, destination] = back ? [serverPort, clientPort] : [clientPort, serverPort]
  const ip = [0x45, 0, ...u16(28 + payload.length), 0, 0, 0, 0, 64, 17, 0, 0, 192, 0, 2, from, 192, 0, 2, to]
  const udp = [...u16(source), ...u16(destination), ...u16(8 + payload.length), 0, 0]
  return concat(Uint8Array.from([...ip, ...udp]), Uint8Array.from(payload))
}

export interface DtlsRecordFields {
  readonly version?: number
  readonly epoch?: number
  readonly sequence?: number
}

export function dtlsRecord(type: number, content: Bytes, fields: DtlsRecordFields = {}): number[] {
  const { version = 0xfefd, epoch = 0, sequence = 0 } = fields
  return [type, ...u16(version), ...u16(epoch), 0, 0, 0, 0, ...u16(sequence), ...u16(content.length), ...content]
}

/** A fragment of a handshake message that is given with TLS's header: bytes `from..until` of its body. */
export function dtlsFragment(message: Bytes, sequence = 0, from = 0, until = message.length - 4): number[] {
  const body = message.slice(4)
  return [
    message[0] ?? 0,
    ...u24(body.length),
    ...u16(sequence),
    ...u24(from),
    ...u24(until - from),
    ...body.slice(from, until),
  ]
}

export interface QuicFields {
  readonly version?: number
  /** The two bits of the header. */
  readonly type?: number
  readonly destination?: Bytes
  readonly source?: Bytes
  readonly token?: Bytes
  /** Bytes of the packet behind its length. */
  readonly size?: number
}

/** A packet with QUIC's long header; an Initial where `type` is 0. */
export function quicPacket(fields: QuicFields = {}): number[] {
  const {
    version = 1,
    type = 0,
    destination = [1, 2, 3, 4, 5, 6, 7, 8],
    source = [9],
    token = [],
    size = 1_180,
  } = fields
  return [
    0xc0 | (type << 4),
    version >>> 24,
    (version >>> 16) & 255,
    (version >>> 8) & 255,
    version & 255,
    destination.length,
    ...destination,
    source.length,
    ...source,
    ...(type === 0 ? [token.length, ...token] : []),
    0x40 | (size >>> 8),
    size & 255,
    ...new Array<number>(size).fill(0x5a),
  ]
}
