/** A TCP stream for a connection that only a host trace shows: what was said, in records, in segments, between SYN and FIN. */
import type { ConnectionEventKind, Side, TlsMessage } from '../tls/message.ts'
import { ACK, FIN, PSH, RST, SYN, tcpPacket, type TcpEnd } from './ip-packet.ts'
import { recordsOf } from './tls-record.ts'

/** As an Ethernet carries them. */
const MAX_PAYLOAD = 1_440

export interface SyntheticConnection {
  readonly client: TcpEnd
  readonly server: TcpEnd
  /** In order; bytes that are missing become a hole in the stream. */
  readonly messages: readonly TlsMessage[]
  readonly version: number | undefined
  /** The source shows its first bytes: only then there is a SYN. */
  readonly beginningSeen: boolean
  /** How the source says that it ended, and who did it. */
  readonly end: { readonly kind: Extract<ConnectionEventKind, 'fin' | 'rst'>; readonly from: Side } | undefined
  readonly startNs: bigint | undefined
  readonly endNs: bigint | undefined
  /** What stands at the first packet, and at the packet with which a message (its position from 0) begins. */
  readonly opening: readonly string[]
  readonly commentsOf: (message: number) => readonly string[]
}

export interface SyntheticPacket {
  readonly bytes: Uint8Array
  readonly timeNs: bigint | undefined
  readonly comments: readonly string[]
}

/** Sequence numbers begin at 0 for both: Wireshark counts from there anyhow, and nothing pretends to have been a random one. */
export function* syntheticPackets(connection: SyntheticConnection): Generator<SyntheticPacket> {
  const { client, server, messages, beginningSeen, startNs } = connection
  const next = { client: 0, server: 0 }
  let timeNs = startNs ?? messages.find((message) => message.timeNs !== undefined)?.timeNs
  let opening = connection.opening
  const packet = (
    from: Side,
    flags: number,
    payload: Uint8Array = NOTHING,
    comments: readonly string[] = [],
  ): SyntheticPacket => {
    const other = from === 'client' ? 'server' : 'client'
    const [sender, receiver] = from === 'client' ? [client, server] : [server, client]
    const bytes = tcpPacket({
      from: sender,
      to: receiver,
      sequence: next[from] >>> 0,
      acknowledgment: (flags & ACK) === 0 ? 0 : next[other] >>> 0,
      flags,
      payload,
    })
    next[from] += payload.length + ((flags & (SYN | FIN)) === 0 ? 0 : 1)
    const all = [...opening, ...comments]
    opening = []
    return { bytes, timeNs, comments: all }
  }
  if (beginningSeen) {
    yield packet('client', SYN)
    yield packet('server', SYN | ACK)
    yield packet('client', ACK)
  }
  for (const [index, message] of messages.entries()) {
    timeNs = message.timeNs ?? timeNs
    let comments = connection.commentsOf(index)
    for (const { bytes, missing } of recordsOf(message, connection.version)) {
      for (let at = 0; at < bytes.length; at += MAX_PAYLOAD) {
        yield packet(message.from, ACK | PSH, bytes.subarray(at, at + MAX_PAYLOAD), comments)
        comments = []
      }
      next[message.from] += missing
    }
  }
  const { end } = connection
  if (!end) return
  timeNs = connection.endNs ?? timeNs
  const other = end.from === 'client' ? 'server' : 'client'
  if (end.kind === 'rst') {
    yield packet(end.from, RST | ACK)
    return
  }
  yield packet(end.from, FIN | ACK)
  yield packet(other, FIN | ACK)
  yield packet(end.from, ACK)
}

const NOTHING = new Uint8Array(0)
