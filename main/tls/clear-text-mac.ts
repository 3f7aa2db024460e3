import { cipherSuite } from '../reference/cipher-suite.ts'

/** A MAC of so many bytes follows the content where a suite does not encrypt (RFC 5246 §6.2.3.1); 0 where it does. */
export function clearTextMacLength(suite: number | undefined): number {
  const facts = suite === undefined ? undefined : cipherSuite(suite)
  if (facts?.encryption !== 'NULL') return 0
  switch (facts.mac) {
    case 'HMAC-MD5':
      return 16
    case 'HMAC-SHA256':
      return 32
    case 'HMAC-SHA384':
      return 48
    default:
      return 20
  }
}
