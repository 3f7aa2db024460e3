import { describe, expect, test } from 'vitest'
import type { Extension, ExtensionPlace } from '../../../main/tls/extension.ts'
import { decodeExtensions, findExtension, hasExtension } from '../../../main/tls/extension.ts'
import { FieldReader } from '../../../main/tls/field-reader.ts'
import type { Bytes } from '../../support/tls-bytes.ts'
import { ascii, extension, u16, u32, vector } from '../../support/tls-bytes.ts'

function decode(place: ExtensionPlace, ...all: Bytes[]): Extension[] {
  const bytes = Uint8Array.from(vector(2, ...all))
  const extensions: Extension[] = []
  decodeExtensions(new FieldReader(bytes, 0, bytes.length, []), place, extensions)
  return extensions
}

const hello = 'client_hello'

const known: readonly [name: string, place: ExtensionPlace, type: number, data: Bytes, body: object][] = [
  [
    'server_name',
    hello,
    0,
    vector(2, 0, vector(2, ascii('a.example'))),
    { name: 'server_name', serverNameList: [{ nameType: 0, hostName: 'a.example' }] },
  ],
  ["server_name, the server's", 'server_hello', 0, [], { name: 'server_name', serverNameList: [] }],
  [
    'a server_name that would forge a line',
    hello,
    0,
    vector(2, 0, vector(2, 10, 27, 0x5c)),
    { serverNameList: [{ nameType: 0, hostName: '\\x0a\\x1b\\x5c' }] },
  ],
  ['max_fragment_length', hello, 1, [2], { name: 'max_fragment_length', value: 2 }],
  ['status_request', hello, 5, [1, ...vector(2), ...vector(2)], { name: 'status_request', statusType: 1 }],
  ["status_request, the server's", 'server_hello', 5, [], { name: 'status_request', statusType: undefined }],
  [
    'status_request beside a certificate',
    'certificate',
    5,
    [1, ...vector(3, 9)],
    { name: 'status_request', statusType: 1, response: Uint8Array.of(9) },
  ],
  [
    'supported_groups',
    hello,
    10,
    vector(2, u16(29), u16(0x4138)),
    { name: 'supported_groups', namedGroupList: [29, 0x4138] },
  ],
  ['ec_point_formats', hello, 11, vector(1, 0, 1), { name: 'ec_point_formats', ecPointFormatList: [0, 1] }],
  [
    'signature_algorithms',
    hello,
    13,
    vector(2, u16(0x0403)),
    { name: 'signature_algorithms', supportedSignatureAlgorithms: [0x0403] },
  ],
  ['heartbeat', hello, 15, [1], { name: 'heartbeat', value: 1 }],
  [
    'ALPN',
    hello,
    16,
    vector(2, vector(1, ascii('h2')), vector(1, 0xba)),
    {
      name: 'application_layer_protocol_negotiation',
      protocolNameList: ['h2', '\\xba'],
      protocolNameBytes: [Uint8Array.from(ascii('h2')), Uint8Array.of(0xba)],
    },
  ],
  [
    'status_request_v2',
    hello,
    17,
    vector(2, 2, vector(2, vector(2), vector(2))),
    { name: 'status_request_v2', statusType: 2 },
  ],
  [
    'signed_certificate_timestamp',
    'server_hello',
    18,
    vector(2, vector(2, 1, 2)),
    { name: 'signed_certificate_timestamp', sctList: [Uint8Array.of(1, 2)] },
  ],
  ["signed_certificate_timestamp, the client's", hello, 18, [], { sctList: [] }],
  [
    'client_certificate_type',
    hello,
    19,
    vector(1, 2, 0),
    { name: 'client_certificate_type', certificateTypes: [2, 0] },
  ],
  [
    "server_certificate_type, the server's",
    'encrypted_extensions',
    20,
    [2],
    { name: 'server_certificate_type', certificateTypes: [2] },
  ],
  ['padding', hello, 21, [0, 0], { name: 'padding', bytes: Uint8Array.of(0, 0) }],
  ['encrypt_then_mac', hello, 22, [], { name: 'encrypt_then_mac' }],
  ['extended_master_secret', hello, 23, [], { name: 'extended_master_secret' }],
  ['compress_certificate', hello, 27, vector(1, u16(2)), { name: 'compress_certificate', algorithms: [2] }],
  ['record_size_limit', hello, 28, u16(16385), { name: 'record_size_limit', value: 16385 }],
  [
    'delegated_credentials',
    hello,
    34,
    vector(2, u16(0x0403)),
    { name: 'delegated_credentials', supportedSignatureAlgorithms: [0x0403] },
  ],
  ['session_ticket', hello, 35, [1, 2, 3], { name: 'session_ticket', bytes: Uint8Array.of(1, 2, 3) }],
  ['session_ticket, empty', hello, 35, [], { name: 'session_ticket', bytes: new Uint8Array(0) }],
  [
    'pre_shared_key',
    hello,
    41,
    [...vector(2, vector(2, 7), u32(5)), ...vector(2, vector(1, 8))],
    {
      name: 'pre_shared_key',
      identities: [{ identity: Uint8Array.of(7), obfuscatedTicketAge: 5 }],
      binders: [Uint8Array.of(8)],
    },
  ],
  ["pre_shared_key, the server's", 'server_hello', 41, u16(1), { name: 'pre_shared_key', selectedIdentity: 1 }],
  ['early_data', hello, 42, [], { name: 'early_data' }],
  [
    'early_data of a ticket',
    'new_session_ticket',
    42,
    u32(16384),
    { name: 'early_data_size', maxEarlyDataSize: 16384 },
  ],
  [
    'supported_versions',
    hello,
    43,
    vector(1, u16(0x0304), u16(0x7f1c)),
    { name: 'supported_versions', versions: [0x0304, 0x7f1c] },
  ],
  [
    "supported_versions, the server's",
    'hello_retry_request',
    43,
    u16(0x0304),
    { name: 'supported_versions', selectedVersion: 0x0304 },
  ],
  ['cookie', hello, 44, vector(2, 1), { name: 'cookie', bytes: Uint8Array.of(1) }],
  ['psk_key_exchange_modes', hello, 45, vector(1, 1, 0x2a), { name: 'psk_key_exchange_modes', keModes: [1, 0x2a] }],
  [
    'certificate_authorities',
    hello,
    47,
    vector(2, vector(2, 0x30, 0)),
    { name: 'certificate_authorities', authorities: [Uint8Array.of(0x30, 0)] },
  ],
  [
    'oid_filters',
    'certificate_request',
    48,
    vector(2, vector(1, 6), vector(2, 5)),
    { name: 'oid_filters', filters: [{ oid: Uint8Array.of(6), values: Uint8Array.of(5) }] },
  ],
  ['post_handshake_auth', hello, 49, [], { name: 'post_handshake_auth' }],
  [
    'signature_algorithms_cert',
    hello,
    50,
    vector(2, u16(0x0401)),
    { name: 'signature_algorithms_cert', supportedSignatureAlgorithms: [0x0401] },
  ],
  [
    'key_share',
    hello,
    51,
    vector(2, u16(29), vector(2, 1, 2)),
    { name: 'key_share', clientShares: [{ group: 29, keyExchange: Uint8Array.of(1, 2) }] },
  ],
  ['key_share without shares', hello, 51, vector(2), { name: 'key_share', clientShares: [] }],
  [
    "key_share, the server's",
    'server_hello',
    51,
    [...u16(23), ...vector(2, 4)],
    { serverShare: { group: 23, keyExchange: Uint8Array.of(4) } },
  ],
  ['key_share that asks', 'hello_retry_request', 51, u16(24), { selectedGroup: 24 }],
  [
    'quic_transport_parameters',
    hello,
    57,
    [1, 1, 0],
    { name: 'quic_transport_parameters', bytes: Uint8Array.of(1, 1, 0) },
  ],
  [
    'next_protocol_negotiation',
    'server_hello',
    13172,
    [...vector(1, ascii('h2'))],
    { name: 'next_protocol_negotiation', protocolNameList: ['h2'] },
  ],
  [
    'application_settings',
    hello,
    17613,
    vector(2, vector(1, ascii('h2'))),
    { name: 'application_settings', protocolNameList: ['h2'] },
  ],
  [
    'encrypted_client_hello, outer',
    hello,
    0xfe0d,
    [0, 0, 1, 0, 1, 9, ...vector(2, 1), ...vector(2, 1, 2, 3)],
    { name: 'encrypted_client_hello', type: 0, payloadLength: 3 },
  ],
  ['encrypted_client_hello, inner', hello, 0xfe0d, [1], { type: 1, payloadLength: 0 }],
  ['renegotiation_info', hello, 0xff01, vector(1), { name: 'renegotiation_info', bytes: new Uint8Array(0) }],
  ['GREASE', hello, 0x2a2a, [0], { name: 'other', bytes: Uint8Array.of(0) }],
]

describe('decodeExtensions', () => {
  test.each(known)('%s', (_, place, type, data, body) => {
    const [decoded, ...more] = decode(place, extension(type, data))
    expect(more).toEqual([])
    expect(decoded).toMatchObject({
      extensionType: type,
      extensionData: Uint8Array.from(data),
      start: 2,
      end: 6 + data.length,
      error: undefined,
    })
    expect(decoded?.body).toMatchObject(body)
  })

  test.each(known.filter(([, , , data]) => data.length > 1))(
    '%s: data cut short is an error of this extension alone',
    (_, place, type, data) => {
      // Extensions that are bytes as they are have no shape to violate.
      if ([21, 35, 57, 0x2a2a].includes(type)) return
      const [cut, next] = decode(place, extension(type, data.slice(0, -1)), extension(22, []))
      expect(cut?.error).toBeDefined()
      expect(next?.body).toEqual({ name: 'encrypt_then_mac' })
    },
  )

  test('trailing bytes keep the body and are an error', () => {
    const [decoded] = decode(hello, extension(28, [...u16(100), 1]))
    expect(decoded?.body).toEqual({ name: 'record_size_limit', value: 100 })
    expect(decoded?.error?.offset).toBe(8)
  })

  test('are found by name and by type', () => {
    const extensions = decode(hello, extension(22, []), extension(10, vector(2, u16(23))))
    expect(findExtension(extensions, 'supported_groups')?.namedGroupList).toEqual([23])
    expect(findExtension(extensions, 'key_share')).toBeUndefined()
    expect([hasExtension(extensions, 22), hasExtension(extensions, 23), hasExtension(undefined, 22)]).toEqual([
      true,
      false,
      false,
    ])
  })
})
