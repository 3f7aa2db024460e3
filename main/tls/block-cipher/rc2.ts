/** RC2 (RFC 2268) over blocks of 8 bytes, with keys that are as strong as they are long. */
import { type BlockTransform, table } from './block-cipher.ts'

/** RFC 2268 §2: made of the digits of pi. */
const PI = table(
  `d978f9c419ddb5ed28e9fd794aa0d89dc67e37832b76538e624c6488448bfba2179a59f587b34f1361456d8d09817d32bd8f40eb86b77b0bf09521225c6b4e82
   54d66593ce60b21c7356c014a78cf1dc1275ca1f3bbee4d1423dd430a33cb6266fbf0eda4669075727f21d9bbc944303f811c7f690ef3ee706c3d52fc8661ed7
   08e8eade8052eef784aa72ac354d6a2a961ad2715a1549744b9fd05e0418a4ecc2e0416e0f51cbcc2491af50a1f47039997c3a8523b8b47afc02365b25559731
   2d5dfa98e38a92ae05df2910676cbac9d300e6cfe19ea82c6316013f58e289a90d38341bab33ffb0bb480c5fb9b1cd2ec5f3db47e5a59c770aa62068fe7fc1ad`,
)
const TURNS = [1, 2, 3, 5]

export function rc2Decryption(key: Uint8Array): BlockTransform {
  const keys = expandedKey(key)
  return (bytes, at) => {
    const view = new DataView(bytes.buffer, bytes.byteOffset + at, 8)
    const words = Uint16Array.from({ length: 4 }, (_, index) => view.getUint16(2 * index, true))
    const word = (index: number): number => words[index & 3] ?? 0
    let next = keys.length
    for (let round = 0; round < 16; round += 1) {
      if (round === 5 || round === 11)
        for (let index = 3; index >= 0; index -= 1) words[index] = word(index) - (keys[word(index - 1) & 63] ?? 0)
      for (let index = 3; index >= 0; index -= 1) {
        const turn = TURNS[index] ?? 0
        const turned = (word(index) >>> turn) | (word(index) << (16 - turn))
        const mixed = (word(index - 1) & word(index - 2)) + (~word(index - 1) & word(index - 3))
        words[index] = turned - (keys[--next] ?? 0) - mixed
      }
    }
    for (const [index, value] of words.entries()) view.setUint16(2 * index, value, true)
  }
}

/** RFC 2268 §2, with as many effective bits as the key has. */
function expandedKey(key: Uint8Array): Uint16Array {
  const bytes = new Uint8Array(128)
  const at = (index: number): number => bytes[index] ?? 0
  bytes.set(key)
  for (let index = key.length; index < 128; index += 1)
    bytes[index] = PI[(at(index - 1) + at(index - key.length)) & 0xff] ?? 0
  bytes[128 - key.length] = PI[at(128 - key.length)] ?? 0
  for (let index = 127 - key.length; index >= 0; index -= 1)
    bytes[index] = PI[at(index + 1) ^ at(index + key.length)] ?? 0
  return Uint16Array.from({ length: 64 }, (_, index) => at(2 * index) | (at(2 * index + 1) << 8))
}
