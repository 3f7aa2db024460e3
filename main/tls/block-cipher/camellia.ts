/** Camellia (RFC 3713) over blocks of 16 bytes, with keys of 16, 24 or 32. */
import { type BlockTransform, rotated, storeWide, table, wideNumber } from './block-cipher.ts'

/** RFC 3713 §2.4.1; the other three are this one, turned. */
const S1 = table(
  `70822cecb327c0e5e4855735ea0cae4123ef6b934519a521ed0e4f4e1d6592bd86b8af8f7ceb1fce3e30dc5f5ec50b1aa6e139cad5475d3dd9015ad651566c4d
   8b0d9a66fbccb02d74122b20f0b18499df4ccbc2347e76056db7a931d11704d714583a61de1b111c320f9c165318f222fe44cfb2c3b57a912408e8a860fc6950
   aad0a07da1896297545b1e95e0ff64d210c40048a3f775db8a03e6da093fdd94875c8302cd4a90337367f6f39d7fbfe2529bd826c837c63b81966f4b13be632e
   e979a78c9f6ebc8e29f5f9b62ffdb4597898066ae74671bad425ab4288a28dfa7207b955f8eeac0a36492a683c38f1a44028d37bbbc943c115e3adf477c7809e`,
)
const S2 = S1.map((byte) => (byte << 1) | (byte >>> 7))
const S3 = S1.map((byte) => (byte << 7) | (byte >>> 1))
const S4 = S1.map((_, index) => S1[((index << 1) | (index >>> 7)) & 0xff] ?? 0)

/** RFC 3713 §2.2. */
const SIGMA = table('a09e667f3bcc908bb67ae8584caa73b2c6ef372fe94f82be54ff53a5f1d36f1c10e527fade682d1db05688c2b3e6c1fd')

/**
 * Subkeys in the order of their use: two to whiten, six rounds, two for the layer between rounds, and so on, two to whiten (RFC 3713 §2.2).
 * `A45`: KA turned left by 45 bits, both halves of it; `A45h` and `L60l`: one half.
 */
const SHORT = 'L0 A0 L15 A15 A30 L45 A45h L60l A60 L77 L94 A94 L111 A111'.split(' ')
const LONG = 'L0 B0 R15 A15 R30 B30 L45 A45 L60 R60 B60 L77 A77 R94 A94 L111 B111'.split(' ')

const SUBKEY = 8
const ROUNDS_BETWEEN_LAYERS = 6

export function camelliaEncryption(key: Uint8Array): BlockTransform {
  return transform(subkeys(key))
}

/** RFC 3713 §2.3.3: the same with the subkeys from the other end, but for the two halves that whiten. */
export function camelliaDecryption(key: Uint8Array): BlockTransform {
  const keys = subkeys(key)
  return transform([...keys.slice(-2), ...keys.slice(2, -2).reverse(), ...keys.slice(0, 2)])
}

function transform(keys: readonly Uint8Array[]): BlockTransform {
  const end = keys.length - 2
  return (bytes, at) => {
    mix(bytes, at, keys[0])
    mix(bytes, at + 8, keys[1])
    for (let next = 2, round = 0; next < end; round += 1) {
      if (round > 0 && round % ROUNDS_BETWEEN_LAYERS === 0) {
        layer(bytes, at, keys[next++] ?? SIGMA)
        inverseLayer(bytes, at + 8, keys[next++] ?? SIGMA)
      }
      const odd = round % 2
      feistel(bytes, at + 8 * odd, at + 8 - 8 * odd, keys[next++] ?? SIGMA)
    }
    for (let index = at; index < at + 8; index += 1) {
      const left = bytes[index] as number
      bytes[index] = bytes[index + 8] as number
      bytes[index + 8] = left
    }
    mix(bytes, at, keys[end])
    mix(bytes, at + 8, keys[end + 1])
  }
}

function subkeys(key: Uint8Array): readonly Uint8Array[] {
  const left = wideNumber(key.subarray(0, 16))
  const rest = wideNumber(key.subarray(16))
  const right = key.length === 24 ? (rest << 64n) | BigInt.asUintN(64, ~rest) : rest
  const both = new Uint8Array(16)
  const round = (number: number): void =>
    feistel(both, 8 * (number % 2), 8 - 8 * (number % 2), SIGMA.subarray(SUBKEY * number))
  storeWide(left ^ right, both, 0, 16)
  round(0)
  round(1)
  storeWide(wideNumber(both) ^ left, both, 0, 16)
  round(2)
  round(3)
  const a = wideNumber(both)
  storeWide(a ^ right, both, 0, 16)
  round(4)
  round(5)
  const of: Readonly<Record<string, bigint>> = { L: left, R: right, A: a, B: wideNumber(both) }
  return (key.length === 16 ? SHORT : LONG).flatMap((name) => {
    const halves = new Uint8Array(16)
    storeWide(rotated(of[name.charAt(0)] ?? 0n, Number.parseInt(name.slice(1), 10), 128), halves, 0, 16)
    const two = [halves.subarray(0, 8), halves.subarray(8)]
    if (name.endsWith('h')) return two.slice(0, 1)
    return name.endsWith('l') ? two.slice(1) : two
  })
}

function mix(bytes: Uint8Array, at: number, key: Uint8Array | undefined): void {
  for (let index = 0; index < 8; index += 1) bytes[at + index] = (bytes[at + index] as number) ^ (key?.[index] ?? 0)
}

/** RFC 3713 §2.4.1: F of the eight bytes at `from`, over those at `to`. */
function feistel(bytes: Uint8Array, from: number, to: number, key: Uint8Array): void {
  const under = (index: number): number => (bytes[from + index] as number) ^ (key[index] as number)
  const t1 = S1[under(0)] as number
  const t2 = S2[under(1)] as number
  const t3 = S3[under(2)] as number
  const t4 = S4[under(3)] as number
  const t5 = S2[under(4)] as number
  const t6 = S3[under(5)] as number
  const t7 = S4[under(6)] as number
  const t8 = S1[under(7)] as number
  const over = (index: number, value: number): void => {
    bytes[to + index] = (bytes[to + index] as number) ^ value
  }
  over(0, t1 ^ t3 ^ t4 ^ t6 ^ t7 ^ t8)
  over(1, t1 ^ t2 ^ t4 ^ t5 ^ t7 ^ t8)
  over(2, t1 ^ t2 ^ t3 ^ t5 ^ t6 ^ t8)
  over(3, t2 ^ t3 ^ t4 ^ t5 ^ t6 ^ t7)
  over(4, t1 ^ t2 ^ t6 ^ t7 ^ t8)
  over(5, t2 ^ t3 ^ t5 ^ t7 ^ t8)
  over(6, t3 ^ t4 ^ t5 ^ t6 ^ t8)
  over(7, t1 ^ t4 ^ t5 ^ t6 ^ t7)
}

/** RFC 3713 §2.4.2: FL. */
function layer(bytes: Uint8Array, at: number, key: Uint8Array): void {
  const [left, right, k1, k2] = words(bytes, at, key)
  const second = right ^ turned(left & k1)
  store(bytes, at, left ^ (second | k2), second)
}

/** RFC 3713 §2.4.3: FLINV. */
function inverseLayer(bytes: Uint8Array, at: number, key: Uint8Array): void {
  const [left, right, k1, k2] = words(bytes, at, key)
  const first = left ^ (right | k2)
  store(bytes, at, first, right ^ turned(first & k1))
}

function words(bytes: Uint8Array, at: number, key: Uint8Array): [number, number, number, number] {
  return [word(bytes, at), word(bytes, at + 4), word(key, 0), word(key, 4)]
}

function word(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 24) | ((bytes[at + 1] ?? 0) << 16) | ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0)
}

function turned(value: number): number {
  return (value << 1) | (value >>> 31)
}

function store(bytes: Uint8Array, at: number, left: number, right: number): void {
  for (let index = 0; index < 4; index += 1) {
    bytes[at + index] = left >>> (24 - 8 * index)
    bytes[at + 4 + index] = right >>> (24 - 8 * index)
  }
}
