/** ServerKeyExchange: ECDHE (RFC 8422 §5.4), DHE (RFC 5246 §7.4.3), PSK and its mixtures (RFC 4279, RFC 5489). */
import type { FieldReader } from './field-reader.ts'
import type { KeyExchangeMethod } from './key-exchange-method.ts'
import { groupMeaning, signatureSchemeMeaning } from './meaning.ts'

export interface ServerKeyExchange {
  readonly name: 'server_key_exchange'
  keyExchange?: KeyExchangeMethod
  pskIdentityHint?: Uint8Array
  namedGroup?: number
  publicKey?: Uint8Array
  dhP?: Uint8Array
  dhG?: Uint8Array
  rsaModulus?: Uint8Array
  /** TLS 1.2 names it; earlier versions have a fixed one. */
  signatureScheme?: number
  signature?: Uint8Array
}

export function decodeServerKeyExchange(
  body: FieldReader,
  into: ServerKeyExchange,
  method: KeyExchangeMethod,
  signed: boolean,
  tls12: boolean,
): void {
  into.keyExchange = method
  if (method === 'PSK' || method === 'DHE_PSK' || method === 'ECDHE_PSK' || method === 'RSA_PSK') {
    into.pskIdentityHint = body.vector('psk_identity_hint', 2)
  }
  switch (method) {
    case 'ECDHE':
    case 'ECDHE_PSK':
      ecdhParameters(body, into)
      break
    case 'DHE':
    case 'DHE_PSK':
      into.dhP = body.vector('dh_p', 2)
      into.dhG = body.vector('dh_g', 2)
      into.publicKey = body.vector('dh_ys', 2)
      break
    case 'RSA':
      // Export suites: a short key for this connection alone (RFC 2246 §7.4.3).
      into.rsaModulus = body.vector('rsa_modulus', 2)
      body.vector('rsa_exponent', 2)
      break
    case 'PSK':
    case 'RSA_PSK':
      return
    default:
      if (body.left > 0) body.rest('params')
      return
  }
  if (!signed || body.left === 0) return
  if (tls12) into.signatureScheme = body.uint('algorithm', 2, signatureSchemeMeaning)
  into.signature = body.vector('signature', 2)
}

/** Bits of the DHE prime: RFC 8446 §4.1.1 style strength, leading zeros not counted. */
export function dhPrimeBits(dhP: Uint8Array): number {
  const first = dhP.findIndex((byte) => byte !== 0)
  return first < 0 ? 0 : (dhP.length - first) * 8 - (Math.clz32(dhP[first] ?? 0) - 24)
}

function ecdhParameters(body: FieldReader, into: ServerKeyExchange): void {
  const curveType = body.uint(
    'curve_type',
    1,
    (type) => [undefined, 'explicit_prime', 'explicit_char2', 'named_curve'][type],
  )
  if (curveType !== 3) {
    // Explicit curves were forbidden before anybody used them (RFC 8422 §5.4): their bytes are only shown.
    body.rest('params')
    return
  }
  into.namedGroup = body.uint('named_group', 2, groupMeaning)
  into.publicKey = body.vector('public', 1)
}
