import { describe, expect, test } from 'vitest'
import type { HandshakeContext } from '../../../main/tls/handshake.ts'
import { decodeHandshake } from '../../../main/tls/handshake.ts'
import { messageFields } from '../../../main/tls/message-fields.ts'
import type { Bytes } from '../../support/tls-bytes.ts'
import {
  ascii,
  clientHello,
  extension,
  filled,
  handshake,
  RANDOM,
  SELECTED_VERSION_13,
  serverHello,
  u16,
  u32,
  vector,
} from '../../support/tls-bytes.ts'

function fieldsOf(bytes: Bytes, context: HandshakeContext = {}) {
  return messageFields(decodeHandshake(Uint8Array.from(bytes), context, false).value)
}

const random = RANDOM.map((byte) => byte.toString(16).padStart(2, '0')).join('')
const TLS12 = { version: 0x0303, cipherSuite: 0xc02f }
const TLS13 = { version: 0x0304, cipherSuite: 0x1301 }

describe('messageFields', () => {
  test('a client_hello with everything, in the documented order', () => {
    const fields = fieldsOf(
      clientHello({
        sessionId: [1, 2],
        suites: [0x0a0a, 0x1301],
        extensions: [
          extension(47, vector(2, vector(2, 0x30, 0))),
          extension(5, [1, ...vector(2), ...vector(2)]),
          extension(0xff01, vector(1)),
          extension(22, []),
          extension(23, []),
          extension(1, [4]),
          extension(28, u16(4096)),
          extension(0xfe0d, [1]),
          extension(44, vector(2, 1, 2, 3)),
          extension(42, []),
          extension(35, filled(5)),
          extension(45, vector(1, 1)),
          extension(16, vector(2, vector(1, ascii('h2')))),
          extension(50, vector(2, u16(0x0401))),
          extension(13, vector(2, u16(0x0403))),
          extension(51, vector(2, u16(0x2a2a), vector(2, 0), u16(29), vector(2, 1))),
          extension(10, vector(2, u16(29))),
          extension(43, vector(1, u16(0x0304))),
          extension(0, vector(2, 0, vector(2, ascii('a.test')))),
          extension(41, [...vector(2, vector(2, 7), u32(5)), ...vector(2, vector(1, 8))]),
        ],
      }),
    )
    expect(fields).toEqual({
      legacyVersion: 0x0303,
      random,
      sessionId: '0102',
      cipherSuites: [0x0a0a, 0x1301],
      compressionMethods: [0],
      extensions: [47, 5, 0xff01, 22, 23, 1, 28, 0xfe0d, 44, 42, 35, 45, 16, 50, 13, 51, 10, 43, 0, 41],
      serverName: 'a.test',
      supportedVersions: [0x0304],
      supportedGroups: [29],
      keyShareGroups: [0x2a2a, 29],
      signatureAlgorithms: [0x0403],
      signatureAlgorithmsCert: [0x0401],
      applicationProtocols: ['h2'],
      pskModes: [1],
      pskIdentities: 1,
      ticketLength: 5,
      earlyData: true,
      cookieLength: 3,
      echPresent: true,
      recordSizeLimit: 4096,
      maxFragmentLength: 4,
      extendedMasterSecret: true,
      encryptThenMac: true,
      renegotiationInfo: true,
      statusRequest: true,
      certificateAuthorities: ['3000'],
    })
    expect(Object.keys(fields)).toEqual([
      'legacyVersion',
      'random',
      'sessionId',
      'cipherSuites',
      'compressionMethods',
      'extensions',
      'serverName',
      'supportedVersions',
      'supportedGroups',
      'keyShareGroups',
      'signatureAlgorithms',
      'signatureAlgorithmsCert',
      'applicationProtocols',
      'pskModes',
      'pskIdentities',
      'ticketLength',
      'earlyData',
      'cookieLength',
      'echPresent',
      'recordSizeLimit',
      'maxFragmentLength',
      'extendedMasterSecret',
      'encryptThenMac',
      'renegotiationInfo',
      'statusRequest',
      'certificateAuthorities',
    ])
  })

  test('a client_hello without extensions has only what it has', () => {
    expect(fieldsOf(clientHello())).toEqual({
      legacyVersion: 0x0303,
      random,
      sessionId: '',
      cipherSuites: [0xc02f],
      compressionMethods: [0],
      extensions: [],
    })
  })

  test('what was cut off is null, a list then empty', () => {
    expect(fieldsOf(clientHello().slice(0, 8))).toEqual({
      legacyVersion: 0x0303,
      random: null,
      sessionId: null,
      cipherSuites: [],
      compressionMethods: [],
      extensions: [],
    })
  })

  test('an extension that is there and cannot be read says so', () => {
    expect(fieldsOf(clientHello({ extensions: [extension(41, []), extension(10, [9])] }))).toMatchObject({
      extensions: [41, 10],
      pskIdentities: null,
      supportedGroups: [],
    })
  })

  test.each<[string, Bytes, HandshakeContext, object]>([
    [
      'server_hello',
      serverHello({
        sessionId: [9],
        suite: 0x1301,
        extensions: [SELECTED_VERSION_13, extension(51, [...u16(29), ...vector(2, 1)]), extension(41, u16(0))],
      }),
      {},
      {
        legacyVersion: 0x0303,
        selectedVersion: 0x0304,
        random,
        sessionId: '09',
        cipherSuite: 0x1301,
        compressionMethod: 0,
        extensions: [43, 51, 41],
        keyShareGroup: 29,
        selectedIdentity: 0,
        downgradeSentinel: null,
      },
    ],
    [
      'server_hello with the mark of a downgrade',
      serverHello({
        random: [...RANDOM.slice(0, 24), ...ascii('DOWNGRD'), 0],
        extensions: [extension(16, vector(2, vector(1, ascii('h2'))))],
      }),
      {},
      {
        legacyVersion: 0x0303,
        selectedVersion: 0x0303,
        random: `${random.slice(0, 48)}444f574e47524400`,
        sessionId: '',
        cipherSuite: 0xc02f,
        compressionMethod: 0,
        extensions: [16],
        downgradeSentinel: 'TLS 1.1',
        applicationProtocol: 'h2',
      },
    ],
    [
      'encrypted_extensions',
      handshake(8, vector(2, extension(16, vector(2, vector(1, ascii('h2')))), extension(10, vector(2, u16(23))))),
      TLS13,
      { extensions: [16, 10], applicationProtocol: 'h2', supportedGroups: [23] },
    ],
    [
      'certificate',
      handshake(11, vector(3, vector(3, ascii('abc')))),
      TLS12,
      { certificates: ['ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'] },
    ],
    [
      'certificate_request',
      handshake(13, [...vector(1, 1, 64), ...vector(2, u16(0x0401)), ...vector(2, vector(2, 0x30, 0))]),
      TLS12,
      { certificateTypes: [1, 64], signatureAlgorithms: [0x0401], certificateAuthorities: ['3000'] },
    ],
    [
      'certificate_request of TLS 1.3',
      handshake(13, [...vector(1), ...vector(2, extension(13, vector(2, u16(0x0403))))]),
      TLS13,
      { certificateTypes: [], signatureAlgorithms: [0x0403], certificateAuthorities: [] },
    ],
    ['certificate_verify', handshake(15, [...u16(0x0804), ...vector(2, 1)]), TLS12, { signatureScheme: 0x0804 }],
    [
      'server_key_exchange',
      handshake(12, [3, ...u16(23), ...vector(1, 4), ...u16(0x0401), ...vector(2, 1)]),
      TLS12,
      { keyExchange: 'ECDHE', group: 23, signatureScheme: 0x0401, dhPrimeBits: null },
    ],
    [
      'server_key_exchange DHE',
      handshake(12, [...vector(2, 0, 0x7f, 0xff), ...vector(2, 2), ...vector(2, 5), ...u16(0x0401), ...vector(2, 1)]),
      { version: 0x0303, cipherSuite: 0x009e },
      { keyExchange: 'DHE', group: null, signatureScheme: 0x0401, dhPrimeBits: 15 },
    ],
    ['client_key_exchange', handshake(16, vector(1, 4, 1, 2)), TLS12, { keyExchange: 'ECDHE', length: 3 }],
    [
      'new_session_ticket',
      handshake(4, [...u32(300), ...vector(2, 1, 2)]),
      TLS12,
      { lifetime: 300, ticketLength: 2, earlyDataSize: null },
    ],
    [
      'certificate_status',
      handshake(22, [1, ...vector(3, 0x30, 3, 0x0a, 1, 6)]),
      TLS12,
      { statusType: 1, ocspStatus: 6 },
    ],
    ['finished', handshake(20, filled(12)), TLS12, {}],
  ])('%s', (_, bytes, context, fields) => {
    expect(fieldsOf(bytes, context)).toEqual(fields)
    expect(Object.keys(fieldsOf(bytes, context))).toEqual(Object.keys(fields))
  })

  test('nothing for what is no handshake message', () => {
    expect(messageFields(undefined)).toEqual({})
  })
})
