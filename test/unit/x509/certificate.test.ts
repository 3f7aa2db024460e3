import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readCertificate } from '../../../main/x509/certificate.ts'

function fixture(name: string): Uint8Array {
  return new Uint8Array(readFileSync(join(import.meta.dirname, '../../fixture/certificate', name)))
}

describe('readCertificate', () => {
  test('an RSA certificate', () => {
    expect(readCertificate(fixture('expired-rsa-2048.der'))).toEqual({
      subject: 'CN=expired.example.test',
      issuer: 'CN=Trace Test CA,O=Trace Test,C=XX',
      serial: '2fda0761377e9a72fa15262b9494e086f8ff3c45',
      notBefore: '2026-11-23T09:20:24Z',
      notAfter: '2026-11-23T09:20:24Z',
      keyType: 'RSA',
      keyBits: 2048,
      curve: null,
      signatureAlgorithm: 'sha256WithRSAEncryption',
      subjectAltNames: ['dns:expired.example.test'],
      keyUsage: [],
      extendedKeyUsage: [],
      selfSigned: false,
      unreadable: null,
    })
  })

  test('a raw public key', () => {
    const key = Uint8Array.from('301306072a8648ce3d020106082a8648ce3d030107'.match(/../g) ?? [], (digits) =>
      parseInt(digits, 16),
    )
    const der = Uint8Array.of(0x30, 0x59, ...key, 0x03, 0x42, 0, 4, ...new Uint8Array(64).fill(7))
    expect(readCertificate(der)).toMatchObject({
      subject: '',
      keyType: 'EC',
      keyBits: 256,
      curve: 'secp256r1',
      unreadable: 'a raw public key (RFC 7250), no certificate',
    })
  })

  test('an EC certificate', () => {
    expect(readCertificate(fixture('leaf-ec-p256.der'))).toMatchObject({
      subject: 'CN=ec.example.test',
      keyType: 'EC',
      keyBits: 256,
      curve: 'secp256r1',
    })
  })

  test('a root signs itself', () => {
    expect(readCertificate(fixture('root-rsa-2048.der'))).toMatchObject({
      subject: 'CN=Trace Test CA,O=Trace Test,C=XX',
      selfSigned: true,
    })
  })

  test('usages in the order of their bits, and purposes by name', () => {
    const read = readCertificate(
      withExtensions(fixture('leaf-ec-p256.der'), [
        // keyUsage: digitalSignature, keyCertSign, cRLSign; extendedKeyUsage: serverAuth and 1.2.3.
        [0x30, 0x0b, 0x06, 0x03, 0x55, 0x1d, 0x0f, 0x04, 0x04, 0x03, 0x02, 0x01, 0x86],
        [
          0x30, 0x17, 0x06, 0x03, 0x55, 0x1d, 0x25, 0x04, 0x10, 0x30, 0x0e, 0x06, 0x08, 0x2b, 0x06, 0x01, 0x05, 0x05,
          0x07, 0x03, 0x01, 0x06, 0x02, 0x2a, 0x03,
        ],
      ]),
    )
    expect(read.unreadable).toBeNull()
    expect(read.keyUsage).toEqual(['digitalSignature', 'keyCertSign', 'cRLSign'])
    expect(read.extendedKeyUsage).toEqual(['serverAuth', '1.2.3'])
  })

  test('names of every kind', () => {
    const names = [
      ...tlv(0x82, [0x61, 0x2e, 0x62]),
      ...tlv(0x87, [10, 1, 0, 2]),
      ...tlv(0x87, [0x20, 0x01, 0x0d, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]),
      ...tlv(0x81, [0x61, 0x40, 0x62]),
      ...tlv(0x86, [0x78, 0x3a, 0x2f, 0x79]),
      ...tlv(0x88, [0x2a, 0x03]),
    ]
    const extension = tlv(0x30, [0x06, 0x03, 0x55, 0x1d, 0x11, ...tlv(0x04, tlv(0x30, names))])
    const read = readCertificate(withExtensions(fixture('leaf-ec-p256.der'), [extension]))
    expect(read.subjectAltNames).toEqual([
      'dns:a.b',
      'ip:10.1.0.2',
      'ip:2001:db8::1',
      'email:a@b',
      'uri:x:/y',
      'rid:1.2.3',
    ])
  })

  test('a broken extension hides nothing but itself', () => {
    const read = readCertificate(
      withExtensions(fixture('leaf-ec-p256.der'), [[0x30, 0x09, 0x06, 0x03, 0x55, 0x1d, 0x11, 0x04, 0x02, 0x30, 0x05]]),
    )
    expect(read).toMatchObject({ subject: 'CN=ec.example.test', subjectAltNames: [], unreadable: null })
  })

  test.each([
    ['nothing', new Uint8Array(0), 'there are no bytes'],
    ['text', Uint8Array.from('-----BEGIN CERTIFICATE-----', (letter) => letter.charCodeAt(0)), 'not a certificate: '],
    ['too much', new Uint8Array(1_048_577), '1048577 bytes are more than a certificate has'],
    ['a hundred thousand sequences in each other', deep(100_000), 'not a certificate'],
  ])('%s is unreadable', (_, der, reason) => {
    const read = readCertificate(der)
    expect(read.unreadable?.startsWith(reason)).toBe(true)
    expect(read.subject).toBe('')
  })

  test('cut anywhere or with any byte changed, it is read or it is not, without an exception', () => {
    const der = fixture('leaf-ec-p256.der')
    for (let length = 0; length < der.length; length += 7)
      expect(readCertificate(der.slice(0, length)).unreadable).not.toBeNull()
    for (let index = 0; index < der.length; index += 1) {
      const changed = der.slice()
      changed[index] = (changed[index] ?? 0) ^ 0xff
      const read = readCertificate(changed)
      expect(typeof (read.unreadable ?? read.subject)).toBe('string')
    }
  })
})

/** The certificate with other extensions, its lengths set right (its signature is wrong then, and nobody checks it). */
function withExtensions(der: Uint8Array, extensions: readonly (readonly number[])[]): Uint8Array {
  const tbsAt = element(der, 0).content
  const tbs = element(der, tbsAt)
  const parts: number[][] = []
  for (let at = tbs.content; at < tbs.end; at = element(der, at).end) {
    if (der[at] !== 0xa3) parts.push([...der.subarray(at, element(der, at).end)])
  }
  const rest = [...der.subarray(tbs.end)]
  return Uint8Array.from(
    tlv(0x30, [...tlv(0x30, [...parts.flat(), ...tlv(0xa3, tlv(0x30, extensions.flat()))]), ...rest]),
  )
}

function element(der: Uint8Array, at: number): { content: number; end: number } {
  const first = der[at + 1] ?? 0
  const more = first < 0x80 ? 0 : first & 0x7f
  let length = more === 0 ? first : 0
  for (let index = 0; index < more; index += 1) length = length * 256 + (der[at + 2 + index] ?? 0)
  return { content: at + 2 + more, end: at + 2 + more + length }
}

function tlv(tag: number, content: readonly number[]): number[] {
  const { length } = content
  if (length < 128) return [tag, length, ...content]
  return length < 256 ? [tag, 0x81, length, ...content] : [tag, 0x82, length >> 8, length & 255, ...content]
}

function deep(levels: number): Uint8Array {
  const der = new Uint8Array(levels * 2)
  for (let level = 0; level < levels; level += 1) der.set([0x30, 0x80], level * 2)
  return der
}
