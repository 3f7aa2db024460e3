/**
 * Whether a certificate's signature verifies with the key of another one; undefined where it cannot be told. Whoever opens connections
 * brings it: the pure folders know no cryptography.
 */
export type SignatureCheck = (certificate: Uint8Array, issuer: Uint8Array) => boolean | undefined

/** The same of data: `scheme` as in a handshake (RFC 8446 §4.2.3). */
export type SignedDataCheck = (
  certificate: Uint8Array,
  scheme: number,
  data: Uint8Array,
  signature: Uint8Array,
) => boolean | undefined
