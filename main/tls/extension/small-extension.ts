/** Extensions of one field or none. */
import type { FieldReader } from '../field-reader.ts'

/** Extensions whose presence says it all. */
export interface FlagExtension {
  readonly name:
    | 'encrypt_then_mac'
    | 'extended_master_secret'
    | 'post_handshake_auth'
    | 'truncated_hmac'
    | 'early_data'
    | 'client_certificate_url'
    | 'tls_cert_with_extern_psk'
}

/** early_data in a NewSessionTicket (RFC 8446 §4.2.10); elsewhere it is a flag. */
export interface EarlyDataSizeExtension {
  readonly name: 'early_data_size'
  readonly maxEarlyDataSize: number
}

/** max_fragment_length (RFC 6066 §4), record_size_limit (RFC 8449 §4), heartbeat (RFC 6520 §2). */
export interface NumberExtension {
  readonly name: 'max_fragment_length' | 'record_size_limit' | 'heartbeat'
  readonly value: number
}

/**
 * Bytes without an inner structure for us: cookie (RFC 8446 §4.2.2), session_ticket (RFC 5077 §3.2), padding (RFC 7685 §3),
 * renegotiation_info (RFC 5746 §3.2), quic_transport_parameters (RFC 9000 §18), names and identifiers (`VECTORS`), and whatever nobody
 * has named yet.
 */
export interface BytesExtension {
  readonly name:
    | 'cookie'
    | 'session_ticket'
    | 'padding'
    | 'renegotiation_info'
    | 'quic_transport_parameters'
    | keyof typeof VECTORS
    | 'other'
  readonly bytes: Uint8Array
}

export function decodeMaxFragmentLength(data: FieldReader): NumberExtension {
  const value = data.uint('max_fragment_length', 1, (code) =>
    code >= 1 && code <= 4 ? `${256 << code} bytes` : undefined,
  )
  return { name: 'max_fragment_length', value }
}

export function decodeRecordSizeLimit(data: FieldReader): NumberExtension {
  return { name: 'record_size_limit', value: data.count('record_size_limit', 2, 'bytes') }
}

export function decodeHeartbeatMode(data: FieldReader): NumberExtension {
  const value = data.uint('mode', 1, (mode) => [undefined, 'peer_allowed_to_send', 'peer_not_allowed_to_send'][mode])
  return { name: 'heartbeat', value }
}

export function decodeCookie(data: FieldReader): BytesExtension {
  return { name: 'cookie', bytes: data.vector('cookie', 2) }
}

export function decodeRenegotiationInfo(data: FieldReader): BytesExtension {
  return { name: 'renegotiation_info', bytes: data.vector('renegotiated_connection', 1) }
}

export function decodeEarlyDataSize(data: FieldReader): EarlyDataSizeExtension {
  return { name: 'early_data_size', maxEarlyDataSize: data.count('max_early_data_size', 4, 'bytes') }
}

export function decodeBytes(data: FieldReader, name: BytesExtension['name'], fieldName: string): BytesExtension {
  return { name, bytes: data.left === 0 ? data.peek() : data.rest(fieldName) }
}

/** One vector with a length of a byte, and what it is called. */
const VECTORS = {
  /** RFC 5054 §2.8.1: the user's name. */
  srp: 'srp_i',
  /** RFC 8492 §4.1: the user's name, protected or in clear. */
  pwd_protect: 'protected_name',
  pwd_clear: 'name',
  /** RFC 9146 §3: what the sender wants to be called in records. */
  connection_id: 'cid',
  /** RFC 8844 §3.2, §4.2. */
  external_id_hash: 'binding_hash',
  external_session_id: 'session_id',
  /** One bit for each flag. */
  tls_flags: 'flags',
} as const

export function decodeVector(data: FieldReader, name: keyof typeof VECTORS): BytesExtension {
  return { name, bytes: data.vector(VECTORS[name], 1) }
}
