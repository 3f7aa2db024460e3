import { describe, expect, test } from 'vitest'
import { md5 } from '../../../main/tls/digest/md5.ts'
import { sha256 } from '../../../main/tls/digest/sha256.ts'
import { hex } from '../../../main/tls/text.ts'
import { latin } from '../../support/bytes.ts'

/** RFC 1321 §A.5. */
const MD5: readonly [text: string, digest: string][] = [
  ['', 'd41d8cd98f00b204e9800998ecf8427e'],
  ['a', '0cc175b9c0f1b6a831c399e269772661'],
  ['abc', '900150983cd24fb0d6963f7d28e17f72'],
  ['message digest', 'f96b697d7cb7938d525a2f31aaf161d0'],
  ['abcdefghijklmnopqrstuvwxyz', 'c3fcd3d76192e4007dfb496cca67e13b'],
  ['ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789', 'd174ab98d277d9f5a5611c2c9f419d9f'],
  ['1234567890'.repeat(8), '57edf4a22be3c955ac49da2e2107b67a'],
]

/** FIPS 180-2 appendix B, RFC 6234 §8.5. */
const SHA256: readonly [text: string, digest: string][] = [
  ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
  ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
  [
    'abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq',
    '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
  ],
  ['a'.repeat(1_000_000), 'cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0'],
]

describe('digests', () => {
  test.each(MD5)('md5 of %j', (text, digest) => {
    expect(hex(md5(latin(text)))).toBe(digest)
  })

  test('sha256', () => {
    for (const [text, digest] of SHA256) expect(hex(sha256(latin(text)))).toBe(digest)
  })
})
