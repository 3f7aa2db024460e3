import { HANDSHAKE_TYPE } from '../tls/handshake.ts'

const T = HANDSHAKE_TYPE
/** No handshake message comes near (RFC 8446 §4.4.2 allows certificates of 2^24 bytes; programs refuse them far earlier). */
const MAX_LENGTH = 1 << 20

/**
 * Whether `body` may be the whole body of a message of this type. Kept loose on purpose: a broken message is just what a person
 * looks for, and that its 24-bit length agrees with the dump's was checked before.
 */
export function isPossible(type: number, body: Uint8Array): boolean {
  switch (type) {
    case T.clientHello:
    case T.serverHello:
      return body.length >= 2 && body[0] === 3
    case T.helloRequest:
    case T.endOfEarlyData:
    case T.serverHelloDone:
      return body.length === 0
    case T.keyUpdate:
      return body.length === 1 && (body[0] ?? 2) <= 1
    case T.finished:
      // RFC 5246 §7.4.9: 12 bytes, SSL 3.0 36; RFC 8446 §4.4.4: a digest
      return body.length >= 12 && body.length <= 64
    case T.encryptedExtensions:
    case T.certificateVerify:
    case T.clientKeyExchange:
      return body.length >= 2
    case T.certificate:
    case T.certificateRequest:
    case T.serverKeyExchange:
      return body.length >= 3
    case T.newSessionTicket:
      return body.length >= 6
    case T.certificateStatus:
    case T.compressedCertificate:
      return body.length >= 4
    default:
      return false
  }
}

/** Whether `body`, which may be cut, begins as one of `length` bytes does: its first inner lengths agree. */
export function isBegun(type: number, length: number, body: Uint8Array): boolean {
  if (length > MAX_LENGTH) return false
  switch (type) {
    case T.clientHello:
      return length >= 39 && isVersion(body) && (body.length <= 34 || (body[34] ?? 255) <= 32)
    case T.serverHello:
      return length >= 38 && isVersion(body) && (body.length <= 34 || (body[34] ?? 255) <= 32)
    case T.serverHelloDone:
    case T.endOfEarlyData:
      return length === 0
    case T.keyUpdate:
      return length === 1 && (body[0] ?? 0) <= 1
    case T.finished:
      return length === 12 || length === 32 || length === 36 || length === 48
    case T.certificate:
      return isCertificate(length, body)
    case T.encryptedExtensions:
      return body.length >= 2 && u16(body, 0) === length - 2
    case T.certificateVerify:
      return body.length >= 4 && (u16(body, 2) === length - 4 || u16(body, 0) === length - 2)
    case T.clientKeyExchange:
      return body.length >= 2 && (body[0] === length - 1 || u16(body, 0) === length - 2)
    case T.serverKeyExchange:
      // RFC 8422 §5.4: named_curve, a group, a point; or RFC 5246 §7.4.3: a prime of a sensible length
      return (
        body.length >= 4 && (body[0] === 3 ? (body[3] ?? 0) < length - 3 : u16(body, 0) >= 64 && u16(body, 0) < length)
      )
    case T.certificateRequest:
      return isCertificateRequest(length, body)
    case T.newSessionTicket:
      return isTicket(length, body)
    case T.certificateStatus:
      return body.length >= 4 && body[0] === 1 && u24(body, 1) === length - 4
    case T.compressedCertificate:
      return body.length >= 8 && u24(body, 5) === length - 8
    default:
      return false
  }
}

function isVersion(body: Uint8Array): boolean {
  return body.length >= 6 && body[0] === 3 && (body[1] ?? 255) <= 4
}

/** RFC 5246 §7.4.2: a list; RFC 8446 §4.4.2: a context before it. */
function isCertificate(length: number, body: Uint8Array): boolean {
  if (body.length >= 3 && u24(body, 0) === length - 3) return true
  const context = body[0] ?? 0
  return body.length >= 4 + context && u24(body, 1 + context) === length - 4 - context
}

/** RFC 5246 §7.4.4: some types of certificates; RFC 8446 §4.3.2: a context and extensions to the end. */
function isCertificateRequest(length: number, body: Uint8Array): boolean {
  const count = body[0] ?? 0
  if (body.length >= 3 + count && u16(body, 1 + count) === length - 3 - count) return true
  return (
    count >= 1 &&
    count <= 10 &&
    body.length >= 3 + count &&
    u16(body, 1 + count) < length - count &&
    (body[1] ?? 0) <= 70
  )
}

/** RFC 5077 §3.3: lifetime, ticket; RFC 8446 §4.6.1: lifetime, age_add, nonce, ticket, extensions. */
function isTicket(length: number, body: Uint8Array): boolean {
  if (body.length >= 6 && u16(body, 4) === length - 6) return true
  const nonce = body[8] ?? 255
  return body.length >= 11 + nonce && u16(body, 9 + nonce) <= length - 13 - nonce
}

function u16(body: Uint8Array, at: number): number {
  return ((body[at] ?? 0) << 8) | (body[at + 1] ?? 0)
}

function u24(body: Uint8Array, at: number): number {
  return ((body[at] ?? 0) << 16) | u16(body, at + 1)
}
