/** GCM (NIST SP 800-38D) over a block cipher of our own; over AES the platform does it. */
import type { BlockTransform } from '../block-cipher/block-cipher.ts'
import { concat, isEqual } from './bytes.ts'

const BLOCK = 16
const TAG_LENGTH = 16
/** SP 800-38D §6.3: R, in the first of four words. */
const R = 0xe1000000

/** `nonce`: 12 bytes. `sealed` ends with its tag; undefined where it does not authenticate. */
export function openGcm(
  encrypt: BlockTransform,
  nonce: Uint8Array,
  additional: Uint8Array,
  sealed: Uint8Array,
): Uint8Array | undefined {
  const end = sealed.length - TAG_LENGTH
  if (end < 0) return undefined
  const ciphertext = sealed.subarray(0, end)
  const counter = concat(nonce, Uint8Array.of(0, 0, 0, 1))
  const hashKey = new Uint8Array(BLOCK)
  encrypt(hashKey, 0)
  const tag = ghash(hashKey, additional, ciphertext)
  const mask = counter.slice()
  encrypt(mask, 0)
  for (const [index, byte] of mask.entries()) tag[index] = (tag[index] ?? 0) ^ byte
  return isEqual(tag, sealed.subarray(end)) ? counted(encrypt, counter, ciphertext) : undefined
}

/** SP 800-38D §6.5: GCTR from the counter's next value on. */
function counted(encrypt: BlockTransform, counter: Uint8Array, bytes: Uint8Array): Uint8Array {
  const plain = bytes.slice()
  const view = new DataView(counter.buffer)
  const mask = new Uint8Array(BLOCK)
  for (let at = 0; at < plain.length; at += BLOCK) {
    view.setUint32(12, view.getUint32(12) + 1)
    mask.set(counter)
    encrypt(mask, 0)
    const length = Math.min(BLOCK, plain.length - at)
    for (let index = 0; index < length; index += 1)
      plain[at + index] = (plain[at + index] as number) ^ (mask[index] as number)
  }
  return plain
}

/** SP 800-38D §6.4: both parts filled up to whole blocks, then their lengths in bits. */
function ghash(hashKey: Uint8Array, additional: Uint8Array, ciphertext: Uint8Array): Uint8Array {
  const lengths = new Uint8Array(BLOCK)
  const view = new DataView(lengths.buffer)
  view.setUint32(4, additional.length * 8)
  view.setUint32(12, ciphertext.length * 8)
  const h = words(hashKey, 0)
  const sum = new Uint32Array(4)
  for (const part of [additional, ciphertext, lengths]) {
    for (let at = 0; at < part.length; at += BLOCK) {
      for (const [index, word] of words(part, at).entries()) sum[index] = (sum[index] ?? 0) ^ word
      multiply(sum, h)
    }
  }
  const hash = new Uint8Array(BLOCK)
  const out = new DataView(hash.buffer)
  for (const [index, word] of sum.entries()) out.setUint32(4 * index, word)
  return hash
}

function words(bytes: Uint8Array, at: number): Uint32Array {
  const block = new Uint8Array(BLOCK)
  block.set(bytes.subarray(at, at + BLOCK))
  const view = new DataView(block.buffer)
  return Uint32Array.of(view.getUint32(0), view.getUint32(4), view.getUint32(8), view.getUint32(12))
}

/** SP 800-38D §6.3: `sum` becomes its product with `h` in GF(2^128), whose bits count from the left. */
function multiply(sum: Uint32Array, h: Uint32Array): void {
  let [z0, z1, z2, z3] = [0, 0, 0, 0]
  let [v0, v1, v2, v3] = [h[0] as number, h[1] as number, h[2] as number, h[3] as number]
  for (let bit = 0; bit < 128; bit += 1) {
    if ((((sum[bit >> 5] as number) >>> (31 - (bit & 31))) & 1) === 1) {
      z0 ^= v0
      z1 ^= v1
      z2 ^= v2
      z3 ^= v3
    }
    const carry = v3 & 1
    v3 = (v3 >>> 1) | (v2 << 31)
    v2 = (v2 >>> 1) | (v1 << 31)
    v1 = (v1 >>> 1) | (v0 << 31)
    v0 = (v0 >>> 1) ^ (carry === 1 ? R : 0)
  }
  sum.set([z0, z1, z2, z3])
}
