import type { ConnectionEvent, TlsMessage } from './message.ts'

export interface Endpoint {
  readonly address: string
  readonly port: number
}

/** One connection as one source saw it. Grows while the source is read; `messages` and `events` only ever gain at their ends. */
export interface Leg {
  /** Number of the TCP stream in a capture, from 0 in order of its first packet, and among those over UDP likewise; number of the connection in a host trace. */
  readonly stream: number
  /** `wire` in captures and packet listings; which side the traced host was, in a host trace. */
  role: 'wire' | 'client' | 'server'
  transport: 'tcp' | 'dtls' | 'quic' | 'none'
  client: Endpoint | undefined
  server: Endpoint | undefined
  startNs: bigint | undefined
  endNs: bigint | undefined
  /** Host traces: as printed in the listing. */
  job: string | undefined
  process: string | undefined
  thread: string | undefined
  connectionId: string | undefined
  /** Host traces and AT-TLS logs: what System SSL calls the connection, as printed; it is used again once the connection is gone. */
  handle?: string | undefined
  readonly messages: TlsMessage[]
  readonly events: ConnectionEvent[]
  /** The source holds the connection's first bytes: the SYN or a stream that begins with a ClientHello. */
  beginningSeen: boolean
  /** The source shows its end: FIN, RST, or the host trace says so. */
  endSeen: boolean
}
