/** The header of a record and the byte behind it, which says what a handshake record begins with. */
const INSIDE_BYTES = 6

/** How decrypted data of an application begin where they are a TLS record once more (RFC 8446 §5.1: types 20 to 23, major version 3). */
export function recordInside(bytes: Uint8Array): Uint8Array | undefined {
  const [type = 0, major] = bytes
  const isRecord = bytes.length >= INSIDE_BYTES && type >= 20 && type <= 23 && major === 3
  return isRecord ? bytes.slice(0, INSIDE_BYTES) : undefined
}
