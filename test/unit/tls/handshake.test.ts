import { describe, expect, test } from 'vitest'
import { decodeHandshake, isSslv2ClientHello } from '../../../main/tls/handshake.ts'
import {
  coveredBy,
  decode,
  describeForms,
  expectPart,
  meanings,
  problems,
  TLS10,
  TLS12,
  TLS13,
} from '../../support/message-form.ts'
import {
  ascii,
  clientHello,
  extension,
  filled,
  handshake,
  SUPPORTED_VERSIONS_13,
  u16,
  u24,
  vector,
} from '../../support/tls-bytes.ts'

const rsaSignature = [...u16(0x0804), ...vector(2, 1, 2, 3)]

describeForms([
  ['hello_request', handshake(0, []), TLS12, { name: 'hello_request' }],
  ['end_of_early_data', handshake(5, []), TLS13, { name: 'end_of_early_data' }],
  [
    'encrypted_extensions',
    handshake(8, vector(2, extension(16, vector(2, vector(1, ascii('h2')))))),
    TLS13,
    { name: 'encrypted_extensions' },
  ],
  ['server_hello_done', handshake(14, []), TLS12, { name: 'server_hello_done' }],
  ['certificate_verify', handshake(15, rsaSignature), TLS12, { name: 'certificate_verify', algorithm: 0x0804 }],
  [
    'certificate_verify before TLS 1.2',
    handshake(15, vector(2, 1)),
    TLS10,
    { name: 'certificate_verify', algorithm: undefined, signature: Uint8Array.of(1) },
  ],
  ['finished', handshake(20, filled(12)), TLS12, { name: 'finished', verifyData: Uint8Array.from(filled(12)) }],
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
])

describe('decodeHandshake', () => {
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
