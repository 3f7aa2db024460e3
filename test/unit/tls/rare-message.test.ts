import { expect, test } from 'vitest'
import { decodeHandshake, type DecodedHandshake } from '../../../main/tls/handshake.ts'
import { ascii, type Bytes, extension, filled, handshake, u16, u24, vector } from '../../support/tls-bytes.ts'

const message = (type: number, body: Bytes): DecodedHandshake =>
  decodeHandshake(Uint8Array.from(handshake(type, body)), {}, true)

test.each<[name: string, type: number, body: Bytes, value: object]>([
  [
    'hello_retry_request of draft 18',
    6,
    [...u16(0x7f12), ...vector(2, extension(51, u16(29)))],
    { serverVersion: 0x7f12, extensions: [{ body: { selectedGroup: 29 } }] },
  ],
  [
    'hello_retry_request of draft 21',
    6,
    [...u16(0x7f15), ...u16(0x1301), ...vector(2, extension(51, u16(29)))],
    { extensions: [{ body: { selectedGroup: 29 } }] },
  ],
  ['hello_verify_request', 3, [...u16(0xfefd), ...vector(1, 5)], { serverVersion: 0xfefd, cookie: Uint8Array.of(5) }],
  ['request_connection_id', 9, [4], { count: 4 }],
  ['new_connection_id', 10, [...vector(2, vector(1, 7, 8)), 1], { cids: [Uint8Array.of(7, 8)], usage: 1 }],
  [
    'client_certificate_request',
    17,
    [...vector(1, 1), ...vector(2, extension(13, vector(2, u16(0x0403))))],
    { extensions: [{ extensionType: 13 }] },
  ],
  [
    'certificate_url',
    21,
    [1, ...vector(2, [...vector(2, ascii('http://a.example/c')), 1, ...filled(20)])],
    { type: 1, urls: ['http://a.example/c'] },
  ],
  [
    'supplemental_data',
    23,
    vector(3, [...u16(0), ...vector(2, 1, 2)]),
    { entries: [{ type: 0, data: Uint8Array.of(1, 2) }] },
  ],
  [
    'ekt_key',
    26,
    [...vector(2, filled(16)), ...vector(2, filled(12)), ...u16(9), ...u24(60)],
    { spi: 9, timeToLive: 60 },
  ],
])('%s', (_name, type, body, value) => {
  const found = message(type, body)
  expect(found.error).toBeUndefined()
  expect(found.value).toMatchObject(value)
  for (let length = 0; length < body.length; length++) expect(message(type, body.slice(0, length)).error).toBeDefined()
})
