import { decodeHandshake, HANDSHAKE_TYPE } from './handshake.ts'
import type { TlsMessage } from './message.ts'

/**
 * Unpacking, which whoever opens connections brings, as with the primitives of decryption: bytes that unpack to exactly `size`, undefined
 * where they do not.
 */
export interface Unpackers {
  readonly zlib: Unpacker
  readonly brotli: Unpacker
  /** Undefined: the platform has none. */
  readonly zstd: Unpacker | undefined
}

type Unpacker = (bytes: Uint8Array, size: number) => Uint8Array | undefined

/** A chain of certificates has some thousand bytes; the message could state 16 MB for a few hundred packed ones. */
const MAX_UNPACKED = 1 << 18

/** RFC 8879 §7.3. */
const ALGORITHMS: ReadonlyMap<number, keyof Unpackers> = new Map([
  [1, 'zlib'],
  [2, 'brotli'],
  [3, 'zstd'],
])

/** The messages, each as below. */
export function unpackCertificates(messages: readonly TlsMessage[], unpackers: Unpackers): readonly TlsMessage[] {
  return messages.some(isPacked) ? messages.map((message) => withUnpacked(message, unpackers)) : messages
}

function isPacked({ content, type }: TlsMessage): boolean {
  return content === 'handshake' && type === HANDSHAKE_TYPE.compressedCertificate
}

/** The message, and beside it what a CompressedCertificate unpacks to; unknown algorithms and chains beyond all measure stay packed. */
function withUnpacked(message: TlsMessage, unpackers: Unpackers): TlsMessage {
  if (!isPacked(message)) return message
  const { value, error } = decodeHandshake(message.bytes, {}, false)
  if (value.name !== 'compressed_certificate' || error !== undefined) return message
  const { algorithm = 0, uncompressedLength = 0, compressedCertificateMessage: packed } = value
  const unpack = unpackers[ALGORITHMS.get(algorithm) ?? 'zstd']
  if (!ALGORITHMS.has(algorithm) || unpack === undefined || packed === undefined || uncompressedLength > MAX_UNPACKED)
    return message
  return { ...message, unpacked: unpack(packed, uncompressedLength) ?? 'damaged' }
}
