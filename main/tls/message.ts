/**
 * What one connection said, as any source can show it: a capture, a System SSL trace, a formatted packet trace.
 * Code points stay numbers, so that values unknown to us survive (RFC 8446 §4, RFC 8701).
 */
import type { Unpacked } from './compressed-certificate.ts'

export type Side = 'client' | 'server'

/** How we know what a message says. `inferred`: its place or size leaves no other reading, its bytes were not seen in clear. */
export type Visibility = 'plain' | 'decrypted' | 'inferred' | 'encrypted'

export type MessageContent = 'handshake' | 'alert' | 'change_cipher_spec' | 'heartbeat'

/** One handshake message, alert, change_cipher_spec or heartbeat. */
export interface TlsMessage {
  /** Nanoseconds since 1970 UTC, or of the source's own clock when it states no date or zone. */
  readonly timeNs: bigint | undefined
  /** Packet number, from 1, of the packet that completed the message. */
  readonly frame: number | undefined
  /** Line number, from 1, in a text source: the line where the message's bytes begin. */
  readonly line: number | undefined
  readonly from: Side
  readonly content: MessageContent
  /** Handshake type; for an alert its description; undefined while encrypted and unknown. */
  readonly type: number | undefined
  /** Alerts only: 1 warning, 2 fatal; undefined while encrypted. */
  readonly level: number | undefined
  /** Version field of the record that carried the end of the message; undefined in host traces, which show no records. */
  readonly recordVersion: number | undefined
  /** Length of the body in bytes: without the 4-byte header of a handshake message; of the record's fragment when encrypted. */
  readonly length: number
  readonly visibility: Visibility
  /** False when bytes are missing; `bytes` then holds what was there. */
  readonly complete: boolean
  /** A handshake message with its 4-byte header, an alert's two bytes, the fragment of anything else. Empty when encrypted. */
  readonly bytes: Uint8Array
  /** Of a compressed_certificate: the Certificate message in it, where it was unpacked. */
  readonly unpacked?: Unpacked | undefined
  /**
   * Where the message stands in the source: first byte and extent there (the extent may hold other bytes in between). Decrypted: where
   * the bytes stand that it was decrypted from.
   */
  readonly offset: number
  readonly extent: number
}

/** What happened on a connection beside its messages; drawn between them on the ladder. */
export interface ConnectionEvent {
  readonly kind: ConnectionEventKind
  readonly timeNs: bigint | undefined
  readonly frame: number | undefined
  readonly line: number | undefined
  /** Who did it; undefined when nobody did (a gap seen by the recorder). */
  readonly from: Side | undefined
  /** How many messages of the connection were complete before it. */
  readonly afterMessage: number
  /** Bytes concerned: payload of a protected record, missing bytes of a gap; 0 where it has no size. */
  readonly length: number
  /** One plain clause for a person, or undefined where the kind says it all. */
  readonly text: string | undefined
  /** `clear_text` and `not_tls`: the first bytes as sent, 512 at most. Decrypted `application_data` that are TLS once more: the first six; that are a page about a certificate: its status and the words. */
  readonly bytes?: Uint8Array | undefined
  /** `rst` and `after_reset` in captures: whether the packet looks as if its sender had sent it. */
  readonly packet?: PacketFacts | undefined
}

/** The headers of one packet, and those of its sender's packet before it. */
export interface PacketFacts extends HeaderFacts {
  /** Sequence number, counted from the next one that was due from this sender: 0 fits; undefined where nothing of it was seen. */
  readonly sequenceAhead: number | undefined
  readonly before: HeaderFacts | undefined
}

export interface HeaderFacts {
  /** Time to live, or IPv6's hop limit: other hops behind it, another sender. */
  readonly ttl: number
  /** Identification of the IP packet; -1: IPv6 has none. */
  readonly ipId: number
  /** TCP window as sent, not scaled; -1: not recorded. */
  readonly window: number
}

export type ConnectionEventKind =
  | 'syn'
  | 'syn_ack'
  | 'fin'
  | 'rst'
  | 'after_reset' // the sender of a reset sends on as if it had not sent it
  | 'icmp' // a router or host reports that packets of the connection do not arrive; its text says why
  | 'clear_text' // what a side sent before TLS, or on a connection without any: `length` counts it all
  | 'gap' // bytes that the source does not hold
  | 'retransmission' // the first one after a message; further ones are counted in its text
  | 'conflict' // a retransmission with other bytes: the first ones were kept
  | 'out_of_window' // packets with numbers that the other end cannot have taken, and never acknowledged: not read
  | 'application_data' // a protected record: TLS 1.3 the first 32 of each side, earlier versions the first of each side
  | 'not_tls' // bytes that are no TLS record where one was due
  | 'host_secured' // the host's log says that the handshake is complete
  | 'host_failed' // the host's log says that the handshake failed; its text has the return code
  | 'closed' // a host trace says that the peer closed the socket
  | 'record_read' // a host trace says that a record was read, and shows no message of it
  | 'application_call' // a host trace says that the application reads: the host has finished the handshake
  | 'host_error' // a host trace reports an error of its own
  | 'bad_record_mac' // a record that does not authenticate under keys that opened others of its connection
  | 'keys_do_not_fit' // a key log names the connection, and its secret has opened nothing so far; told once a side
  | 'quic_version' // a packet of QUIC that names its version, which is in `bytes`; told once a side
  | 'finished_does_not_verify' // a Finished that fits another handshake than the one that was seen whole
