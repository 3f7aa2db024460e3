import { createHash } from 'node:crypto'
import { readSync } from 'node:fs'

/** As for reading: larger blocks spoil the processor's cache. */
const BLOCK_BYTES = 1 << 20

/**
 * SHA-256 of the first `bytes` bytes of an open file, as hex; undefined where it has become shorter or cannot be read, or when `aborted`,
 * which is asked between blocks. The file's position does not matter and is not moved.
 */
export function hashFile(descriptor: number, bytes: number, aborted: () => boolean): string | undefined {
  const hash = createHash('sha256')
  const block = new Uint8Array(Math.min(BLOCK_BYTES, bytes))
  for (let at = 0; at < bytes;) {
    if (aborted()) return undefined
    const got = readBlock(descriptor, block, Math.min(block.length, bytes - at), at)
    if (got === 0) return undefined
    hash.update(block.subarray(0, got))
    at += got
  }
  return hash.digest('hex')
}

/** None where reading fails: who reads the file for its content says why. */
function readBlock(descriptor: number, block: Uint8Array, length: number, at: number): number {
  try {
    return readSync(descriptor, block, 0, length, at)
  } catch {
    return 0
  }
}
