import { describe, expect, it } from 'vitest'
import { nodeCrypto } from '../../../../main/ingest/node-crypto.ts'
import { ariaEncryption } from '../../../../main/tls/block-cipher/aria.ts'
import type { BlockTransform } from '../../../../main/tls/block-cipher/block-cipher.ts'
import { openAesCcm } from '../../../../main/tls/decrypt/aes-ccm.ts'
import { openChaCha20Poly1305, poly1305 } from '../../../../main/tls/decrypt/chacha20-poly1305.ts'
import { hkdfExpandLabel, prf } from '../../../../main/tls/decrypt/derive.ts'
import { openGcm } from '../../../../main/tls/decrypt/gcm.ts'
import { Rc4 } from '../../../../main/tls/decrypt/rc4.ts'
import { createCipheriv } from 'node:crypto'
import { latin } from '../../../support/bytes.ts'

const bytes = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex.replaceAll(/\s/g, ''), 'hex'))
const hex = (value: Uint8Array | undefined): string | undefined => value && Buffer.from(value).toString('hex')

describe('ChaCha20-Poly1305', () => {
  it('gives the tag of RFC 8439 §2.5.2', () => {
    const key = bytes('85d6be7857556d337f4452fe42d506a80103808afb0db2fd4abff6af4149f51b')
    expect(hex(poly1305(key, latin('Cryptographic Forum Research Group')))).toBe('a8061dc1305136c6c22b8baf0c0127a9')
  })

  // RFC 8439 §2.8.2.
  const key = bytes('808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f')
  const nonce = bytes('070000004041424344454647')
  const additional = bytes('50515253c0c1c2c3c4c5c6c7')
  const sealed = bytes(
    `d31a8d34648e60db7b86afbc53ef7ec2 a4aded51296e08fea9e2b5a736ee62d6 3dbea45e8ca9671282fafb69da92728b
     1a71de0a9e060b2905d6a5b67ecd3b36 92ddbd7f2d778b8c9803aee328091b58 fab324e4fad675945585808b4831d7bc
     3ff4def08e4b7a9de576d26586cec64b 61161ae10b594f09e26a7e902ecbd0600691`,
  )

  it('opens RFC 8439 §2.8.2', () => {
    const plain = openChaCha20Poly1305(key, nonce, additional, sealed)
    expect(plain && String.fromCharCode(...plain)).toBe(
      "Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, sunscreen would be it.",
    )
  })

  it('opens nothing that was changed or cut', () => {
    for (let at = 0; at < sealed.length; at++) {
      expect(openChaCha20Poly1305(key, nonce, additional, changed(sealed, at))).toBeUndefined()
      expect(openChaCha20Poly1305(key, nonce, additional, sealed.subarray(0, at))).toBeUndefined()
    }
  })

  it.each([0, 1, 15, 16, 17, 63, 64, 65, 4_097])('opens what Node sealed, %i bytes', (length) => {
    const plain = Uint8Array.from({ length }, (_, index) => (index * 31) & 0xff)
    const cipher = createCipheriv('chacha20-poly1305', key, nonce, { authTagLength: 16 })
    cipher.setAAD(additional, { plaintextLength: length })
    const box = Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()])
    expect(hex(openChaCha20Poly1305(key, nonce, additional, box))).toBe(hex(plain))
  })
})

describe('GCM', () => {
  // It is written for other ciphers, and AES is a block cipher like any.
  const aes =
    (key: Uint8Array): BlockTransform =>
    (block, at) => {
      const cipher = createCipheriv(`aes-${key.length * 8}-ecb`, key, null).setAutoPadding(false)
      block.set(cipher.update(block.subarray(at, at + 16)), at)
    }
  const key = bytes('feffe9928665731c6d6a8f9467308308')
  const nonce = bytes('cafebabefacedbaddecaf888')
  const additional = bytes('feedfacedeadbeeffeedfacedeadbeefabaddad2')

  it.each([0, 1, 15, 16, 17, 60, 64, 4_097])('opens what Node sealed, %i bytes', (length) => {
    const plain = Uint8Array.from({ length }, (_, index) => (index * 31) & 0xff)
    const cipher = createCipheriv('aes-128-gcm', key, nonce)
    cipher.setAAD(additional)
    const box = Uint8Array.from(Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]))
    expect(hex(openGcm(aes(key), nonce, additional, box))).toBe(hex(plain))
    for (const at of [0, length, length + 15])
      expect(openGcm(aes(key), nonce, additional, changed(box, at))).toBeUndefined()
    for (const cut of [0, 15, box.length - 1])
      expect(openGcm(aes(key), nonce, additional, box.subarray(0, cut))).toBeUndefined()
  })

  it.each(['aria-128-gcm', 'aria-256-gcm'])('opens what Node sealed with %s', (name) => {
    const longKey = Uint8Array.from({ length: name.includes('256') ? 32 : 16 }, (_, index) => index)
    const cipher = createCipheriv(name as 'aes-128-gcm', longKey, nonce)
    cipher.setAAD(additional)
    const box = Uint8Array.from(Buffer.concat([cipher.update(key), cipher.final(), cipher.getAuthTag()]))
    expect(hex(openGcm(ariaEncryption(longKey), nonce, additional, box))).toBe(hex(key))
  })
})

describe('AES-CCM', () => {
  const key = bytes('404142434445464748494a4b4c4d4e4f')
  const nonce = bytes('101112131415161718191a1b')
  const additional = bytes('000102030405060708090a0b0c0d0e0f10111213')

  it('opens example 3 of NIST SP 800-38C', () => {
    const sealed = bytes('e3b201a9f5b71a7a9b1ceaeccd97e70b6176aad9a4428aa5484392fbc1b09951')
    const plain = openAesCcm(nodeCrypto, key, nonce, additional, sealed, 8)
    expect(hex(plain)).toBe('202122232425262728292a2b2c2d2e2f3031323334353637')
    for (let at = 0; at < sealed.length; at++) {
      expect(openAesCcm(nodeCrypto, key, nonce, additional, changed(sealed, at), 8)).toBeUndefined()
    }
  })

  it.each([
    [0, 16],
    [1, 16],
    [16, 8],
    [33, 8],
    [4_097, 16],
  ])('opens what Node sealed, %i bytes with a tag of %i', (length, tagLength) => {
    const plain = Uint8Array.from({ length }, (_, index) => (index * 31) & 0xff)
    const cipher = createCipheriv('aes-128-ccm', key, nonce, { authTagLength: tagLength })
    cipher.setAAD(additional, { plaintextLength: length })
    const box = Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()])
    expect(hex(openAesCcm(nodeCrypto, key, nonce, additional, box, tagLength))).toBe(hex(plain))
  })
})

describe('RC4', () => {
  it('gives the key stream of RFC 6229, in pieces too', () => {
    const rc4 = new Rc4(bytes('0102030405060708090a0b0c0d0e0f10'))
    expect(hex(rc4.next(new Uint8Array(5)))).toBe('9ac7cc9a60')
    expect(hex(rc4.next(new Uint8Array(11)))).toBe('9d1ef7b2932899cde41b97')
  })
})

describe('derivation', () => {
  it('expands labels as RFC 8448 §3', () => {
    const secret = bytes('b67b7d690cc16c4e75e54213cb2d37b4e9c912bcded9105d42befd59d391ad38')
    expect(hex(hkdfExpandLabel(nodeCrypto, 'sha256', secret, 'key', 16))).toBe('3fce516009c21727d0f2e4e86ee403bc')
    expect(hex(hkdfExpandLabel(nodeCrypto, 'sha256', secret, 'iv', 12))).toBe('5d313eb2671276ee13000b30')
  })

  it('gives the output of the TLS 1.2 PRF that the TLS working group published', () => {
    const secret = bytes('9bbe436ba940f017b17652849a71db35')
    const seed = bytes('a0ba9f936cda311827a6f796ffd5198c')
    expect(hex(prf(nodeCrypto, 0x0303, 'sha256', secret, 'test label', seed, 100))).toBe(
      'e3f229ba727be17b8d122620557cd453c2aab21d07c3d495329b52d4e61edb5a6b301791e90d35c9c9a46b4e14baf9af0fa022f7077def17abfd3797c0564bab4fbc91666e9def9b97fce34f796789baa48082d122ee42c5a72e5a5110fff70187347b66',
    )
  })
})

function changed(value: Uint8Array, at: number): Uint8Array {
  return value.with(at, (value[at] ?? 0) ^ 0x10)
}
