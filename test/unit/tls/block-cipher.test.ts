import { createCipheriv } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { ariaDecryption, ariaEncryption } from '../../../main/tls/block-cipher/aria.ts'
import { type BlockTransform, cbcDecrypted } from '../../../main/tls/block-cipher/block-cipher.ts'
import { camelliaDecryption, camelliaEncryption } from '../../../main/tls/block-cipher/camellia.ts'
import { ideaDecryption } from '../../../main/tls/block-cipher/idea.ts'
import { rc2Decryption } from '../../../main/tls/block-cipher/rc2.ts'
import { seedDecryption } from '../../../main/tls/block-cipher/seed.ts'

const bytes = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex.replaceAll(' ', ''), 'hex'))
const hex = (value: Uint8Array): string => Buffer.from(value).toString('hex')

function transformed(transform: BlockTransform, block: string): string {
  // In the middle of other bytes, which must stay as they are.
  const around = Uint8Array.of(1, 2, 3, ...bytes(block), 4)
  transform(around, 3)
  expect([...around.subarray(0, 3), ...around.subarray(-1)]).toEqual([1, 2, 3, 4])
  return hex(around.subarray(3, -1))
}

/** Any bytes, the same each time. */
function some(length: number, seed: number): Uint8Array {
  let state = seed
  return Uint8Array.from({ length }, () => (state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0) >>> 16)
}

describe('the examples that come with the ciphers', () => {
  it.each([
    // RFC 4269 appendix B.
    ['SEED', seedDecryption, '00'.repeat(16), '5ebac6e0054e166819aff1cc6d346cdb', '000102030405060708090a0b0c0d0e0f'],
    [
      'SEED',
      seedDecryption,
      '000102030405060708090a0b0c0d0e0f',
      'c11f22f20140505084483597e4370f43',
      '00000000000000000000000000000000',
    ],
    [
      'SEED',
      seedDecryption,
      '4706480851e61be85d74bfb3fd956185',
      'ee54d13ebcae706d226bc3142cd40d4a',
      '83a2f8a288641fb9a4e9a5cc2f131c7d',
    ],
    // Lai's thesis.
    ['IDEA', ideaDecryption, '00010002000300040005000600070008', '11fbed2b01986de5', '0000000100020003'],
    // RFC 2268 §5, those whose key has as many effective bits as it has.
    ['RC2', rc2Decryption, 'ffffffffffffffff', '278b27e42e2f0d49', 'ffffffffffffffff'],
    ['RC2', rc2Decryption, '3000000000000000', '30649edf9be7d2c2', '1000000000000001'],
    ['RC2', rc2Decryption, '88bca90e90875a7f0f79c384627bafb2', '2269552ab0f85ca6', '0000000000000000'],
    // RFC 3713 appendix A.
    [
      'Camellia',
      camelliaDecryption,
      '0123456789abcdeffedcba9876543210',
      '67673138549669730857065648eabe43',
      '0123456789abcdeffedcba9876543210',
    ],
    [
      'Camellia',
      camelliaDecryption,
      '0123456789abcdeffedcba98765432100011223344556677',
      'b4993401b3e996f84ee5cee7d79b09b9',
      '0123456789abcdeffedcba9876543210',
    ],
    // RFC 5794 appendix A.1.
    [
      'ARIA',
      ariaDecryption,
      '000102030405060708090a0b0c0d0e0f',
      'd718fbd6ab644c739da95f3be6451778',
      '00112233445566778899aabbccddeeff',
    ],
  ] as const)('%s', (_, decryption, key, encrypted, plain) => {
    expect(transformed(decryption(bytes(key)), encrypted)).toBe(plain)
  })
})

describe.each([
  ['camellia', camelliaEncryption, camelliaDecryption],
  ['aria', ariaEncryption, ariaDecryption],
] as const)('%s beside the platform', (name, encryption, decryption) => {
  it.each([16, 24, 32])('with a key of %i bytes', (length) => {
    for (let seed = 1; seed <= 20; seed++) {
      const key = some(length, seed)
      const plain = hex(some(16, seed + 1_000))
      const cipher = createCipheriv(`${name}-${length * 8}-ecb`, key, null).setAutoPadding(false)
      const encrypted = hex(Buffer.concat([cipher.update(bytes(plain)), cipher.final()]))
      expect(transformed(encryption(key), plain)).toBe(encrypted)
      expect(transformed(decryption(key), encrypted)).toBe(plain)
    }
  })

  it.each([0, 16, 48])('in CBC, %i bytes', (length) => {
    const key = some(16, 7)
    const iv = some(16, 8)
    const plain = some(length, 9)
    const cipher = createCipheriv(`${name}-128-cbc`, key, iv).setAutoPadding(false)
    const encrypted = Uint8Array.from(Buffer.concat([cipher.update(plain), cipher.final()]))
    const before = hex(encrypted)
    expect(hex(cbcDecrypted(decryption(key), 16, iv, encrypted))).toBe(hex(plain))
    expect(hex(encrypted)).toBe(before)
  })
})

it('keeps the key that it is given', () => {
  for (const make of [ariaDecryption, camelliaDecryption, ideaDecryption, rc2Decryption, seedDecryption]) {
    const key = some(16, 3)
    const transform = make(key)
    const block = hex(some(16, 4))
    const first = transformed(transform, block)
    expect(hex(key)).toBe(hex(some(16, 3)))
    expect(transformed(transform, block)).toBe(first)
  }
})
