import { DETECT_BYTES } from './reader.ts'
import { type DescriptorForm, withoutDescriptors } from './record-descriptors.ts'
import { readers } from './registry.ts'

/** What a file may be wrapped in as a whole: bytes in, bytes out, of any format. */
export type Container = 'gzip' | 'zstd' | DescriptorForm

const GZIP = [0x1f, 0x8b, 8]
const ZSTD = [0x28, 0xb5, 0x2f, 0xfd]

/** The container that begins with `head` (at most DETECT_BYTES count), or undefined. */
export function detectContainer(head: Uint8Array): Container | undefined {
  const packing = packingOf(head)
  if (packing !== undefined) return packing
  const look = head.subarray(0, DETECT_BYTES)
  if (readers.some((reader) => reader.detect(look) !== 'no')) return undefined
  return (['rdw', 'bdw-rdw'] as const).find((form) => isBinary(withoutDescriptors(look, form)))
}

function packingOf(head: Uint8Array): 'gzip' | 'zstd' | undefined {
  // RFC 1952 §2.3.1: identification and the only method there is.
  if (beginsWith(head, GZIP)) return 'gzip'
  return beginsZstdFrame(head) ? 'zstd' : undefined
}

/** RFC 8878 §3.1: a frame, or one that is to be skipped. */
export function beginsZstdFrame(bytes: Uint8Array): boolean {
  const skippable = ((bytes[0] ?? 0) & 0xf0) === 0x50 && bytes[1] === 0x2a && bytes[2] === 0x4d && bytes[3] === 0x18
  return skippable || beginsWith(bytes, ZSTD)
}

/** Listings with record descriptors are a form of text, which the readers of text know themselves. */
function isBinary(data: Uint8Array | undefined): boolean {
  if (data === undefined) return false
  return (
    packingOf(data) !== undefined || readers.some((one) => one.kind === 'packets' && one.detect(data) === 'certain')
  )
}

function beginsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, at) => bytes[at] === byte)
}
