/**
 * Block ciphers that OpenSSL has put away as legacy, or that BoringSSL, which runs under Electron, never had. Captures outlive libraries: what a
 * connection was encrypted with does not depend on what reads it. Each is one file that makes a transformation out of a key.
 */

/** Transforms the block at `bytes[at]` in its place. */
export type BlockTransform = (bytes: Uint8Array, at: number) => void

/** CBC without padding: `bytes` are whole blocks, and `iv` is one. */
export function cbcDecrypted(
  decrypt: BlockTransform,
  blockLength: number,
  iv: Uint8Array,
  bytes: Uint8Array,
): Uint8Array {
  const plain = bytes.slice()
  for (let at = 0; at + blockLength <= plain.length; at += blockLength) {
    decrypt(plain, at)
    for (let index = 0; index < blockLength; index += 1) {
      const before = at === 0 ? iv[index] : bytes[at - blockLength + index]
      plain[at + index] = (plain[at + index] as number) ^ (before ?? 0)
    }
  }
  return plain
}

/** A table as it is printed in a specification. */
export function table(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/[0-9a-f]{2}/g) ?? [], (pair) => Number.parseInt(pair, 16))
}

/** Up to 128 bits as a number; for what is done once for a key. */
export function wideNumber(bytes: Uint8Array): bigint {
  return bytes.reduce((value, byte) => (value << 8n) | BigInt(byte), 0n)
}

export function rotated(value: bigint, left: number, bits: number): bigint {
  return BigInt.asUintN(bits, (value << BigInt(left)) | (value >> BigInt(bits - left)))
}

export function storeWide(value: bigint, bytes: Uint8Array, at: number, length: number): void {
  for (let index = length - 1, rest = value; index >= 0; index -= 1, rest >>= 8n)
    bytes[at + index] = Number(rest & 0xffn)
}
