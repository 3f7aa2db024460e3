/**
 * Handshake messages (RFC 8446 §4, RFC 5246 §7.4): bytes in, a typed value out, and on request the tree of its fields.
 * Bytes that do not fit give the value as far as it could be read, and the error with its place.
 */
import { handshakeTypeName } from '../reference/handshake-type.ts'
import { tlsEquivalent, versionName } from '../reference/version.ts'
import type { CertificateMessage } from './certificate-message.ts'
import { decodeCertificate, looksLikeTls13Certificate } from './certificate-message.ts'
import type { CertificateRequest, CertificateRequestForm } from './certificate-request.ts'
import { decodeCertificateRequest } from './certificate-request.ts'
import type { CertificateStatus } from './certificate-status.ts'
import { decodeCertificateStatusBody } from './certificate-status.ts'
import type { ClientHello } from './client-hello.ts'
import { decodeClientHello, decodeSslv2ClientHello } from './client-hello.ts'
import type { ClientKeyExchange } from './client-key-exchange.ts'
import { decodeClientKeyExchange } from './client-key-exchange.ts'
import type { CompressedCertificate, Unpacked } from './compressed-certificate.ts'
import { decodeCompressedCertificate } from './compressed-certificate.ts'
import type { Extension } from './extension.ts'
import { decodeExtensions } from './extension.ts'
import type { Field, OpenField } from './field.ts'
import { DecodeError, FieldReader } from './field-reader.ts'
import type { KeyExchangeMethod } from './key-exchange-method.ts'
import { keyExchangeMethod, signsParameters } from './key-exchange-method.ts'
import { signatureSchemeMeaning } from './meaning.ts'
import type { NewSessionTicket } from './new-session-ticket.ts'
import { decodeNewSessionTicket, looksLikeTls13Ticket } from './new-session-ticket.ts'
import type { RareMessage } from './rare-message.ts'
import { decodeRareMessage } from './rare-message.ts'
import type { ServerHello } from './server-hello.ts'
import { decodeServerHello } from './server-hello.ts'
import type { ServerKeyExchange } from './server-key-exchange.ts'
import { decodeServerKeyExchange } from './server-key-exchange.ts'
import { safeAscii } from './text.ts'

export type HandshakeValue =
  | ClientHello
  | ServerHello
  | NewSessionTicket
  | EncryptedExtensions
  | CertificateMessage
  | CertificateRequest
  | ServerKeyExchange
  | CertificateVerify
  | ClientKeyExchange
  | Finished
  | CertificateStatus
  | HelloVerifyRequest
  | KeyUpdate
  | CompressedCertificate
  | NextProtocol
  | RareMessage
  | EmptyMessage
  | OtherMessage

/** RFC 8446 §4.3.1. */
export interface EncryptedExtensions {
  readonly name: 'encrypted_extensions'
  extensions?: Extension[]
}

/** RFC 8446 §4.4.3, RFC 5246 §7.4.8; no algorithm before TLS 1.2. */
export interface CertificateVerify {
  readonly name: 'certificate_verify'
  algorithm?: number
  signature?: Uint8Array
}

/** RFC 8446 §4.4.4. */
export interface Finished {
  readonly name: 'finished'
  verifyData?: Uint8Array
}

/** RFC 6347 §4.2.1: a DTLS server has the client show that it receives at the address that it sends from. */
export interface HelloVerifyRequest {
  readonly name: 'hello_verify_request'
  serverVersion?: number
  cookie?: Uint8Array
}

/** RFC 8446 §4.6.3: 0 update_not_requested, 1 update_requested. */
export interface KeyUpdate {
  readonly name: 'key_update'
  requestUpdate?: number
}

/** NPN, a draft that never became an RFC. */
export interface NextProtocol {
  readonly name: 'next_protocol'
  selectedProtocol?: string
}

export interface EmptyMessage {
  readonly name: 'hello_request' | 'server_hello_done' | 'end_of_early_data'
}

/** A type that has no structure here: `message_hash`, or one that nobody has registered. */
export interface OtherMessage {
  readonly name: 'other'
  readonly msgType: number
  body?: Uint8Array
}

/** What the messages before it settled. All undefined is allowed: the lengths inside then tell most forms apart. */
export interface HandshakeContext {
  /** Negotiated version. */
  readonly version?: number | undefined
  readonly cipherSuite?: number | undefined
  /** What the message itself unpacks to. */
  readonly unpacked?: Unpacked | undefined
}

export interface DecodedHandshake {
  readonly value: HandshakeValue
  /** Empty unless asked for. */
  readonly fields: readonly Field[]
  /** The first thing that was wrong; what could be read is in `value` all the same. */
  readonly error: DecodeError | undefined
}

const TLS13 = 0x0304
const TLS12 = 0x0303

/** Handshake types by number. */
export const HANDSHAKE_TYPE = {
  helloRequest: 0,
  clientHello: 1,
  serverHello: 2,
  helloVerifyRequest: 3,
  newSessionTicket: 4,
  endOfEarlyData: 5,
  helloRetryRequest: 6,
  encryptedExtensions: 8,
  requestConnectionId: 9,
  newConnectionId: 10,
  certificate: 11,
  serverKeyExchange: 12,
  certificateRequest: 13,
  serverHelloDone: 14,
  certificateVerify: 15,
  clientKeyExchange: 16,
  clientCertificateRequest: 17,
  finished: 20,
  certificateUrl: 21,
  certificateStatus: 22,
  supplementalData: 23,
  keyUpdate: 24,
  compressedCertificate: 25,
  ektKey: 26,
  nextProtocol: 67,
} as const

/**
 * Decodes one handshake message with its 4-byte header, or a ClientHello in its SSL 2.0 form (the record without its two
 * length bytes). `annotate` asks for the tree of fields.
 */
export function decodeHandshake(bytes: Uint8Array, context: HandshakeContext, annotate: boolean): DecodedHandshake {
  const fields: OpenField[] | undefined = annotate ? [] : undefined
  const reader = new FieldReader(bytes, 0, bytes.length, fields)
  const value = emptyValue(bytes)
  let error: DecodeError | undefined
  try {
    if (isSslv2ClientHello(bytes) && value.name === 'client_hello') decodeSslv2ClientHello(reader, value)
    else readMessage(reader, value, context)
    reader.finish()
  } catch (thrown) {
    if (!(thrown instanceof DecodeError)) throw thrown
    error = thrown
  }
  return { value, fields: fields ?? [], error: error ?? extensionError(value) }
}

/**
 * The SSL 2.0 form begins with 01 and the version (00 02 or 03 xx); a handshake message has its 24-bit length there, and lengths
 * of 0x000200 and of 0x030000 and more are told apart by the rest, which must add up.
 */
export function isSslv2ClientHello(bytes: Uint8Array): boolean {
  if (bytes.length < 9 || bytes[0] !== 1) return false
  const version = at16(bytes, 1)
  if (version !== 2 && version >>> 8 !== 3) return false
  const ciphers = at16(bytes, 3)
  const challenge = at16(bytes, 7)
  return (
    ciphers > 0 && ciphers % 3 === 0 && challenge >= 16 && 9 + ciphers + at16(bytes, 5) + challenge === bytes.length
  )
}

function at16(bytes: Uint8Array, index: number): number {
  return ((bytes[index] ?? 0) << 8) | (bytes[index + 1] ?? 0)
}

function readMessage(reader: FieldReader, value: HandshakeValue, context: HandshakeContext): void {
  reader.uint('msg_type', 1, handshakeTypeName)
  const length = reader.count('length', 3, 'bytes')
  const available = reader.left
  if (length < available) {
    // More than one message's bytes were given; the rest is shown as trailing.
    const inside = reader.confined(length)
    readBody(inside, value, context)
    inside.finish()
    return
  }
  try {
    readBody(reader, value, context)
  } catch (error) {
    if (!(error instanceof DecodeError) || length === available) throw error
  }
  if (length > available) throw new DecodeError(`the message says ${length} bytes, ${available} are there`, 1)
}

function readBody(body: FieldReader, value: HandshakeValue, context: HandshakeContext): void {
  const version = context.version === undefined ? undefined : tlsEquivalent(context.version)
  switch (value.name) {
    case 'client_hello':
      return decodeClientHello(body, value)
    case 'server_hello':
    case 'hello_retry_request':
      return decodeServerHello(body, value)
    case 'new_session_ticket':
      return decodeNewSessionTicket(
        body,
        value,
        version === undefined ? looksLikeTls13Ticket(body.peek()) : version >= TLS13,
      )
    case 'encrypted_extensions':
      return decodeExtensions(body, 'encrypted_extensions', (value.extensions = []))
    case 'certificate':
      return decodeCertificate(
        body,
        value,
        version === undefined ? looksLikeTls13Certificate(body.peek()) : version >= TLS13,
      )
    case 'certificate_request':
      return decodeCertificateRequest(body, value, certificateRequestForm(version, body.peek()))
    case 'server_key_exchange': {
      const method = keyExchangeMethod(context.cipherSuite) ?? guessMethod(body.peek())
      return decodeServerKeyExchange(
        body,
        value,
        method,
        signsParameters(context.cipherSuite),
        (version ?? TLS12) >= TLS12,
      )
    }
    case 'certificate_verify':
      if ((version ?? TLS12) >= TLS12) value.algorithm = body.uint('algorithm', 2, signatureSchemeMeaning)
      value.signature = body.vector('signature', 2)
      return
    case 'client_key_exchange':
      return decodeClientKeyExchange(body, value, keyExchangeMethod(context.cipherSuite), version === 0x0300)
    case 'finished':
      value.verifyData = body.rest('verify_data')
      return
    case 'certificate_status':
      return decodeCertificateStatusBody(body, value)
    case 'hello_verify_request':
      value.serverVersion = body.uint('server_version', 2, versionName)
      value.cookie = body.vector('cookie', 1)
      return
    case 'key_update':
      value.requestUpdate = body.uint('request_update', 1, (code) => ['update_not_requested', 'update_requested'][code])
      return
    case 'compressed_certificate':
      return decodeCompressedCertificate(body, value, context.unpacked)
    case 'next_protocol':
      value.selectedProtocol = safeAscii(body.vector('selected_protocol', 1, safeAscii))
      body.vector('padding', 1)
      return
    case 'request_connection_id':
    case 'new_connection_id':
    case 'client_certificate_request':
    case 'certificate_url':
    case 'supplemental_data':
    case 'ekt_key':
    case 'draft_hello_retry_request':
      return decodeRareMessage(body, value)
    case 'other':
      if (body.left > 0) value.body = body.rest('payload')
      return
    case 'hello_request':
    case 'server_hello_done':
    case 'end_of_early_data':
      return
  }
}

function emptyValue(bytes: Uint8Array): HandshakeValue {
  const type = bytes[0] ?? 0
  switch (type) {
    case HANDSHAKE_TYPE.helloRequest:
      return { name: 'hello_request' }
    case HANDSHAKE_TYPE.clientHello:
      return { name: 'client_hello' }
    case HANDSHAKE_TYPE.serverHello:
      return { name: 'server_hello' }
    case HANDSHAKE_TYPE.helloVerifyRequest:
      return { name: 'hello_verify_request' }
    case HANDSHAKE_TYPE.newSessionTicket:
      return { name: 'new_session_ticket' }
    case HANDSHAKE_TYPE.endOfEarlyData:
      return { name: 'end_of_early_data' }
    case HANDSHAKE_TYPE.encryptedExtensions:
      return { name: 'encrypted_extensions' }
    case HANDSHAKE_TYPE.certificate:
      return { name: 'certificate' }
    case HANDSHAKE_TYPE.serverKeyExchange:
      return { name: 'server_key_exchange' }
    case HANDSHAKE_TYPE.certificateRequest:
      return { name: 'certificate_request' }
    case HANDSHAKE_TYPE.serverHelloDone:
      return { name: 'server_hello_done' }
    case HANDSHAKE_TYPE.certificateVerify:
      return { name: 'certificate_verify' }
    case HANDSHAKE_TYPE.clientKeyExchange:
      return { name: 'client_key_exchange' }
    case HANDSHAKE_TYPE.finished:
      return { name: 'finished' }
    case HANDSHAKE_TYPE.certificateStatus:
      return { name: 'certificate_status' }
    case HANDSHAKE_TYPE.keyUpdate:
      return { name: 'key_update' }
    case HANDSHAKE_TYPE.compressedCertificate:
      return { name: 'compressed_certificate' }
    case HANDSHAKE_TYPE.nextProtocol:
      return { name: 'next_protocol' }
    case HANDSHAKE_TYPE.helloRetryRequest:
      return { name: 'draft_hello_retry_request' }
    case HANDSHAKE_TYPE.requestConnectionId:
      return { name: 'request_connection_id' }
    case HANDSHAKE_TYPE.newConnectionId:
      return { name: 'new_connection_id' }
    case HANDSHAKE_TYPE.clientCertificateRequest:
      return { name: 'client_certificate_request' }
    case HANDSHAKE_TYPE.certificateUrl:
      return { name: 'certificate_url' }
    case HANDSHAKE_TYPE.supplementalData:
      return { name: 'supplemental_data' }
    case HANDSHAKE_TYPE.ektKey:
      return { name: 'ekt_key' }
    default:
      return { name: 'other', msgType: type }
  }
}

/** Without a ServerHello: TLS 1.3 begins with a context (empty in a handshake), and then its extensions fill the rest. */
function certificateRequestForm(version: number | undefined, body: Uint8Array): CertificateRequestForm {
  if (version !== undefined) return version >= TLS13 ? 'TLS 1.3' : version === TLS12 ? 'TLS 1.2' : 'TLS 1.1'
  if (body[0] === 0 && 3 + at16(body, 1) === body.length) return 'TLS 1.3'
  const afterTypes = 1 + (body[0] ?? 0)
  return afterTypes + 2 + at16(body, afterTypes) === body.length ? 'TLS 1.1' : 'TLS 1.2'
}

/** Without a ServerHello: a named curve is told by its first bytes; anything else stays unread. */
function guessMethod(body: Uint8Array): KeyExchangeMethod {
  return body[0] === 3 && body.length > 4 && 4 + (body[3] ?? 0) <= body.length ? 'ECDHE' : 'other'
}

function extensionError(value: HandshakeValue): DecodeError | undefined {
  if (!('extensions' in value)) return undefined
  return value.extensions?.find((extension) => extension.error !== undefined)?.error
}
