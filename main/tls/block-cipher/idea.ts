/** IDEA (Lai and Massey 1991; ISO/IEC 18033-3 had it until 2021): eight rounds and a half over blocks of 8 bytes, with keys of 16. */
import { type BlockTransform, rotated, wideNumber } from './block-cipher.ts'

const ROUNDS = 8
/** Of 16 bits: six a round, four at the end. */
const KEYS = 6 * ROUNDS + 4
const MODULUS = 0x10001

export function ideaDecryption(key: Uint8Array): BlockTransform {
  const keys = inverted(roundKeys(key))
  return (bytes, at) => {
    const view = new DataView(bytes.buffer, bytes.byteOffset + at, 8)
    let [a, b, c, d] = [view.getUint16(0), view.getUint16(2), view.getUint16(4), view.getUint16(6)]
    let next = 0
    const subkey = (): number => keys[next++] ?? 0
    for (let round = 0; round < ROUNDS; round += 1) {
      a = multiplied(a, subkey())
      b = (b + subkey()) & 0xffff
      c = (c + subkey()) & 0xffff
      d = multiplied(d, subkey())
      const s = multiplied(a ^ c, subkey())
      const t = multiplied(((b ^ d) + s) & 0xffff, subkey())
      const u = (s + t) & 0xffff
      const middle = b ^ u
      a ^= t
      b = c ^ t
      c = middle
      d ^= u
    }
    // The middle words were swapped once too often.
    view.setUint16(0, multiplied(a, subkey()))
    view.setUint16(2, c + subkey())
    view.setUint16(4, b + subkey())
    view.setUint16(6, multiplied(d, subkey()))
  }
}

/** Eight words of the key, then eight of it turned by 25 bits, and so on. */
function roundKeys(key: Uint8Array): Uint16Array {
  const keys = new Uint16Array(KEYS)
  let value = wideNumber(key)
  for (let index = 0; index < KEYS; index += 1) {
    if (index > 0 && index % 8 === 0) value = rotated(value, 25, 128)
    keys[index] = Number((value >> BigInt(112 - 16 * (index % 8))) & 0xffffn)
  }
  return keys
}

/** The keys that undo what `keys` do, in the order in which decryption takes them. */
function inverted(keys: Uint16Array): Uint16Array {
  const inverse = new Uint16Array(KEYS)
  for (let round = 0; round <= ROUNDS; round += 1) {
    const from = 6 * (ROUNDS - round)
    const swapped = round > 0 && round < ROUNDS ? 1 : 0
    const at = 6 * round
    inverse[at] = multiplicativeInverse(keys[from] ?? 0)
    inverse[at + 1] = -(keys[from + 1 + swapped] ?? 0)
    inverse[at + 2] = -(keys[from + 2 - swapped] ?? 0)
    inverse[at + 3] = multiplicativeInverse(keys[from + 3] ?? 0)
    if (round === ROUNDS) break
    inverse[at + 4] = keys[from - 2] ?? 0
    inverse[at + 5] = keys[from - 1] ?? 0
  }
  return inverse
}

/** Modulo 2^16 + 1, where zero stands for 2^16. */
function multiplied(one: number, other: number): number {
  return (((one === 0 ? 0x10000 : one) * (other === 0 ? 0x10000 : other)) % MODULUS) & 0xffff
}

/** By Fermat: the power of 2^16 - 1. */
function multiplicativeInverse(value: number): number {
  let inverse = 1
  let power = value
  for (let bit = 0; bit < 16; bit += 1) {
    inverse = multiplied(inverse, power)
    power = multiplied(power, power)
  }
  return inverse
}
