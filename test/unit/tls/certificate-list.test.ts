import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { listCertificates } from '../../../main/tls/certificate-list.ts'
import { decodeConversation } from '../../../main/tls/conversation.ts'
import { readCertificate } from '../../../main/x509/certificate.ts'
import { aMessage } from '../../support/case-fixture.ts'
import { handshake, vector } from '../../support/tls-bytes.ts'

const DER = [...readFileSync(new URL('../../fixture/certificate/leaf-ec-p256.der', import.meta.url))]

/** A certificate message of TLS 1.2 with these certificates. */
function list(...ders: readonly (readonly number[])[]): ReturnType<typeof listCertificates> {
  const bytes = Uint8Array.from(handshake(11, vector(3, ...ders.map((der) => vector(3, der)))))
  const message = aMessage({ from: 'server', type: 11, bytes, length: bytes.length - 4 })
  return listCertificates(decodeConversation([message]))
}

test('a certificate says the same however often it is met, and after a thousand others', () => {
  const expected = readCertificate(Uint8Array.from(DER))
  expect(expected.keyType).toBe('EC')
  expect(list(DER)[0]?.facts).toEqual(expected)
  for (let other = 0; other < 1_000; other++) list([...DER.slice(0, -2), other >> 8, other & 255])
  expect(list(DER, DER.slice(0, 40)).map(({ facts }) => facts)).toEqual([
    expected,
    readCertificate(Uint8Array.from(DER.slice(0, 40))),
  ])
})

test('the same one at the same place is listed once, at another place again', () => {
  expect(list(DER, DER).map(({ position }) => position)).toEqual([0, 1])
})
