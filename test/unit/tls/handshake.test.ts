import { describe, expect, test } from 'vitest'
import type { Field } from '../../../main/tls/field.ts'
import type { HandshakeContext } from '../../../main/tls/handshake.ts'
import { decodeHandshake, isSslv2ClientHello } from '../../../main/tls/handshake.ts'
import type { Bytes } from '../../support/tls-bytes.ts'
import {
  ascii,
  clientHello,
  extension,
  filled,
  handshake,
  RANDOM,
  RETRY_RANDOM,
  SELECTED_VERSION_13,
  serverHello,
  SUPPORTED_VERSIONS_13,
  u16,
  u24,
  u32,
  vector,
} from '../../support/tls-bytes.ts'

const TLS10: HandshakeContext = { version: 0x0301 }
const TLS12: HandshakeContext = { version: 0x0303, cipherSuite: 0xc02f }
const TLS13: HandshakeContext = { version: 0x0304, cipherSuite: 0x1301 }

function decode(bytes: Bytes, context: HandshakeContext = {}) {
  return decodeHandshake(Uint8Array.from(bytes), context, true)
}

const certificate = (...der: Bytes[]): number[] => vector(3, ...der.map((one) => vector(3, one)))
const rsaSignature = [...u16(0x0804), ...vector(2, 1, 2, 3)]

/** Every message in every form: bytes, what settles the form, the value. */
const forms: readonly [name: string, bytes: Bytes, context: HandshakeContext, value: object][] = [
  ['hello_request', handshake(0, []), TLS12, { name: 'hello_request' }],
  [
    'client_hello without extensions',
    clientHello({ version: 0x0300, suites: [4, 5] }),
    {},
    { name: 'client_hello', legacyVersion: 0x0300, cipherSuites: [4, 5] },
  ],
  [
    'server_hello',
    serverHello({ sessionId: [7] }),
    {},
    { name: 'server_hello', legacyVersion: 0x0303, cipherSuite: 0xc02f, legacyCompressionMethod: 0 },
  ],
  [
    'hello_retry_request',
    serverHello({ random: RETRY_RANDOM, suite: 0x1301, extensions: [SELECTED_VERSION_13, extension(51, u16(23))] }),
    {},
    { name: 'hello_retry_request' },
  ],
  [
    'server_hello of draft 18',
    handshake(2, [...u16(0x7f12), ...RANDOM, ...u16(0x1301), ...vector(2)]),
    {},
    { name: 'server_hello', legacyVersion: 0x7f12, cipherSuite: 0x1301, extensions: [] },
  ],
  [
    'new_session_ticket of TLS 1.2',
    handshake(4, [...u32(300), ...vector(2, 1, 2)]),
    TLS12,
    { name: 'new_session_ticket', ticketLifetime: 300, ticket: Uint8Array.of(1, 2) },
  ],
  [
    'new_session_ticket of TLS 1.3',
    handshake(4, [
      ...u32(7200),
      ...u32(0x01020304),
      ...vector(1, 9),
      ...vector(2, 1, 2, 3),
      ...vector(2, extension(42, u32(16384))),
    ]),
    TLS13,
    {
      name: 'new_session_ticket',
      ticketLifetime: 7200,
      ticketAgeAdd: 0x01020304,
      ticketNonce: Uint8Array.of(9),
      ticket: Uint8Array.of(1, 2, 3),
    },
  ],
  ['end_of_early_data', handshake(5, []), TLS13, { name: 'end_of_early_data' }],
  [
    'encrypted_extensions',
    handshake(8, vector(2, extension(16, vector(2, vector(1, ascii('h2')))))),
    TLS13,
    { name: 'encrypted_extensions' },
  ],
  [
    'certificate of TLS 1.2',
    handshake(11, certificate([1, 2], [3])),
    TLS12,
    {
      name: 'certificate',
      certificateList: [
        { certData: Uint8Array.of(1, 2), extensions: [] },
        { certData: Uint8Array.of(3), extensions: [] },
      ],
    },
  ],
  [
    'certificate of TLS 1.3',
    handshake(11, [...vector(1), ...vector(3, vector(3, 1, 2), vector(2))]),
    TLS13,
    {
      name: 'certificate',
      certificateRequestContext: new Uint8Array(0),
      certificateList: [{ certData: Uint8Array.of(1, 2), extensions: [] }],
    },
  ],
  ['certificate without any', handshake(11, certificate()), TLS12, { name: 'certificate', certificateList: [] }],
  [
    'server_key_exchange ECDHE',
    handshake(12, [3, ...u16(23), ...vector(1, 4, 5), ...rsaSignature]),
    TLS12,
    {
      name: 'server_key_exchange',
      keyExchange: 'ECDHE',
      namedGroup: 23,
      signatureScheme: 0x0804,
      signature: Uint8Array.of(1, 2, 3),
    },
  ],
  [
    'server_key_exchange ECDHE before TLS 1.2',
    handshake(12, [3, ...u16(23), ...vector(1, 4, 5), ...vector(2, 8)]),
    { version: 0x0301, cipherSuite: 0xc013 },
    { name: 'server_key_exchange', signatureScheme: undefined, signature: Uint8Array.of(8) },
  ],
  [
    'server_key_exchange DHE',
    handshake(12, [...vector(2, 0x7f, 0xff), ...vector(2, 2), ...vector(2, 5), ...rsaSignature]),
    { version: 0x0303, cipherSuite: 0x009e },
    { name: 'server_key_exchange', keyExchange: 'DHE', dhP: Uint8Array.of(0x7f, 0xff), publicKey: Uint8Array.of(5) },
  ],
  [
    'server_key_exchange DH_anon',
    handshake(12, [...vector(2, 7), ...vector(2, 2), ...vector(2, 5)]),
    { version: 0x0303, cipherSuite: 0x006c },
    { name: 'server_key_exchange', keyExchange: 'DHE', signature: undefined },
  ],
  [
    'server_key_exchange RSA export',
    handshake(12, [...vector(2, 9, 9), ...vector(2, 3), ...vector(2, 1)]),
    { version: 0x0301, cipherSuite: 0x0003 },
    { name: 'server_key_exchange', keyExchange: 'RSA', rsaModulus: Uint8Array.of(9, 9), signature: Uint8Array.of(1) },
  ],
  [
    'server_key_exchange PSK',
    handshake(12, vector(2, ascii('hint'))),
    { version: 0x0303, cipherSuite: 0x00a8 },
    { name: 'server_key_exchange', keyExchange: 'PSK', pskIdentityHint: Uint8Array.from(ascii('hint')) },
  ],
  [
    'server_key_exchange ECDHE_PSK',
    handshake(12, [...vector(2), ...[3], ...u16(29), ...vector(1, 1)]),
    { version: 0x0303, cipherSuite: 0xc037 },
    { name: 'server_key_exchange', keyExchange: 'ECDHE_PSK', namedGroup: 29, signature: undefined },
  ],
  [
    'certificate_request of TLS 1.0',
    handshake(13, [...vector(1, 1, 64), ...vector(2, vector(2, 0x30, 0))]),
    TLS10,
    {
      name: 'certificate_request',
      certificateTypes: [1, 64],
      supportedSignatureAlgorithms: undefined,
      certificateAuthorities: [Uint8Array.of(0x30, 0)],
    },
  ],
  [
    'certificate_request of TLS 1.2',
    handshake(13, [...vector(1, 1), ...vector(2, u16(0x0401)), ...vector(2)]),
    TLS12,
    {
      name: 'certificate_request',
      certificateTypes: [1],
      supportedSignatureAlgorithms: [0x0401],
      certificateAuthorities: [],
    },
  ],
  [
    'certificate_request of TLS 1.3',
    handshake(13, [...vector(1), ...vector(2, extension(13, vector(2, u16(0x0403))))]),
    TLS13,
    { name: 'certificate_request', certificateTypes: undefined },
  ],
  ['server_hello_done', handshake(14, []), TLS12, { name: 'server_hello_done' }],
  ['certificate_verify', handshake(15, rsaSignature), TLS12, { name: 'certificate_verify', algorithm: 0x0804 }],
  [
    'certificate_verify before TLS 1.2',
    handshake(15, vector(2, 1)),
    TLS10,
    { name: 'certificate_verify', algorithm: undefined, signature: Uint8Array.of(1) },
  ],
  [
    'client_key_exchange RSA',
    handshake(16, vector(2, filled(48))),
    { version: 0x0303, cipherSuite: 0x002f },
    { name: 'client_key_exchange', keyExchange: 'RSA' },
  ],
  [
    'client_key_exchange RSA of SSL 3.0',
    handshake(16, filled(64)),
    { version: 0x0300, cipherSuite: 0x0005 },
    { name: 'client_key_exchange', exchangeKeys: Uint8Array.from(filled(64)) },
  ],
  [
    'client_key_exchange DHE',
    handshake(16, vector(2, 1, 2)),
    { version: 0x0303, cipherSuite: 0x009e },
    { name: 'client_key_exchange', keyExchange: 'DHE', exchangeKeys: Uint8Array.of(1, 2) },
  ],
  [
    'client_key_exchange ECDHE',
    handshake(16, vector(1, 4, 1)),
    TLS12,
    { name: 'client_key_exchange', keyExchange: 'ECDHE', exchangeKeys: Uint8Array.of(4, 1) },
  ],
  [
    'client_key_exchange PSK',
    handshake(16, vector(2, ascii('me'))),
    { version: 0x0303, cipherSuite: 0x00a8 },
    { name: 'client_key_exchange', keyExchange: 'PSK', pskIdentity: Uint8Array.from(ascii('me')) },
  ],
  [
    'client_key_exchange of an unknown suite',
    handshake(16, [1, 2, 3]),
    {},
    { name: 'client_key_exchange', keyExchange: 'other', exchangeKeys: Uint8Array.of(1, 2, 3) },
  ],
  ['finished', handshake(20, filled(12)), TLS12, { name: 'finished', verifyData: Uint8Array.from(filled(12)) }],
  [
    'certificate_status',
    handshake(22, [1, ...vector(3, 0x30, 3, 0x0a, 1, 0)]),
    TLS12,
    { name: 'certificate_status', statusType: 1, response: Uint8Array.of(0x30, 3, 0x0a, 1, 0) },
  ],
  [
    'certificate_status of several',
    handshake(22, [2, ...vector(3, vector(3, 1), vector(3))]),
    TLS12,
    { name: 'certificate_status', statusType: 2, response: Uint8Array.of(1) },
  ],
  ['key_update', handshake(24, [1]), TLS13, { name: 'key_update', requestUpdate: 1 }],
  [
    'compressed_certificate',
    handshake(25, [...u16(2), ...u24(900), ...vector(3, 1, 2)]),
    TLS13,
    {
      name: 'compressed_certificate',
      algorithm: 2,
      uncompressedLength: 900,
      compressedCertificateMessage: Uint8Array.of(1, 2),
    },
  ],
  [
    'next_protocol',
    handshake(67, [...vector(1, ascii('spdy/3')), ...vector(1, filled(5, 0))]),
    TLS12,
    { name: 'next_protocol', selectedProtocol: 'spdy/3' },
  ],
  [
    'message_hash',
    handshake(254, filled(32)),
    TLS13,
    { name: 'other', msgType: 254, body: Uint8Array.from(filled(32)) },
  ],
  ['a type that nobody knows', handshake(99, [1]), TLS12, { name: 'other', msgType: 99, body: Uint8Array.of(1) }],
]

describe('decodeHandshake', () => {
  test.each(forms)('%s', (_, bytes, context, value) => {
    const decoded = decode(bytes, context)
    expect(decoded.error).toBeUndefined()
    expectPart(decoded.value, value)
    expect(coveredBy(decoded.fields)).toBe(bytes.length)
    expect(problems(decoded.fields)).toEqual([])
  })

  test.each(forms)(
    '%s: cut anywhere it gives an error with a place inside, and never more than was there',
    (_, bytes, context) => {
      for (let length = 0; length < bytes.length; length += 1) {
        const { error, fields } = decode(bytes.slice(0, length), context)
        expect(error?.offset, `cut at ${length}`).toBeLessThanOrEqual(length)
        expect(coveredBy(fields)).toBeLessThanOrEqual(length)
      }
    },
  )

  test.each(forms)('%s: a byte too many is an error at that byte', (_, bytes, context) => {
    const { error, fields } = decode([...bytes, 0], context)
    expect(error?.offset).toBe(bytes.length)
    expect(fields.at(-1)?.name).toBe('trailing_bytes')
  })

  test('without a version the lengths inside tell the forms apart', () => {
    const noticed = forms.filter(([name]) =>
      /^(certificate|new_session_ticket|certificate_request)( of| without)/.test(name),
    )
    expect(noticed.length).toBe(8)
    for (const [name, bytes, , value] of noticed) expectPart(decode(bytes).value, value, name)
  })

  test('a ClientHello that ends within its suites keeps those before', () => {
    const whole = clientHello({ suites: [0x1301, 0xc02f, 0xc030], extensions: [SUPPORTED_VERSIONS_13] })
    const { value, error } = decode(whole.slice(0, 4 + 2 + 32 + 1 + 2 + 4))
    expectPart(value, { legacyVersion: 0x0303, cipherSuites: [0x1301, 0xc02f], extensions: undefined })
    expect(error?.message).toBe(`the message says ${whole.length - 4} bytes, 41 are there`)
  })

  test('a broken extension does not hide those behind it', () => {
    const { value, error, fields } = decode(
      clientHello({ extensions: [extension(10, [0, 4, 0, 23]), extension(16, vector(2, vector(1, ascii('h2'))))] }),
    )
    expect(value).toMatchObject({
      extensions: [
        { extensionType: 10, body: undefined },
        { extensionType: 16, body: { protocolNameList: ['h2'] } },
      ],
    })
    expect(error?.message).toBe('named_group_list says 4 bytes, 2 are there')
    expect(problems(fields)).toContain('says 4 bytes, 2 are there')
  })

  test('code points that nobody knows survive, and are named as such', () => {
    const { value, fields } = decode(clientHello({ suites: [0x1a1a, 0xabcd], extensions: [extension(0x7777, [1, 2])] }))
    expect(value).toMatchObject({
      cipherSuites: [0x1a1a, 0xabcd],
      extensions: [{ extensionType: 0x7777, extensionData: Uint8Array.of(1, 2) }],
    })
    expect(meanings(fields)).toEqual(
      expect.arrayContaining(['GREASE (0x1a1a)', 'unknown (0xabcd) · z/OS ABCD', 'unknown (0x7777)']),
    )
  })

  test('the tree names fields as the RFC does and code points as IANA does, with the spelling of z/OS', () => {
    const { fields } = decode(clientHello({ suites: [0xc02b], extensions: [extension(10, vector(2, u16(23)))] }))
    expect(fields.map(({ name }) => name)).toEqual([
      'msg_type',
      'length',
      'legacy_version',
      'random',
      'legacy_session_id',
      'cipher_suites',
      'legacy_compression_methods',
      'extensions',
    ])
    expect(meanings(fields)).toEqual(
      expect.arrayContaining([
        'client_hello',
        'TLS 1.2',
        'TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256 · z/OS C02B',
        'supported_groups',
        'secp256r1 · z/OS 0023',
      ]),
    )
  })

  test('nothing is annotated unless asked for', () => {
    expect(decodeHandshake(Uint8Array.from(clientHello()), {}, false).fields).toEqual([])
  })
})

describe('the SSL 2.0 form of a ClientHello (RFC 5246 §E.2)', () => {
  const hello = [1, 3, 1, ...u16(6), ...u16(0), ...u16(16), 0, 0, 0x2f, 1, 0, 0x80, ...filled(16, 7)]

  test('is read as a client_hello', () => {
    const { value, error, fields } = decode(hello)
    expect(error).toBeUndefined()
    expect(value).toEqual({
      name: 'client_hello',
      sslv2: true,
      legacyVersion: 0x0301,
      cipherSuites: [0x2f, 0x010080],
      legacySessionId: new Uint8Array(0),
      random: Uint8Array.from([...filled(16, 0), ...filled(16, 7)]),
    })
    expect(coveredBy(fields)).toBe(hello.length)
  })

  test('is told apart by lengths that add up', () => {
    expect(isSslv2ClientHello(Uint8Array.from(hello))).toBe(true)
    expect(isSslv2ClientHello(Uint8Array.from([...hello, 0]))).toBe(false)
    expect(isSslv2ClientHello(Uint8Array.from(clientHello()))).toBe(false)
  })
})

/** Just these properties, `undefined` for those that must not have been read. */
function expectPart(actual: object, expected: object, name?: string): void {
  expect(Object.fromEntries(Object.keys(expected).map((key) => [key, Reflect.get(actual, key)])), name).toEqual(
    expected,
  )
}

function flat(fields: readonly Field[]): Field[] {
  return fields.flatMap((field) => [field, ...flat(field.children)])
}

function coveredBy(fields: readonly Field[]): number {
  return Math.max(0, ...flat(fields).map(({ end }) => end))
}

function problems(fields: readonly Field[]): (string | null)[] {
  return flat(fields).flatMap(({ problem }) => problem ?? [])
}

function meanings(fields: readonly Field[]): string[] {
  return flat(fields).flatMap(({ meaning }) => meaning ?? [])
}
