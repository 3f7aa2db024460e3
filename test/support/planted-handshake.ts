/** A TLS 1.2 handshake that fails at a certificate with names planted in all that its messages hold, over IPv6. */
import { pcapFile, ipv6Tcp } from './capture-writer.ts'
import { plantedCertificate, type PlantedNames } from './planted-certificate.ts'
import { type Bytes, ascii, clientHello, extension, handshake, record, serverHello, u16, vector } from './tls-bytes.ts'

export interface PlantedHandshake extends PlantedNames {
  /** 32 bytes that tell the connection from others. */
  readonly random?: Bytes
  readonly serverName: string
  readonly protocol: string
  readonly sessionId: Bytes
  readonly ticket: Bytes
  /** IPv6, 16 bytes each. */
  readonly client: Bytes
  readonly server: Bytes
}

export function plantedHandshake(names: PlantedHandshake): Uint8Array {
  const hello = clientHello({
    sessionId: names.sessionId,
    extensions: [
      extension(0, vector(2, 0, vector(2, ascii(names.serverName)))),
      extension(16, vector(2, vector(1, ascii(names.protocol)))),
      extension(35, names.ticket),
      extension(10, vector(2, u16(23))),
      extension(13, vector(2, u16(0x0403))),
    ],
    suites: [0xc02b],
    ...(names.random && { random: names.random }),
  })
  const answer = [
    ...serverHello({
      suite: 0xc02b,
      sessionId: names.sessionId,
      extensions: [extension(16, vector(2, vector(1, ascii(names.protocol))))],
    }),
    ...handshake(11, vector(3, vector(3, plantedCertificate(names)))),
    ...handshake(14, []),
  ]
  const flights: readonly (readonly ['client' | 'server', Bytes])[] = [
    ['client', record(22, hello)],
    ...recordsOf(answer).map((bytes) => ['server', bytes] as const),
    ['client', record(21, [2, 46])],
  ]
  const next = { client: 1_000, server: 5_000 }
  const packet = (side: 'client' | 'server', flags: number, payload: Bytes = []): Uint8Array => {
    const other = side === 'client' ? 'server' : 'client'
    const made = ipv6Tcp({
      sourcePort: side === 'client' ? 40_111 : 2_023,
      destinationPort: side === 'client' ? 2_023 : 40_111,
      sequence: next[side],
      acknowledgment: next[other],
      flags,
      payload: Uint8Array.from(payload),
    })
    made.set(names[side], 8)
    made.set(names[other], 24)
    next[side] += payload.length + ((flags & 3) > 0 ? 1 : 0)
    return made
  }
  const packets = [
    packet('client', 2),
    packet('server', 0x12),
    ...flights.map(([side, bytes]) => packet(side, 0x18, bytes)),
    packet('client', 0x11),
  ]
  return pcapFile(packets.map((bytes, at) => ({ bytes, fraction: at * 100 })))
}

/** The longest that a record holds (RFC 8446 §5.1). */
const MAX_FRAGMENT = 16_384

function recordsOf(content: Bytes): Bytes[] {
  const records: Bytes[] = []
  for (let at = 0; at < content.length; at += MAX_FRAGMENT)
    records.push(record(22, content.slice(at, at + MAX_FRAGMENT)))
  return records
}
