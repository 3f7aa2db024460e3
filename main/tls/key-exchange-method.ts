/** How a cipher suite of TLS 1.2 and earlier exchanges keys: it decides the form of two messages. */
import { cipherSuite } from '../reference/cipher-suite.ts'

export type KeyExchangeMethod =
  'RSA' | 'DHE' | 'ECDHE' | 'DH' | 'ECDH' | 'PSK' | 'RSA_PSK' | 'DHE_PSK' | 'ECDHE_PSK' | 'other'

export function keyExchangeMethod(suite: number | undefined): KeyExchangeMethod | undefined {
  const facts = suite === undefined ? undefined : cipherSuite(suite)
  if (facts?.keyExchange === undefined) return undefined
  const psk = facts.authentication === 'PSK' || facts.authentication === 'RSA+PSK'
  // An anonymous suite sends fresh parameters just as an ephemeral one does (RFC 5246 §F.1.1.1, RFC 8422 §2).
  const fresh = facts.authentication === 'anonymous'
  switch (facts.keyExchange) {
    case 'ECDHE':
      return psk ? 'ECDHE_PSK' : 'ECDHE'
    case 'DHE':
      return psk ? 'DHE_PSK' : 'DHE'
    case 'DH':
      return fresh ? 'DHE' : 'DH'
    case 'ECDH':
      return fresh ? 'ECDHE' : 'ECDH'
    case 'PSK':
      return 'PSK'
    case 'RSA':
      return psk ? 'RSA_PSK' : 'RSA'
    default:
      return 'other'
  }
}

/** Whether the server signs its key exchange parameters. */
export function signsParameters(suite: number | undefined): boolean {
  const authentication = suite === undefined ? undefined : cipherSuite(suite)?.authentication
  return authentication !== 'anonymous' && authentication !== 'PSK'
}
