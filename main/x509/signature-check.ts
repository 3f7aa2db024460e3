/**
 * Whether a certificate's signature verifies with the key of another one; undefined where it cannot be told. Whoever opens connections
 * brings it: the pure folders know no cryptography.
 */
export type SignatureCheck = (certificate: Uint8Array, issuer: Uint8Array) => boolean | undefined

/** Hashes of handshakes (RFC 8446 §4.4.1). */
export type HandshakeHash = 'sha256' | 'sha384'
export type Digest = (hash: HandshakeHash, data: Uint8Array) => Uint8Array

/** The same of data: `scheme` as in a handshake (RFC 8446 §4.2.3). */
export type SignedDataCheck = (
  certificate: Uint8Array,
  scheme: number,
  data: Uint8Array,
  signature: Uint8Array,
) => boolean | undefined
