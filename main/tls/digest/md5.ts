/** MD5 (RFC 1321): JA3 is defined by it. Nothing secret depends on it. */

/** RFC 1321 §3.4: shifts of the four rounds, and the table of sines. */
const SHIFTS = [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21]
const SINES = Uint32Array.from({ length: 64 }, (_, index) => Math.floor(Math.abs(Math.sin(index + 1)) * 0x1_0000_0000))

/** The 16 bytes of the digest. */
export function md5(message: Uint8Array): Uint8Array {
  const padded = new Uint8Array(Math.ceil((message.length + 9) / 64) * 64)
  padded.set(message)
  padded[message.length] = 0x80
  const view = new DataView(padded.buffer)
  view.setUint32(padded.length - 8, (message.length << 3) >>> 0, true)
  view.setUint32(padded.length - 4, Math.floor(message.length / 0x2000_0000), true)
  const state = Uint32Array.of(0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476)
  for (let block = 0; block < padded.length; block += 64) compress(state, view, block)
  const digest = new Uint8Array(16)
  const out = new DataView(digest.buffer)
  for (const [index, word] of state.entries()) out.setUint32(index * 4, word, true)
  return digest
}

function compress(state: Uint32Array, view: DataView, block: number): void {
  let [a, b, c, d] = state as unknown as [number, number, number, number]
  for (let index = 0; index < 64; index += 1) {
    const round = index >> 4
    let mixed: number
    let word: number
    if (round === 0) {
      mixed = (b & c) | (~b & d)
      word = index
    } else if (round === 1) {
      mixed = (d & b) | (~d & c)
      word = (5 * index + 1) % 16
    } else if (round === 2) {
      mixed = b ^ c ^ d
      word = (3 * index + 5) % 16
    } else {
      mixed = c ^ (b | ~d)
      word = (7 * index) % 16
    }
    const sum = (a + mixed + (SINES[index] ?? 0) + view.getUint32(block + word * 4, true)) | 0
    const shift = SHIFTS[round * 4 + (index % 4)] ?? 0
    a = d
    d = c
    c = b
    b = (b + ((sum << shift) | (sum >>> (32 - shift)))) | 0
  }
  for (const [index, value] of [a, b, c, d].entries()) state[index] = ((state[index] ?? 0) + value) | 0
}
