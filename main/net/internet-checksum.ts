/** The checksum of IP and TCP (RFC 1071): words of 16 bits with their checksum come to all ones. `sum` is that of a pseudo header. */
export function isChecksumRight(bytes: Uint8Array, start: number, end: number, sum: number): boolean {
  let total = sum
  for (let at = start; at < end; at += 2) total += ((bytes[at] ?? 0) << 8) | (at + 1 < end ? (bytes[at + 1] ?? 0) : 0)
  // Carries are added back: that is the remainder by 0xffff, and nothing but zeros has the sum 0.
  return total !== 0 && total % 0xffff === 0
}
