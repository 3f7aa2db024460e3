import { expect, test } from 'vitest'
import { findPreamble } from '../../../main/tls/preamble.ts'
import { ascii, clientHello, filled, record } from '../../support/tls-bytes.ts'

const HELLO = record(22, clientHello({}), 0x0301)
const PROXY_2 = [0x0d, 0x0a, 0x0d, 0x0a, 0, 0x0d, 0x0a, 0x51, 0x55, 0x49, 0x54, 0x0a, 0x21, 0x11, 0, 12]
const ADDRESSES = [192, 0, 2, 1, 192, 0, 2, 2, 0x9c, 0x40, 1, 0xbb]
const MYSQL = [32, 0, 0, 1, 0x05, 0xae, 0x03, 0, ...new Array<number>(28).fill(0)]
const OPENVPN = [0, HELLO.length + 14, 0x20, ...filled(8, 7), 0, 0, 0, 0, 1]
const OPENVPN_TLS_AUTH = [
  0,
  HELLO.length + 66,
  0x20,
  ...filled(8, 7),
  ...filled(40, 0x5a),
  1,
  0,
  0,
  0,
  0,
  ...filled(8, 6),
  0,
  0,
  0,
  1,
]
const TDS = [0x12, 1, 0, HELLO.length + 8, 0, 0, 0, 0]

test.each([
  ['PROXY protocol 1', ascii('PROXY TCP4 192.0.2.1 192.0.2.2 40000 443\r\n'), 'none'],
  ['PROXY protocol 2', [...PROXY_2, ...ADDRESSES], 'none'],
  ['CONNECT', ascii('CONNECT a.test:443 HTTP/1.1\r\nHost: a.test:443\r\n\r\n'), 'none'],
  ['PostgreSQL', [0, 0, 0, 8, 4, 0xd2, 0x16, 0x2f], 'none'],
  ['MySQL', MYSQL, 'none'],
  ['telnet', [0xff, 0xfb, 46, 0xff, 0xfa, 46, 1, 0xff, 0xff, 0xff, 0xf0, 0xff, 0xf1], 'none'],
  ['TDS', TDS, 'packets'],
  ['OpenVPN', OPENVPN, 'packets'],
  ['OpenVPN with an HMAC', OPENVPN_TLS_AUTH, 'packets'],
])('a ClientHello is found behind %s', (_, preamble, wrapping) => {
  const bytes = Uint8Array.from([9, ...preamble, ...HELLO])
  const found = findPreamble(bytes, 1, bytes.length)
  expect(found?.length).toBe(wrapping === 'packets' ? 0 : preamble.length)
  const content: number[] = []
  found?.unwrapping?.().push(bytes, 1, bytes.length, (start, end) => void content.push(...bytes.subarray(start, end)))
  expect(content).toEqual(wrapping === 'packets' ? HELLO : [])
  // Without the hello, or with only a part of what tells it, there is none.
  for (let end = 1; end <= 1 + preamble.length + 5; end += 1) expect(findPreamble(bytes, 1, end)).toBeUndefined()
})

test.each([
  ['bytes that are no text', [0xd4, 0xc3, 0xb2, 0xa1]],
  ['a line that does not end', ascii('STARTTLS')],
  ['a MySQL login without TLS', MYSQL.with(5, 0)],
  ['a PROXY header whose length lies', [...PROXY_2.with(15, 200), ...ADDRESSES]],
])('a ClientHello behind %s is data', (_, before) => {
  const bytes = Uint8Array.from([...before, ...HELLO])
  expect(findPreamble(bytes, 0, bytes.length)).toBeUndefined()
})
