/**
 * Data sets with fixed records are filled up behind the last byte with zeros or (after a code page conversion) with the blanks
 * of EBCDIC or ASCII.
 */
export function isFiller(byte: number): boolean {
  return byte === 0x00 || byte === 0x40 || byte === 0x20
}

/** Where something other than `filler` stands, from `from` on; the end where nothing does. */
export function fillerEnd(bytes: Uint8Array, from: number, filler: number): number {
  let at = from
  while (at < bytes.length && bytes[at] === filler) at++
  return at
}

/** The bytes from `from` on, of which there is at least one, are all the same filler. */
export function isAllFiller(bytes: Uint8Array, from: number): boolean {
  const first = bytes[from] ?? -1
  return isFiller(first) && fillerEnd(bytes, from, first) === bytes.length
}
