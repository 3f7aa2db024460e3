/**
 * Whether a certificate's signature verifies with the key of another one; undefined where it cannot be told. Whoever opens connections
 * brings it: the pure folders know no cryptography.
 */
export type SignatureCheck = (certificate: Uint8Array, issuer: Uint8Array) => boolean | undefined
