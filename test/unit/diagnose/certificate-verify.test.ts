import { createHash, randomBytes, sign, constants, X509Certificate } from 'node:crypto'
import { expect, it } from 'vitest'
import { certificateVerifyFits } from '../../../main/diagnose/certificate-verify.ts'
import { checkSignedData, digest } from '../../../main/ingest/node-crypto.ts'
import { decodeConversation } from '../../../main/tls/conversation.ts'
import type { Side, TlsMessage } from '../../../main/tls/message.ts'
import { selfSigned, type SelfSigned } from '../../support/self-signed.ts'
import {
  ascii,
  clientHello,
  extension,
  filled,
  handshake,
  message,
  RETRY_RANDOM,
  SELECTED_VERSION_13,
  serverHello,
  SUPPORTED_VERSIONS_13,
  u16,
  vector,
} from '../../support/tls-bytes.ts'

const SUITE = 0x1302
const RSA_PSS_SHA256 = 0x0804
const ECDSA_SHA256 = 0x0403

const hello13 = message('client', clientHello({ suites: [SUITE], extensions: [SUPPORTED_VERSIONS_13] }))
const answer13 = message('server', serverHello({ suite: SUITE, extensions: [SELECTED_VERSION_13] }))
const retry = message(
  'server',
  serverHello({ suite: SUITE, random: RETRY_RANDOM, extensions: [SELECTED_VERSION_13, extension(51, u16(23))] }),
)
const encrypted = message('server', handshake(8, vector(2)))
const finished = (from: Side): TlsMessage => message(from, handshake(20, filled(48)))

function der({ certificate }: SelfSigned): number[] {
  return [...new Uint8Array(new X509Certificate(certificate).raw)]
}

function certificate13(from: Side, own: SelfSigned): TlsMessage {
  return message(from, handshake(11, [...vector(1), ...vector(3, vector(3, ...der(own)), vector(2))]))
}

function verify(from: Side, scheme: number, signature: Uint8Array): TlsMessage {
  return message(from, handshake(15, [...u16(scheme), ...vector(2, ...signature)]))
}

function sha384(...parts: readonly Uint8Array[]): Buffer {
  const hash = createHash('sha384')
  for (const part of parts) hash.update(part)
  return hash.digest()
}

/** RFC 8446 §4.4.3, by hand. */
function signed13(from: Side, own: SelfSigned, hash: Buffer): TlsMessage {
  const rsa = own.key.asymmetricKeyType === 'rsa'
  const data = Buffer.from([...filled(64, 0x20), ...ascii(`TLS 1.3, ${from} CertificateVerify`), 0, ...hash])
  const key = rsa ? { key: own.key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 } : own.key
  return verify(from, rsa ? RSA_PSS_SHA256 : ECDSA_SHA256, sign('sha256', data, key))
}

function fits(messages: readonly TlsMessage[], at = messages.length - 1): boolean | undefined {
  return certificateVerifyFits(decodeConversation(messages), at, checkSignedData, digest)
}

it.each(['rsa', 'ec'] as const)('tells whether the server signed this handshake: %s', (type) => {
  const own = selfSigned(type)
  const before = [hello13, answer13, encrypted, certificate13('server', own)]
  const hash = sha384(...before.map(({ bytes }) => bytes))
  expect(fits([...before, signed13('server', own, hash)])).toBe(true)
  expect(fits([...before, signed13('server', own, randomBytes(48))])).toBe(false)
  expect(fits([...before, signed13('server', selfSigned(type), hash)])).toBe(false)
  expect(fits([...before, signed13('client', own, hash)])).toBeUndefined()
})

it('counts the first hello as its hash after a HelloRetryRequest', () => {
  const own = selfSigned('ec')
  const before = [hello13, retry, hello13, answer13, encrypted, certificate13('server', own)]
  const first = Buffer.from([254, 0, 0, 48, ...sha384(hello13.bytes)])
  const hash = sha384(first, ...before.slice(1).map(({ bytes }) => bytes))
  expect(fits([...before, signed13('server', own, hash)])).toBe(true)
  expect(fits([...before, signed13('server', own, sha384(...before.map(({ bytes }) => bytes)))])).toBe(false)
})

it('tells it of a client, which signs the server’s Finished too', () => {
  const [server, client] = [selfSigned('ec'), selfSigned('rsa')]
  const request = message('server', handshake(13, [...vector(1), ...vector(2)]))
  const flight = [hello13, answer13, encrypted, request, certificate13('server', server)]
  const serverVerify = signed13('server', server, sha384(...flight.map(({ bytes }) => bytes)))
  const before = [...flight, serverVerify, finished('server'), certificate13('client', client)]
  const hash = sha384(...before.map(({ bytes }) => bytes))
  expect(fits([...before, signed13('client', client, hash)])).toBe(true)
  expect(fits([...before, signed13('client', server, hash)])).toBeUndefined()
  expect(fits([...before, signed13('client', client, randomBytes(48))])).toBe(false)
})

it('tells it of a client of TLS 1.2, over the messages themselves', () => {
  const [server, client] = [selfSigned('rsa'), selfSigned('ec')]
  const chain = (from: Side, own: SelfSigned): TlsMessage =>
    message(from, handshake(11, vector(3, vector(3, ...der(own)))))
  const before = [
    message('client', clientHello({ suites: [0xc02f] })),
    message('server', serverHello({ suite: 0xc02f })),
    chain('server', server),
    message('server', handshake(12, [3, ...u16(29), ...vector(1, 1, 2), ...u16(0x0401), ...vector(2, 1)])),
    message('server', handshake(13, [...vector(1, 1), ...vector(2, u16(ECDSA_SHA256)), ...vector(2)])),
    message('server', handshake(14, [])),
    chain('client', client),
    message('client', handshake(16, vector(1, 4, 5))),
  ]
  const data = Buffer.concat(before.map(({ bytes }) => bytes))
  expect(fits([...before, verify('client', ECDSA_SHA256, sign('sha256', data, client.key))])).toBe(true)
  expect(fits([...before, verify('client', ECDSA_SHA256, sign('sha256', data.subarray(1), client.key))])).toBe(false)
})

it('says nothing where something of it was not seen', () => {
  const own = selfSigned('ec')
  const before = [hello13, answer13, encrypted, certificate13('server', own)]
  const all = [...before, signed13('server', own, sha384(...before.map(({ bytes }) => bytes)))]
  for (let without = 0; without < before.length; without++)
    expect(fits(all.filter((_, at) => at !== without))).toBeUndefined()
  for (let cut = 0; cut < before.length; cut++)
    expect(fits(all.map((one, at) => (at === cut ? { ...one, complete: false } : one)))).toBeUndefined()
  expect(fits(all, 1)).toBeUndefined()
  expect(fits(all, 99)).toBeUndefined()
})
