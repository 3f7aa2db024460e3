/** How TLS makes keys out of secrets: the PRF of TLS 1.2 and earlier, that of SSL 3.0, HKDF of TLS 1.3. */
import { ascii, concat, uint16 } from './bytes.ts'
import type { Crypto, HashName } from './crypto.ts'

/** RFC 5246 §5, and before TLS 1.2 RFC 2246 §5. `hash` counts in TLS 1.2 alone. `version`: 0x0301 to 0x0303. */
export function prf(
  crypto: Crypto,
  version: number,
  hash: HashName,
  secret: Uint8Array,
  label: string,
  seed: Uint8Array,
  length: number,
): Uint8Array {
  const labelled = concat(ascii(label), seed)
  if (version >= 0x0303) return expand(crypto, hash, secret, labelled, length)
  // Two halves, which share a byte where the length is odd.
  const half = Math.ceil(secret.length / 2)
  const one = expand(crypto, 'md5', secret.subarray(0, half), labelled, length)
  const other = expand(crypto, 'sha1', secret.subarray(secret.length - half), labelled, length)
  return one.map((byte, index) => byte ^ (other[index] ?? 0))
}

/** P_hash. */
function expand(crypto: Crypto, hash: HashName, secret: Uint8Array, seed: Uint8Array, length: number): Uint8Array {
  const parts: Uint8Array[] = []
  let made = 0
  for (let a = crypto.hmac(hash, secret, seed); made < length; a = crypto.hmac(hash, secret, a)) {
    const part = crypto.hmac(hash, secret, a, seed)
    parts.push(part)
    made += part.length
  }
  return concat(...parts).subarray(0, length)
}

/** RFC 6101 §6.2.2: MD5(secret + SHA('A' + secret + randoms)) and so on with 'BB', 'CCC'. */
export function ssl3KeyBlock(crypto: Crypto, secret: Uint8Array, randoms: Uint8Array, length: number): Uint8Array {
  const parts: Uint8Array[] = []
  for (let round = 1; parts.length * 16 < length; round += 1) {
    const inner = crypto.hash('sha1')
    inner.update(new Uint8Array(round).fill(0x40 + round))
    inner.update(secret)
    inner.update(randoms)
    const outer = crypto.hash('md5')
    outer.update(secret)
    outer.update(inner.value())
    parts.push(outer.value())
  }
  return concat(...parts).subarray(0, length)
}

/** HKDF-Expand-Label (RFC 8446 §7.1) with an empty context. */
export function hkdfExpandLabel(
  crypto: Crypto,
  hash: HashName,
  secret: Uint8Array,
  label: string,
  length: number,
): Uint8Array {
  const name = ascii(`tls13 ${label}`)
  const info = concat(uint16(length), Uint8Array.of(name.length), name, Uint8Array.of(0))
  const parts: Uint8Array[] = []
  let last: Uint8Array = new Uint8Array(0)
  for (let round = 1, made = 0; made < length; round += 1, made += last.length) {
    last = crypto.hmac(hash, secret, last, info, Uint8Array.of(round))
    parts.push(last)
  }
  return concat(...parts).subarray(0, length)
}
