import * as zlib from 'node:zlib'
import type { Unpackers } from '../tls/unpack-certificate.ts'

type Sync = (bytes: Uint8Array, options: { readonly maxOutputLength: number }) => Buffer

/** What Node unpacks; zstd from 22.15 on. */
export const nodeUnpackers: Unpackers = {
  zlib: bounded(zlib.inflateSync),
  brotli: bounded(zlib.brotliDecompressSync),
  zstd: (zlib.zstdDecompressSync as Sync | undefined) && bounded(zlib.zstdDecompressSync),
}

function bounded(unpack: Sync) {
  return (bytes: Uint8Array, size: number): Uint8Array | undefined => {
    try {
      const unpacked = unpack(bytes, { maxOutputLength: Math.max(1, size) })
      return unpacked.length === size ? new Uint8Array(unpacked) : undefined
    } catch {
      return undefined
    }
  }
}
