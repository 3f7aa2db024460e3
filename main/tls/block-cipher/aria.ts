/** ARIA (RFC 5794) over blocks of 16 bytes, with keys of 16, 24 or 32. */
import { type BlockTransform, rotated, storeWide, table, wideNumber } from './block-cipher.ts'

/** RFC 5794 §2.4.2: SB1 is that of AES; SB3 and SB4 undo SB1 and SB2. */
const SB1 = table(
  `637c777bf26b6fc53001672bfed7ab76ca82c97dfa5947f0add4a2af9ca472c0b7fd9326363ff7cc34a5e5f171d8311504c723c31896059a071280e2eb27b275
   09832c1a1b6e5aa0523bd6b329e32f8453d100ed20fcb15b6acbbe394a4c58cfd0efaafb434d338545f9027f503c9fa851a3408f929d38f5bcb6da2110fff3d2
   cd0c13ec5f974417c4a77e3d645d197360814fdc222a908846eeb814de5e0bdbe0323a0a4906245cc2d3ac629195e479e7c8376d8dd54ea96c56f4ea657aae08
   ba78252e1ca6b4c6e8dd741f4bbd8b8a703eb5664803f60e613557b986c11d9ee1f8981169d98e949b1e87e9ce5528df8ca1890dbfe6426841992d0fb054bb16`,
)
const SB2 = table(
  `e24e54fc94c24acc620d6a463c4d8bd15efa64cbb497be2bbc772e03d31959c11d06416b55f09969ea9c18ae63dfe7bb007366fb964c85e43a0945aa0fee10eb
   2d7ff429accfad918d78c895f92fcecd087a88385c832a2847dbb8c793a41253ff870e3136215848018e377432cae9b1b7ab0cd7c4564226079860d9b6b91140
   ec208cbda0c984044923f14f501f13dcd8c09e57e3c37b653b028f3ee82592e515ddfd17a9bfd49a7ec53967fe769d43a7e1d0f568f21b347005a38ad57986a8
   30c6514b1ea627f635d26e2416825fdae675a2ef2cb21c9f5d6f800a72449b6c900b5b337d5a52f361a1f7b0d63f7c6ded14e0a53d22b3f889de711aafbab581`,
)
const SB3 = undone(SB1)
const SB4 = undone(SB2)
/** Substitution layers: the box of each byte, over and over. */
const SL1 = [SB1, SB2, SB3, SB4]
const SL2 = [SB3, SB4, SB1, SB2]

/** RFC 5794 §2.4.3: each byte of the result is the sum of the bytes named. */
const DIFFUSION = [
  ...['34689de', '25789cf', '146abcf', '057abde', '0258bef', '1349aef', '0279acd', '1368bcd'],
  ...['0147adf', '0156bce', '23568df', '23479ce', '12679bc', '03678ad', '03459be', '12458af'],
].map((names) => Array.from(names, (name) => Number.parseInt(name, 16)))

/** RFC 5794 §2.2, for keys of 16 bytes in this order, otherwise from another one on. */
const CONSTANTS = [
  table('517cc1b727220a94fe13abe8fa9a6ee0'),
  table('6db14acc9e21c820ff28b1d5ef5de2b0'),
  table('db92371d2126e9700324977504e8c90e'),
]

const BLOCK = 16

export function ariaEncryption(key: Uint8Array): BlockTransform {
  return transform(roundKeys(key))
}

/** RFC 5794 §2.3: the keys from the other end, all but the outermost diffused. */
export function ariaDecryption(key: Uint8Array): BlockTransform {
  const keys = roundKeys(key).reverse()
  return transform(keys.map((one, index) => (index === 0 || index === keys.length - 1 ? one : diffused(one))))
}

function transform(keys: readonly Uint8Array[]): BlockTransform {
  const last = keys.length - 2
  return (bytes, at) => {
    const block = bytes.subarray(at, at + BLOCK)
    for (let round = 0; round < last; round += 1) {
      substitute(block, keys[round], round % 2 === 0 ? SL1 : SL2)
      block.set(diffused(block))
    }
    substitute(block, keys[last], SL2)
    mix(block, keys[last + 1])
  }
}

/** RFC 5794 §2.2. */
function roundKeys(key: Uint8Array): Uint8Array[] {
  const left = key.slice(0, BLOCK)
  const right = new Uint8Array(BLOCK)
  right.set(key.subarray(BLOCK))
  const first = key.length / 8 - 2
  const wide = [left]
  for (let index = 0; index < 3; index += 1) {
    const next = (wide[index] ?? left).slice()
    substitute(next, CONSTANTS[(first + index) % 3], index % 2 === 0 ? SL1 : SL2)
    next.set(diffused(next))
    mix(next, wide[index - 1] ?? right)
    wide.push(next)
  }
  const numbers = wide.map((bytes) => wideNumber(bytes))
  const count = 13 + 2 * first
  return Array.from({ length: count }, (_, index) => {
    // To the right by 19 and 31, then to the left by 61, 31 and 19.
    const turn = [109, 97, 61, 31, 19][index >> 2] ?? 0
    const one = numbers[index % 4] ?? 0n
    const other = numbers[(index + 1) % 4] ?? 0n
    const bytes = new Uint8Array(BLOCK)
    // The fourth of each four turns the first of the numbers, not the last.
    storeWide(one ^ rotated(other, turn, 128), bytes, 0, BLOCK)
    return bytes
  })
}

function substitute(block: Uint8Array, key: Uint8Array | undefined, boxes: readonly Uint8Array[]): void {
  for (let index = 0; index < BLOCK; index += 1)
    block[index] = boxes[index % 4]?.[(block[index] as number) ^ (key?.[index] ?? 0)] ?? 0
}

function diffused(block: Uint8Array): Uint8Array {
  const out = new Uint8Array(BLOCK)
  for (const [index, from] of DIFFUSION.entries()) {
    let sum = 0
    for (const at of from) sum ^= block[at] as number
    out[index] = sum
  }
  return out
}

function mix(block: Uint8Array, key: Uint8Array | undefined): void {
  for (let index = 0; index < BLOCK; index += 1) block[index] = (block[index] as number) ^ (key?.[index] ?? 0)
}

function undone(box: Uint8Array): Uint8Array {
  const inverse = new Uint8Array(256)
  for (const [index, value] of box.entries()) inverse[value] = index
  return inverse
}
