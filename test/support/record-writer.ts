import { concat } from './capture-writer.ts'

/** Bytes cut into records of these lengths (the last one over and over), each behind its descriptor word. */
export function records(bytes: Uint8Array, lengths: readonly number[]): Uint8Array[] {
  const list: Uint8Array[] = []
  for (let at = 0; at < bytes.length;) {
    const record = bytes.subarray(at, at + Math.max(1, lengths[Math.min(list.length, lengths.length - 1)] ?? 1))
    list.push(described(record))
    at += record.length
  }
  return list
}

/** As a record, or a block, behind its own descriptor word; `code` says which part of a spanned record it is. */
export function described(bytes: Uint8Array, code = 0): Uint8Array {
  const length = bytes.length + 4
  return length < 32_768
    ? concat(Uint8Array.of(length >>> 8, length & 0xff, code, 0), bytes)
    : concat(Uint8Array.of(0x80 | (length >>> 24), length >>> 16, length >>> 8, length), bytes)
}
