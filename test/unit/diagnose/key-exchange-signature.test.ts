import { createSign, randomBytes, X509Certificate } from 'node:crypto'
import { expect, it } from 'vitest'
import { keyExchangeSignatureFits } from '../../../main/diagnose/key-exchange-signature.ts'
import { checkSignedData } from '../../../main/ingest/node-crypto.ts'
import { decodeConversation } from '../../../main/tls/conversation.ts'
import { selfSigned, type SelfSigned } from '../../support/self-signed.ts'
import { clientHello, handshake, message, RANDOM, serverHello, u16, vector } from '../../support/tls-bytes.ts'

const CURVE = [3, ...u16(29), ...vector(1, ...randomBytes(32))]

/** An ECDHE handshake up to the signed key exchange; `scheme` as in its message. */
function spoken({ key, certificate }: SelfSigned, suite: number, scheme: number, params = CURVE) {
  const hello = message('client', clientHello({ suites: [suite] }))
  const answer = message('server', serverHello({ suite }))
  const serverRandom = answer.bytes.subarray(6, 38)
  const signature = createSign('sha256')
    .update(Uint8Array.from(RANDOM))
    .update(serverRandom)
    .update(Uint8Array.from(params))
    .sign(key)
  const der = new Uint8Array(new X509Certificate(certificate).raw)
  return decodeConversation([
    hello,
    answer,
    message('server', handshake(11, vector(3, vector(3, ...der)))),
    message('server', handshake(12, [...CURVE, ...u16(scheme), ...vector(2, ...signature)])),
  ])
}

it.each([
  ['rsa', 0xc02f, 0x0401],
  ['ec', 0xc02b, 0x0403],
] as const)('tells whether the key exchange is signed by the certificate: %s', (type, suite, scheme) => {
  const own = selfSigned(type)
  expect(keyExchangeSignatureFits(spoken(own, suite, scheme), 3, checkSignedData)).toBe(true)
  // Signed were other parameters.
  const other = [3, ...u16(29), ...vector(1, ...randomBytes(32))]
  expect(keyExchangeSignatureFits(spoken(own, suite, scheme, other), 3, checkSignedData)).toBe(false)
})

it('says nothing where something of it was not seen, or the scheme is none for the key', () => {
  const all = spoken(selfSigned('rsa'), 0xc02f, 0x0401)
  for (let without = 0; without < 3; without++) {
    const some = all.filter((_, at) => at !== without)
    expect(keyExchangeSignatureFits(some, some.length - 1, checkSignedData)).toBeUndefined()
  }
  expect(keyExchangeSignatureFits(all, 2, checkSignedData)).toBeUndefined()
  expect(keyExchangeSignatureFits(all, 9, checkSignedData)).toBeUndefined()
  expect(keyExchangeSignatureFits(spoken(selfSigned('rsa'), 0xc02f, 0x0403), 3, checkSignedData)).toBeUndefined()
  expect(checkSignedData(Uint8Array.of(1), 0x0401, Uint8Array.of(1), Uint8Array.of(1))).toBeUndefined()
  expect(checkSignedData(Uint8Array.of(1), 0xffff, Uint8Array.of(1), Uint8Array.of(1))).toBeUndefined()
})
