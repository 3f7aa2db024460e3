/** Messages that a host trace shows without their records, put into records again (RFC 8446 §5.1, RFC 5246 §6.2.1). */
import type { TlsMessage } from '../tls/message.ts'

const CONTENT_TYPE = { change_cipher_spec: 20, alert: 21, handshake: 22, heartbeat: 24 } as const
const CLIENT_HELLO = 1
const HANDSHAKE_HEADER = 4
/** The longest fragment of a record. */
const MAX_FRAGMENT = 16_384
const TLS_1_0 = 0x0301
const TLS_1_2 = 0x0303

/** What a side sends for one message: bytes that are there, and how many after them are not. */
export interface RecordPiece {
  readonly bytes: Uint8Array
  readonly missing: number
}

/**
 * The records of one message. `version`: what the handshake came to, as far as it is known; a record never states more than TLS 1.2, and
 * that of a first ClientHello TLS 1.0, which every peer takes. Bytes that the trace does not have are counted, not made up.
 */
export function recordsOf(message: TlsMessage, version: number | undefined): RecordPiece[] {
  const { content, bytes, length } = message
  const whole = Math.max(bytes.length, content === 'handshake' && bytes.length > 0 ? HANDSHAKE_HEADER + length : length)
  const stated = message.recordVersion ?? statedVersion(message, version)
  const pieces: RecordPiece[] = []
  for (let at = 0; at < whole || at === 0; at += MAX_FRAGMENT) {
    const fragment = Math.min(MAX_FRAGMENT, whole - at)
    const there = bytes.subarray(at, Math.min(at + fragment, bytes.length))
    const record = new Uint8Array(5 + there.length)
    record.set([CONTENT_TYPE[content], stated >>> 8, stated & 0xff, fragment >>> 8, fragment & 0xff])
    record.set(there, 5)
    pieces.push({ bytes: record, missing: fragment - there.length })
  }
  return pieces
}

function statedVersion({ content, type }: TlsMessage, version: number | undefined): number {
  if (content === 'handshake' && type === CLIENT_HELLO) return TLS_1_0
  return version === undefined || version > TLS_1_2 ? TLS_1_2 : version
}
