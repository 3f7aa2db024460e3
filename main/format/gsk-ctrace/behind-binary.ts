/** Blanks between the beginnings of system name and mnemonic. */
const MNEMONIC_COLUMN = 10

/**
 * Where a line may begin that has something else glued before it: behind the last byte that is no character of ASCII, and where a header line
 * has its system name. `start` when all of `bytes[start..end)` is text.
 */
export function behindBinary(bytes: Uint8Array, start: number, end: number): number {
  let at = end
  while (at > start && isText(bytes[at - 1] as number)) at--
  if (at === start) return start
  while (at < end && (bytes[at] as number) <= 0x20) at++
  let second = at
  while (second < end && (bytes[second] as number) > 0x20) second++
  while (second < end && (bytes[second] as number) <= 0x20) second++
  return second === end ? at : Math.max(at, second - MNEMONIC_COLUMN)
}

function isText(byte: number): boolean {
  return (byte >= 0x20 && byte < 0x7f) || byte === 0x09 || byte === 0x0c
}
