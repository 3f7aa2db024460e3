/** ChaCha20 and Poly1305 (RFC 8439): not every library that runs under us has them. */
import { concat, isEqual } from './bytes.ts'

const TAG_LENGTH = 16
const BLOCK_LENGTH = 64
/** RFC 8439 §2.5: 2^130 - 5. */
const PRIME = (1n << 130n) - 5n
const CLAMP = 0x0ffffffc0ffffffc0ffffffc0fffffffn

/** RFC 8439 §2.8. `sealed` ends with its tag; undefined where it does not authenticate. Key 32 bytes, nonce 12. */
export function openChaCha20Poly1305(
  key: Uint8Array,
  nonce: Uint8Array,
  additional: Uint8Array,
  sealed: Uint8Array,
): Uint8Array | undefined {
  if (sealed.length < TAG_LENGTH) return undefined
  const ciphertext = sealed.subarray(0, sealed.length - TAG_LENGTH)
  const oneTimeKey = chacha20(key, nonce, 0, new Uint8Array(32))
  const tag = poly1305(oneTimeKey, authenticated(additional, ciphertext))
  return isEqual(tag, sealed.subarray(ciphertext.length)) ? chacha20(key, nonce, 1, ciphertext) : undefined
}

/** Both parts are filled with zeros to whole blocks of 16, their lengths follow. */
function authenticated(additional: Uint8Array, ciphertext: Uint8Array): Uint8Array {
  const lengths = new Uint8Array(16)
  const view = new DataView(lengths.buffer)
  view.setUint32(0, additional.length, true)
  view.setUint32(8, ciphertext.length, true)
  return concat(
    additional,
    new Uint8Array(-additional.length & 15),
    ciphertext,
    new Uint8Array(-ciphertext.length & 15),
    lengths,
  )
}

/** RFC 8439 §2.4. */
export function chacha20(key: Uint8Array, nonce: Uint8Array, counter: number, bytes: Uint8Array): Uint8Array {
  const start = new Uint32Array(16)
  start.set([0x61707865, 0x3320646e, 0x79622d32, 0x6b206574])
  for (let word = 0; word < 8; word += 1) start[4 + word] = littleEndian(key, word * 4)
  for (let word = 0; word < 3; word += 1) start[13 + word] = littleEndian(nonce, word * 4)
  const out = new Uint8Array(bytes.length)
  const state = new Uint32Array(16)
  for (let block = 0; block * BLOCK_LENGTH < bytes.length; block += 1) {
    start[12] = counter + block
    state.set(start)
    for (let round = 0; round < 10; round += 1) doubleRound(state)
    const at = block * BLOCK_LENGTH
    const length = Math.min(BLOCK_LENGTH, bytes.length - at)
    for (let index = 0; index < length; index += 1) {
      const word = (state[index >> 2] as number) + (start[index >> 2] as number)
      out[at + index] = (bytes[at + index] as number) ^ (word >>> ((index & 3) * 8))
    }
  }
  return out
}

function doubleRound(state: Uint32Array): void {
  quarterRound(state, 0, 4, 8, 12)
  quarterRound(state, 1, 5, 9, 13)
  quarterRound(state, 2, 6, 10, 14)
  quarterRound(state, 3, 7, 11, 15)
  quarterRound(state, 0, 5, 10, 15)
  quarterRound(state, 1, 6, 11, 12)
  quarterRound(state, 2, 7, 8, 13)
  quarterRound(state, 3, 4, 9, 14)
}

function quarterRound(state: Uint32Array, a: number, b: number, c: number, d: number): void {
  add(state, a, b, d, 16)
  add(state, c, d, b, 12)
  add(state, a, b, d, 8)
  add(state, c, d, b, 7)
}

/** `sum` gains `addend`; `mixed` is combined with the sum and turned left. */
function add(state: Uint32Array, sum: number, addend: number, mixed: number, turn: number): void {
  const value = ((state[sum] as number) + (state[addend] as number)) >>> 0
  state[sum] = value
  const both = (state[mixed] as number) ^ value
  state[mixed] = (both << turn) | (both >>> (32 - turn))
}

/** RFC 8439 §2.5. Big integers are slow and plain; a record costs a millisecond at most. */
export function poly1305(key: Uint8Array, message: Uint8Array): Uint8Array {
  const r = number(key, 0, 16) & CLAMP
  let sum = 0n
  for (let at = 0; at < message.length; at += 16) {
    const length = Math.min(16, message.length - at)
    const block = number(message, at, length) | (1n << BigInt(8 * length))
    sum = ((sum + block) * r) % PRIME
  }
  sum += number(key, 16, 16)
  const tag = new Uint8Array(16)
  const view = new DataView(tag.buffer)
  view.setBigUint64(0, BigInt.asUintN(64, sum), true)
  view.setBigUint64(8, BigInt.asUintN(64, sum >> 64n), true)
  return tag
}

function number(bytes: Uint8Array, at: number, length: number): bigint {
  let value = 0n
  for (let word = (length - 1) >> 2; word >= 0; word -= 1) {
    let part = 0
    for (let byte = Math.min(3, length - 1 - word * 4); byte >= 0; byte -= 1) {
      part = part * 256 + (bytes[at + word * 4 + byte] ?? 0)
    }
    value = (value << 32n) | BigInt(part)
  }
  return value
}

function littleEndian(bytes: Uint8Array, at: number): number {
  return (
    ((bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16) | ((bytes[at + 3] ?? 0) << 24)) >>> 0
  )
}
