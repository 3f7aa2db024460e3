/**
 * IBM-1047 to Latin-1, one byte for one byte. Both new lines of EBCDIC text, NEL (X'15') and LF (X'25'), become LF.
 * IBM-037 differs in brackets, caret and not sign only, which no layout that we read depends on.
 */
const IBM_1047 = [
  '000102039c09867f978d8e0b0c0d0e0f101112139d0a08871819928f1c1d1e1f',
  '80818283840a171b88898a8b8c050607909116939495960498999a9b14159e1a',
  '20a0e2e4e0e1e3e5e7f1a22e3c282b7c26e9eaebe8edeeefecdf21242a293b5e',
  '2d2fc2c4c0c1c3c5c7d1a62c255f3e3ff8c9cacbc8cdcecfcc603a2340273d22',
  'd8616263646566676869abbbf0fdfeb1b06a6b6c6d6e6f707172aabae6b8c6a4',
  'b57e737475767778797aa1bfd05bdeaeaca3a5b7a9a7b6bcbdbedda8af5db4d7',
  '7b414243444546474849adf4f6f2f3f57d4a4b4c4d4e4f505152b9fbfcf9faff',
  '5cf7535455565758595ab2d4d6d2d3d530313233343536373839b3dbdcd9da9f',
].join('')

export const EBCDIC_TO_LATIN = Uint8Array.from({ length: 256 }, (_, i) =>
  parseInt(IBM_1047.slice(i * 2, i * 2 + 2), 16),
)

export const EBCDIC_BLANK = 0x40

/** Fewer bytes are not worth the table of pairs. */
const FEW_BYTES = 65_536
/** By the number that two bytes are on this machine. */
let pairs: Uint16Array | undefined

/** Translates `bytes` into `latin`, which has as much room at least. */
export function ebcdicToLatin(bytes: Uint8Array, latin: Uint8Array): void {
  const isEven = bytes.byteOffset % 2 === 0 && latin.byteOffset % 2 === 0
  const done = isEven && bytes.length >= FEW_BYTES ? translatePairs(bytes, latin) : 0
  for (let at = done; at < bytes.length; at++) latin[at] = EBCDIC_TO_LATIN[bytes[at] as number] as number
}

/** Half the time of a byte at a time. Returns how many bytes that were. */
function translatePairs(bytes: Uint8Array, latin: Uint8Array): number {
  const table = (pairs ??= tableOfPairs())
  const count = bytes.length >>> 1
  const from = new Uint16Array(bytes.buffer, bytes.byteOffset, count)
  const to = new Uint16Array(latin.buffer, latin.byteOffset, count)
  for (let at = 0; at < count; at++) to[at] = table[from[at] as number] as number
  return count * 2
}

function tableOfPairs(): Uint16Array {
  const table = new Uint16Array(2 ** 16)
  for (let pair = 0; pair < table.length; pair++)
    table[pair] = (EBCDIC_TO_LATIN[pair & 0xff] ?? 0) | ((EBCDIC_TO_LATIN[pair >>> 8] ?? 0) << 8)
  return table
}
