/**
 * What may stand in front of a ClientHello in the same segment, told by its bytes: a client need not wait before it goes on to TLS. What waits
 * for an answer (SMTP, LDAP, SOCKS) ends its segment, and needs no rule here.
 */
import { looksLikeTls } from './looks-like-tls.ts'
import { openVpnContents, OpenVpnPackets } from './openvpn-packets.ts'
import { TDS_HEADER_LENGTH, isTdsPacket, TdsPackets } from './tds-packets.ts'

/** Takes the headers of packets out of one direction; `push` hands on the pieces of `bytes[start..end)` that are content. */
export interface Unwrapping {
  push(bytes: Uint8Array, start: number, end: number, take: (start: number, end: number) => void): void
  gap(length: number): void
}

/** `unwrapping`: the handshake goes on inside packets, which such a reader of one direction takes off. */
export interface Preamble {
  readonly length: number
  readonly unwrapping?: () => Unwrapping
}

/** Longer heads of HTTP are refused by common proxies. */
const MAX_TEXT = 16_384

/** PROXY protocol, version 2 (haproxy.org, "The PROXY protocol", §2.2): signature, version and command, family, length. */
const PROXY_SIGNATURE = [0x0d, 0x0a, 0x0d, 0x0a, 0x00, 0x0d, 0x0a, 0x51, 0x55, 0x49, 0x54, 0x0a]
const PROXY_HEADER = 16

/** PostgreSQL's SSLRequest ("Message Formats"): length 8, code 1234 5679. */
const POSTGRES_SSL_REQUEST = [0, 0, 0, 8, 0x04, 0xd2, 0x16, 0x2f]

/** MySQL's SSLRequest ("Protocol::SSLRequest"): length 32, sequence number 1, then flags of which CLIENT_SSL (0x0800) is set. */
const MYSQL_HEADER = [32, 0, 0, 1]
const MYSQL_LENGTH = 36
const MYSQL_CLIENT_SSL = 0x08

/** Telnet's commands (RFC 854, RFC 855): all begin with IAC; WILL, WONT, DO and DONT name an option. */
const IAC = 0xff
const WILL = 0xfb
const SUBNEGOTIATION = 0xfa
const SUBNEGOTIATION_END = 0xf0

/** The preamble of `bytes[start..end)` with a ClientHello behind it, or undefined. */
export function findPreamble(bytes: Uint8Array, start: number, end: number): Preamble | undefined {
  const length = preambleLength(bytes, start, end)
  if (length > 0 && followsHello(bytes, start + length, end)) return { length }
  if (isTdsPacket(bytes, start, end) && followsHello(bytes, start + TDS_HEADER_LENGTH, end))
    return { length: 0, unwrapping: () => new TdsPackets() }
  for (const { at, authentication } of openVpnContents(bytes, start, end))
    if (followsHello(bytes, at, end)) return { length: 0, unwrapping: () => new OpenVpnPackets(authentication) }
  return undefined
}

function followsHello(bytes: Uint8Array, at: number, end: number): boolean {
  return at < end && looksLikeTls(bytes, at, end) === 'client'
}

function preambleLength(bytes: Uint8Array, start: number, end: number): number {
  if (beginsWith(bytes, start, end, PROXY_SIGNATURE))
    return end - start < PROXY_HEADER ? 0 : PROXY_HEADER + ((bytes[start + 14] ?? 0) << 8) + (bytes[start + 15] ?? 0)
  if (beginsWith(bytes, start, end, POSTGRES_SSL_REQUEST)) return POSTGRES_SSL_REQUEST.length
  if (beginsWith(bytes, start, end, MYSQL_HEADER))
    return ((bytes[start + 5] ?? 0) & MYSQL_CLIENT_SSL) === 0 ? 0 : MYSQL_LENGTH
  return bytes[start] === IAC ? telnetLength(bytes, start, end) : linesLength(bytes, start, end)
}

/** Whole commands of telnet: a TN3270 client need not wait behind its own START_TLS FOLLOWS (draft-altman-telnet-starttls §3). */
function telnetLength(bytes: Uint8Array, start: number, end: number): number {
  const limit = Math.min(end, start + MAX_TEXT)
  let at = start
  while (at + 1 < limit && bytes[at] === IAC) {
    const command = bytes[at + 1] ?? 0
    if (command === SUBNEGOTIATION) {
      at += 2
      while (at + 1 < limit && (bytes[at] !== IAC || bytes[at + 1] !== SUBNEGOTIATION_END))
        at += bytes[at] === IAC ? 2 : 1
      at += 2
    } else at += command >= WILL && command < IAC ? 3 : 2
  }
  return at < limit ? at - start : 0
}

function beginsWith(bytes: Uint8Array, start: number, end: number, wanted: readonly number[]): boolean {
  return end - start >= wanted.length && wanted.every((byte, index) => bytes[start + index] === byte)
}

/** Whole lines of text: PROXY protocol version 1, the head of an HTTP CONNECT, STARTTLS without patience. 0 without any. */
function linesLength(bytes: Uint8Array, start: number, end: number): number {
  const limit = Math.min(end, start + MAX_TEXT)
  let at = start
  while (at < limit && isText(bytes[at] ?? 0)) at += 1
  return at > start && at < end && bytes[at - 1] === 0x0a ? at - start : 0
}

function isText(byte: number): boolean {
  return byte === 0x0a || byte === 0x0d || byte === 0x09 || (byte >= 0x20 && byte < 0x7f)
}
