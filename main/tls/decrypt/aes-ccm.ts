/** AES-CCM (RFC 3610, NIST SP 800-38C) out of AES-CBC and AES-CTR, which every library has. */
import { concat, isEqual } from './bytes.ts'
import type { Crypto } from './crypto.ts'

const BLOCK = 16
/** TLS: 12 bytes of nonce leave three for the length (RFC 6655 §3). */
const LENGTH_BYTES = 3

/** `sealed` ends with its tag of `tagLength` bytes; undefined where it does not authenticate. */
export function openAesCcm(
  crypto: Crypto,
  key: Uint8Array,
  nonce: Uint8Array,
  additional: Uint8Array,
  sealed: Uint8Array,
  tagLength: number,
): Uint8Array | undefined {
  if (sealed.length < tagLength) return undefined
  const counter = concat(Uint8Array.of(LENGTH_BYTES - 1), nonce, new Uint8Array(LENGTH_BYTES))
  // The tag is under the counter's first block, the text under those after it.
  const tag = sealed.subarray(sealed.length - tagLength)
  const text = sealed.subarray(0, sealed.length - tagLength)
  const opened = crypto.aesCtr(key, counter, concat(tag, new Uint8Array(BLOCK - tagLength), text))
  const plain = opened.subarray(BLOCK)
  const mac = cbcMac(crypto, key, nonce, additional, plain, tagLength)
  return isEqual(mac.subarray(0, tagLength), opened.subarray(0, tagLength)) ? plain : undefined
}

/** RFC 3610 §2.2. `additional` is short of 0xff00 bytes. */
function cbcMac(
  crypto: Crypto,
  key: Uint8Array,
  nonce: Uint8Array,
  additional: Uint8Array,
  plain: Uint8Array,
  tagLength: number,
): Uint8Array {
  const flags = (additional.length > 0 ? 0x40 : 0) | (((tagLength - 2) / 2) << 3) | (LENGTH_BYTES - 1)
  const length = Uint8Array.of(plain.length >>> 16, (plain.length >>> 8) & 0xff, plain.length & 0xff)
  const described =
    additional.length > 0
      ? concat(Uint8Array.of(additional.length >>> 8, additional.length & 0xff), additional)
      : additional
  const blocks = concat(
    Uint8Array.of(flags),
    nonce,
    length,
    described,
    new Uint8Array(-described.length & (BLOCK - 1)),
    plain,
    new Uint8Array(-plain.length & (BLOCK - 1)),
  )
  return crypto.encryptAesCbc(key, new Uint8Array(BLOCK), blocks).subarray(-BLOCK)
}
