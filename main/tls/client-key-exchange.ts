/** ClientKeyExchange: RSA (RFC 5246 §7.4.7.1), DHE (§7.4.7.2), ECDHE (RFC 8422 §5.7), PSK and its mixtures (RFC 4279, RFC 5489). */
import type { FieldReader } from './field-reader.ts'
import type { KeyExchangeMethod } from './key-exchange-method.ts'

export interface ClientKeyExchange {
  readonly name: 'client_key_exchange'
  keyExchange?: KeyExchangeMethod
  pskIdentity?: Uint8Array
  /** The encrypted secret (RSA) or the client's public key. */
  exchangeKeys?: Uint8Array
}

export function decodeClientKeyExchange(
  body: FieldReader,
  into: ClientKeyExchange,
  method: KeyExchangeMethod | undefined,
  ssl3: boolean,
): void {
  into.keyExchange = method ?? 'other'
  if (method === 'PSK' || method === 'RSA_PSK' || method === 'DHE_PSK' || method === 'ECDHE_PSK') {
    into.pskIdentity = body.vector('psk_identity', 2)
  }
  switch (method) {
    case 'RSA':
    case 'RSA_PSK':
      // SSL 3.0 has no length before the secret (RFC 5246 §7.4.7.1, implementation note).
      into.exchangeKeys = ssl3
        ? body.rest('encrypted_pre_master_secret')
        : body.vector('encrypted_pre_master_secret', 2)
      return
    case 'DHE':
    case 'DHE_PSK':
      into.exchangeKeys = body.vector('dh_yc', 2)
      return
    case 'ECDHE':
    case 'ECDHE_PSK':
      into.exchangeKeys = body.vector('ecdh_yc', 1)
      return
    case 'PSK':
      return
    // A fixed (EC)DH key of a client certificate leaves nothing to send (RFC 5246 §7.4.7.2, RFC 8422 §5.7).
    case 'DH':
      if (body.left > 0) into.exchangeKeys = body.vector('dh_yc', 2)
      return
    case 'ECDH':
      if (body.left > 0) into.exchangeKeys = body.vector('ecdh_yc', 1)
      return
    default:
      if (body.left > 0) into.exchangeKeys = body.rest('exchange_keys')
  }
}
