/** Bytes as text, without any platform decoder, and safe to show whatever the bytes are. */

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

/** Lower-case hex of all bytes. */
export function hex(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += HEX[byte] ?? ''
  return text
}

/** Lower-case hex, cut after `limit` bytes with the number of bytes left out. */
export function shortHex(bytes: Uint8Array, limit = 48): string {
  if (bytes.length <= limit) return hex(bytes)
  return `${hex(bytes.subarray(0, limit))}… (${bytes.length} bytes)`
}

/** ASCII as it is; every other byte as `\xhh`, so that a hostile name cannot forge what a person reads. */
export function safeAscii(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes)
    text += byte >= 0x20 && byte < 0x7f && byte !== 0x5c ? String.fromCharCode(byte) : `\\x${HEX[byte] ?? ''}`
  return text
}
