import { alertDescription } from '../reference/alert.ts'
import type { MessageContent } from '../tls/message.ts'
import { isBegun, isPossible } from './trace-dump-shape.ts'

/** A TLS message found in a dump: `bytes[start..end)` of the dump, cut short where `complete` is false. */
export interface DumpedMessage {
  readonly content: MessageContent
  /** Handshake type or alert description. */
  readonly type: number | undefined
  readonly level: number | undefined
  /** Of the record header that stood before it; a dump without one shows none. */
  readonly recordVersion: number | undefined
  readonly start: number
  readonly end: number
  /** Of the body, as the message says itself. */
  readonly length: number
  readonly complete: boolean
}

const HANDSHAKE_HEADER = 4
const RECORD_HEADER = 5
/** RFC 5246 §6.2.3: what ciphers may add to 2^14 bytes. */
const MAX_FRAGMENT = 16_384 + 2_048
/** More messages than this in one dump are none: a flight has half a dozen. */
const MAX_MESSAGES = 64

const NONE: readonly DumpedMessage[] = []

/**
 * The messages that a dump consists of, told by its bytes alone; empty when it holds anything else (a certificate, text, a digest).
 * All of it must fit: one message, several, or TLS records; only the last one may be cut. Two bytes that could be an alert are taken for
 * one: they say too little of themselves, so what stands around them must agree.
 */
export function messagesInDump(bytes: Uint8Array): readonly DumpedMessage[] {
  const first = bytes[0]
  if (first === undefined || bytes.length < 2) return NONE
  if (bytes.length === 2) return alertOf(bytes, 0, undefined)
  if (first >= 20 && first <= 23 && bytes[1] === 3 && (bytes[2] ?? 255) <= 4) return messagesInRecords(bytes)
  return handshakeMessages(bytes, 0, bytes.length, undefined) ?? NONE
}

/** Undefined: the bytes are no handshake messages from their first to their last. */
function handshakeMessages(
  bytes: Uint8Array,
  start: number,
  end: number,
  version: number | undefined,
): DumpedMessage[] | undefined {
  const found: DumpedMessage[] = []
  for (let at = start; at < end;) {
    if (end - at < HANDSHAKE_HEADER || found.length === MAX_MESSAGES) return undefined
    const type = bytes[at] ?? 0
    const length = ((bytes[at + 1] ?? 0) << 16) | ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0)
    const next = at + HANDSHAKE_HEADER + length
    // A length that agrees with the dump's to the byte is strong evidence by itself; any other needs a body that begins as its type does.
    const alone = at === start && next === end
    const body = bytes.subarray(at + HANDSHAKE_HEADER, Math.min(next, end))
    if (!(alone ? isPossible(type, body) : isBegun(type, length, body))) return undefined
    const common = { content: 'handshake' as const, type, level: undefined, recordVersion: version, length }
    found.push({ ...common, start: at, end: Math.min(next, end), complete: next <= end })
    at = next
  }
  return found
}

function messagesInRecords(bytes: Uint8Array): readonly DumpedMessage[] {
  const found: DumpedMessage[] = []
  for (let at = 0; at < bytes.length;) {
    const contentType = bytes[at] ?? 0
    if (bytes.length - at < RECORD_HEADER || contentType < 20 || contentType > 24 || bytes[at + 1] !== 3) return NONE
    const version = 0x300 | (bytes[at + 2] ?? 0)
    const length = ((bytes[at + 3] ?? 0) << 8) | (bytes[at + 4] ?? 0)
    if (length === 0 || length > MAX_FRAGMENT || found.length >= MAX_MESSAGES) return NONE
    const start = at + RECORD_HEADER
    const end = Math.min(bytes.length, start + length)
    // An encrypted fragment is no message to be read; the record is passed over.
    if (contentType === 22) found.push(...(handshakeMessages(bytes, start, end, version) ?? NONE))
    else if (contentType === 21 && end - start === 2) found.push(...alertOf(bytes, start, version))
    else if (contentType === 20 && length === 1 && bytes[start] === 1) found.push(changeCipherSpec(start, version))
    at = start + length
  }
  return found
}

function alertOf(bytes: Uint8Array, start: number, recordVersion: number | undefined): readonly DumpedMessage[] {
  const level = bytes[start] ?? 0
  const type = bytes[start + 1] ?? 0
  if ((level !== 1 && level !== 2) || alertDescription(type) === undefined) return NONE
  return [{ content: 'alert', type, level, recordVersion, start, end: start + 2, length: 2, complete: true }]
}

function changeCipherSpec(start: number, recordVersion: number): DumpedMessage {
  const common = { content: 'change_cipher_spec' as const, type: undefined, level: undefined, recordVersion }
  return { ...common, start, end: start + 1, length: 1, complete: true }
}
