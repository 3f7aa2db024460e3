/** Marks what is no hex digit: above any digit, so that digits can be or-ed together and looked at once. */
export const BAD = 0x80

/** Value of a hex digit by its ASCII byte; BAD for any other byte. */
export const HEX = new Uint8Array(256).fill(BAD)
for (let i = 0; i < 10; i++) HEX[0x30 + i] = i
for (let i = 0; i < 6; i++) HEX[0x41 + i] = HEX[0x61 + i] = 10 + i

/** Eight hex digits at `at`. */
export function isWord(bytes: Uint8Array, at: number, end: number): boolean {
  if (at + 8 > end) return false
  let bad = 0
  for (let i = at; i < at + 8; i++) bad |= HEX[bytes[i] as number] as number
  return bad < BAD
}
