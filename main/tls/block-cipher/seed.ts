/** SEED (RFC 4269): a Feistel network of 16 rounds over blocks of 16 bytes, with keys of 16. */
import { type BlockTransform, table } from './block-cipher.ts'

/** RFC 4269 §2.2 and appendix A. */
const S0 = table(
  `a985d6d3541dac255d43181e51fcca632844209de0e2c817a58f037bbb13d2ee708c3fa832ddf674ec950b575c5bbd01241c739810ccf2d92ce772839bd186c9
   6050a3eb0db69e4fb75ac678a612afd561c3b441527d8d081f9900190453f7e1fd762f27b08b0eaba26e934d697c090abfeff3c58714fe64de2e4b1a06216b66
   02f5928a0cb37ed07a4796e52680addfa13037ae36152238f4a7454c81e9849735cbce3c7111c78975fbdaf8945982c4ff493967c0cfd7b80f8e4223916cdba4
   34f148c26f3d2d40be3ebcc1aaba4e553bdc687f9cd84a5677a0ed46b52b65fae3b9b19f5ef9e6b231ea6d5fe4f0cd88163a58d462290733e81b0579906a2a9a`,
)
const S1 = table(
  `38e82da6cfdeb3b8af6055c7446f6b5bc36233b529a0e2a7d39111061cbc364bef886ca817c416f4c245e1d63f3d8e98284ef63ea5f90ddfd82b667a272ff172
   42d441c07367ac8bf7ad801fca2caa34d20beee95d9418f857ae08c513cd86b9ff7dc131f58a6ab1d120d7022204687107db9d9961bee659dd5190dc9aa3abd0
   810f471ae3ec8dbf967b5ca2a163234dc89e9c3a0c2eba6e9f5af292f34978cc15fb70757f351003646dc674d5b4ea097619fe4012e0bd05fa01f02a5ea95643
   8514899bb0e5487997fc1e82218c1b5f7754b21d254f0046ed5852eb7edac9fd3095653cb6e4bb7c0e5039263284699337e724a4cb530a87d94c838fce3b4ab7`,
)

const ROUNDS = 16
/** The golden ratio; turned by one bit more for each round. */
const KC = 0x9e3779b9

export function seedDecryption(key: Uint8Array): BlockTransform {
  const keys = roundKeys(key)
  return (bytes, at) => {
    const view = new DataView(bytes.buffer, bytes.byteOffset + at, 16)
    let [l0, l1, r0, r1] = [view.getInt32(0), view.getInt32(4), view.getInt32(8), view.getInt32(12)]
    for (let round = ROUNDS - 1; round >= 0; round -= 1) {
      let t0 = r0 ^ (keys[2 * round] ?? 0)
      let t1 = g(r1 ^ (keys[2 * round + 1] ?? 0) ^ t0)
      t0 = g((t0 + t1) | 0)
      t1 = g((t1 + t0) | 0)
      const left0 = l0 ^ ((t0 + t1) | 0)
      const left1 = l1 ^ t1
      l0 = r0
      l1 = r1
      r0 = left0
      r1 = left1
    }
    // The last round does not swap its halves.
    for (const [index, word] of [r0, r1, l0, l1].entries()) view.setInt32(4 * index, word)
  }
}

/** RFC 4269 §2.3. */
function roundKeys(key: Uint8Array): Int32Array {
  const view = new DataView(key.buffer, key.byteOffset, 16)
  let [a, b, c, d] = [view.getInt32(0), view.getInt32(4), view.getInt32(8), view.getInt32(12)]
  const keys = new Int32Array(2 * ROUNDS)
  for (let round = 0; round < ROUNDS; round += 1) {
    const constant = (KC << round) | (round === 0 ? 0 : KC >>> (32 - round))
    keys[2 * round] = g((a + c - constant) | 0)
    keys[2 * round + 1] = g((b - d + constant) | 0)
    if (round % 2 === 0) [a, b] = [(a >>> 8) | (b << 24), (b >>> 8) | (a << 24)]
    else [c, d] = [(c << 8) | (d >>> 24), (d << 8) | (c >>> 24)]
  }
  return keys
}

/** RFC 4269 §2.2: each byte of the result takes two bits of every byte of `x`, through its S-box. */
function g(x: number): number {
  return spread0(x & 0xff) ^ spread1((x >>> 8) & 0xff) ^ spread2((x >>> 16) & 0xff) ^ spread3(x >>> 24)
}

function masked(byte: number, m3: number, m2: number, m1: number, m0: number): number {
  return ((byte & m3) << 24) | ((byte & m2) << 16) | ((byte & m1) << 8) | (byte & m0)
}

function spread0(byte: number): number {
  return masked(S0[byte] ?? 0, 0x3f, 0xcf, 0xf3, 0xfc)
}

function spread1(byte: number): number {
  return masked(S1[byte] ?? 0, 0xfc, 0x3f, 0xcf, 0xf3)
}

function spread2(byte: number): number {
  return masked(S0[byte] ?? 0, 0xf3, 0xfc, 0x3f, 0xcf)
}

function spread3(byte: number): number {
  return masked(S1[byte] ?? 0, 0xcf, 0xf3, 0xfc, 0x3f)
}
