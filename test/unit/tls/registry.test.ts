/**
 * Every message and every extension that IANA's registries name is decoded, or stands here as one whose bytes are shown as they are, and
 * why. What nobody has registered is kept with its number and bytes.
 */
import { describe, expect, test } from 'vitest'
import extensions from '../../../main/reference/table/extensions.json' with { type: 'json' }
import handshakeTypes from '../../../main/reference/table/handshake-types.json' with { type: 'json' }
import groups from '../../../main/reference/table/supported-groups.json' with { type: 'json' }
import { isGrease } from '../../../main/reference/code-point-name.ts'
import { decodeExtensions, type Extension, type ExtensionPlace } from '../../../main/tls/extension.ts'
import { FieldReader } from '../../../main/tls/field-reader.ts'
import { decodeHandshake } from '../../../main/tls/handshake.ts'
import { ascii, type Bytes, extension, filled, handshake, u16, u32, vector } from '../../support/tls-bytes.ts'

const PLACES: readonly ExtensionPlace[] = [
  'client_hello',
  'server_hello',
  'hello_retry_request',
  'encrypted_extensions',
  'certificate',
  'certificate_request',
  'new_session_ticket',
]

/** Shown as bytes: no public specification that has settled, or nothing inside that means anything to somebody else. */
const OPAQUE_EXTENSIONS: Readonly<Record<number, string>> = {
  26: 'tls_lts: a draft that expired',
  31: 'password_salt: a salt, RFC 8492 §4.1, and empty elsewhere',
  32: 'ticket_pinning: a ticket, or a proof, of the server alone, RFC 8672 §3',
  36: 'TLMSP: ETSI TS 103 523-2',
  37: 'TLMSP_proxying: ETSI TS 103 523-2',
  38: 'TLMSP_delegate: ETSI TS 103 523-2',
  46: 'TicketEarlyDataInfo: drafts of TLS 1.3',
  53: 'connection_id_deprecated: a draft whose form differs from what became RFC 9146',
  60: 'sequence_number_encryption_algorithms: a draft',
  61: 'rrc: nothing inside, draft-ietf-tls-dtls-rrc',
  13175: 'origin_bound_certificates: a draft that expired',
  13180: 'encrypted_client_certificates: a draft that expired',
  30031: 'channel_id_old: a draft that expired',
  30032: 'channel_id: a draft that expired',
  65486: 'encrypted_server_name: the draft before encrypted_client_hello',
}
const OPAQUE_MESSAGES: Readonly<Record<number, string>> = {
  254: 'message_hash: never on the wire, RFC 8446 §4.4.1',
}

function decodeOne(place: ExtensionPlace, type: number, data: Bytes): Extension | undefined {
  const bytes = Uint8Array.from(vector(2, extension(type, data)))
  const found: Extension[] = []
  decodeExtensions(new FieldReader(bytes, 0, bytes.length, []), place, found)
  return found[0]
}

const message = (type: number, body: Bytes) => decodeHandshake(Uint8Array.from(handshake(type, body)), {}, true)

describe('extensions', () => {
  const named = extensions.entries.filter(({ code }) => !isGrease(code))

  test.each(named.map(({ code, name }) => [code, name] as const))('%i %s is decoded, or opaque on purpose', (code) => {
    const bodies = PLACES.map((place) => decodeOne(place, code, [])?.body?.name)
    // One that fails on nothing has a form; one that takes it as bytes has none.
    const isDecoded = bodies.some((name) => name !== 'other')
    expect(isDecoded).toBe(!(code in OPAQUE_EXTENSIONS))
  })

  test.each(PLACES)('survive any bytes in %s, and keep them', (place) => {
    for (const code of [...named.map(({ code: one }) => one), 0x0a0a, 0xfafa, 63, 999, 0xffff])
      for (const data of [[], [0], [0xff], filled(3, 0xff), filled(40, 0), filled(300, 0x7f)]) {
        const found = decodeOne(place, code, data)
        expect([found?.extensionType, found?.extensionData]).toEqual([code, Uint8Array.from(data)])
        expect(found?.body !== undefined || found?.error !== undefined).toBe(true)
      }
  })

  const suite = [...u16(1), ...u16(1)]
  const config = [7, ...u16(32), ...vector(2, 1, 2), ...vector(2, suite), 16, ...vector(1, ascii('a.example')), 0, 0]

  test.each<[name: string, place: ExtensionPlace, type: number, data: Bytes, body: object]>([
    ['client_certificate_url', 'client_hello', 2, [], { name: 'client_certificate_url' }],
    [
      'trusted_ca_keys',
      'client_hello',
      3,
      vector(2, 0, [1, ...filled(20)], [2, ...vector(2, 9)], [3, ...filled(20)]),
      { entries: [{ type: 0 }, { type: 1 }, { type: 2, value: Uint8Array.of(9) }, { type: 3 }] },
    ],
    ['user_mapping', 'client_hello', 6, vector(1, 64), { name: 'user_mapping', numbers: [64] }],
    ['client_authz', 'client_hello', 7, vector(1, 0, 2), { name: 'client_authz', numbers: [0, 2] }],
    ['server_authz', 'server_hello', 8, vector(1, 1), { name: 'server_authz', numbers: [1] }],
    ['cert_type of a client', 'client_hello', 9, vector(1, 0, 1), { name: 'cert_type', numbers: [0, 1] }],
    ['cert_type of a server', 'server_hello', 9, [1], { name: 'cert_type', numbers: [1] }],
    ['srp', 'client_hello', 12, vector(1, ascii('me')), { name: 'srp', bytes: Uint8Array.from(ascii('me')) }],
    ['use_srtp', 'client_hello', 14, [...vector(2, u16(1), u16(7)), 0], { name: 'use_srtp', numbers: [1, 7] }],
    ['token_binding', 'client_hello', 24, [1, 0, ...vector(1, 2)], { name: 'token_binding', numbers: [2] }],
    [
      'cached_info of a client',
      'client_hello',
      25,
      vector(2, 1, vector(1, 5, 6)),
      { name: 'cached_info', entries: [{ type: 1, value: Uint8Array.of(5, 6) }] },
    ],
    ['cached_info of a server', 'server_hello', 25, vector(2, 1), { entries: [{ type: 1 }] }],
    ['pwd_protect', 'client_hello', 29, vector(1, 1), { name: 'pwd_protect', bytes: Uint8Array.of(1) }],
    ['pwd_clear', 'client_hello', 30, vector(1, 1), { name: 'pwd_clear' }],
    ['tls_cert_with_extern_psk', 'client_hello', 33, [], { name: 'tls_cert_with_extern_psk' }],
    [
      'a delegated credential',
      'certificate',
      34,
      [...u32(604_800), ...u16(0x0403), ...vector(3, 0x30), ...u16(0x0804), ...vector(2, 1)],
      { name: 'delegated_credential', validTime: 604_800, expectedCertVerifyAlgorithm: 0x0403 },
    ],
    ['supported_ekt_ciphers', 'client_hello', 39, vector(1, 0), { name: 'supported_ekt_ciphers', numbers: [0] }],
    ['supported_ekt_ciphers of a server', 'server_hello', 39, [1], { name: 'supported_ekt_ciphers', numbers: [1] }],
    ['transparency_info', 'server_hello', 52, vector(2, vector(2, 1)), { sctList: [Uint8Array.of(1)] }],
    ['connection_id', 'server_hello', 54, vector(1, 9, 9), { name: 'connection_id', bytes: Uint8Array.of(9, 9) }],
    ['external_id_hash', 'client_hello', 55, vector(1), { name: 'external_id_hash' }],
    ['external_session_id', 'client_hello', 56, vector(1, filled(20)), { name: 'external_session_id' }],
    ['ticket_request of a client', 'client_hello', 58, [2, 1], { name: 'ticket_request', numbers: [2, 1] }],
    ['ticket_request of a server', 'encrypted_extensions', 58, [2], { numbers: [2] }],
    ['dnssec_chain of a client', 'client_hello', 59, u16(443), { name: 'dnssec_chain', numbers: [443] }],
    ['dnssec_chain of a server', 'certificate', 59, [...u16(24), 1, 2], { numbers: [24] }],
    ['tls_flags', 'client_hello', 62, vector(1, 4), { name: 'tls_flags', bytes: Uint8Array.of(4) }],
    ['ech_outer_extensions', 'client_hello', 0xfd00, vector(1, u16(51)), { numbers: [51] }],
    [
      'an outer encrypted_client_hello',
      'client_hello',
      0xfe0d,
      [0, ...suite, 7, ...vector(2, 1), ...vector(2, filled(9))],
      { type: 0, payloadLength: 9 },
    ],
    ['an inner encrypted_client_hello', 'client_hello', 0xfe0d, [1], { type: 1 }],
    ['the confirmation of encrypted_client_hello', 'hello_retry_request', 0xfe0d, filled(8), { type: undefined }],
    [
      'retry configurations of encrypted_client_hello',
      'encrypted_extensions',
      0xfe0d,
      vector(2, [...u16(0xfe0d), ...vector(2, config)], [...u16(0xfe0a), ...vector(2, 1, 2, 3)]),
      {
        retryConfigs: [
          { version: 0xfe0d, publicName: 'a.example' },
          { version: 0xfe0a, publicName: undefined },
        ],
      },
    ],
  ])('%s', (_name, place, type, data, body) => {
    const found = decodeOne(place, type, data)
    expect(found?.error).toBeUndefined()
    expect(found?.body).toMatchObject(body)
    for (let length = 1; length < data.length; length++)
      expect(decodeOne(place, type, data.slice(0, length))?.extensionData).toHaveLength(length)
  })
})

describe('messages', () => {
  test.each(handshakeTypes.entries.map(({ code, name }) => [code, name] as const))(
    '%i %s is decoded, or opaque on purpose',
    (code) => {
      expect(message(code, []).value.name === 'other').toBe(code in OPAQUE_MESSAGES)
    },
  )

  test('of any type survive any bytes', () => {
    for (let type = 0; type < 256; type++)
      for (const body of [[], [0], filled(40, 0), filled(300, 0xff)])
        expect(message(type, body).value.name).toEqual(expect.any(String))
  })
})

test('groups against quantum computers have names', () => {
  const named = new Map(groups.entries.map(({ code, name }) => [code, name]))
  expect([0x11eb, 0x11ec, 0x11ed, 0x0200, 0x0201, 0x0202, 0x6399].map((code) => named.get(code))).toEqual([
    'SecP256r1MLKEM768',
    'X25519MLKEM768',
    'SecP384r1MLKEM1024',
    'MLKEM512',
    'MLKEM768',
    'MLKEM1024',
    'X25519Kyber768Draft00',
  ])
})
