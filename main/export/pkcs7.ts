/**
 * Certificates alone as one DER value: a SignedData that signs nothing (RFC 5652 §5, §5.1; RFC 2315 §9), which RACDCERT ADD, gskkyman and
 * openssl take as a chain.
 */
const SIGNED_DATA = [0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x02]
const DATA = [0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x01]
const SEQUENCE = 0x30
const SET = 0x31
/** Constructed, context-specific, number 0. */
const CONTEXT_0 = 0xa0
const VERSION_1 = [0x02, 0x01, 0x01]

/** Each certificate in DER. */
export function pkcs7(certificates: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const signedData = element(SEQUENCE, [
    ...[VERSION_1, element(SET, []), element(SEQUENCE, [DATA])],
    ...[element(CONTEXT_0, certificates), element(SET, [])],
  ])
  return element(SEQUENCE, [SIGNED_DATA, element(CONTEXT_0, [signedData])])
}

function element(tag: number, parts: readonly (Uint8Array | readonly number[])[]): Uint8Array<ArrayBuffer> {
  const length = parts.reduce((sum, part) => sum + part.length, 0)
  const head = [tag, ...lengthOf(length)]
  const bytes = new Uint8Array(head.length + length)
  bytes.set(head)
  let at = head.length
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}

/** X.690 §8.1.3: up to 127 in one byte, else how many bytes and then these. */
function lengthOf(length: number): number[] {
  if (length < 0x80) return [length]
  const bytes: number[] = []
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256)
  return [0x80 | bytes.length, ...bytes]
}
