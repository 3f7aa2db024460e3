import type { SourceReading } from '../../main/format/reader.ts'

/** Brings `bytes` in pieces, and again what was not taken, as a file's reader does. The memory is used again at once. */
export function feed(reading: SourceReading, bytes: Uint8Array, pieceSize: number): void {
  const window = new Uint8Array(bytes.length)
  let offset = 0
  let end = 0
  do {
    end = Math.min(bytes.length, end + Math.max(1, pieceSize))
    window.fill(0xee)
    window.set(bytes.subarray(offset, end))
    const last = end === bytes.length
    const taken = reading.take(window.subarray(0, end - offset), offset, last)
    if (taken < 0 || taken > end - offset) throw new Error(`took ${taken} of ${end - offset}`)
    offset += taken
  } while (end < bytes.length)
  if (offset !== bytes.length) throw new Error(`left ${bytes.length - offset} bytes`)
}
