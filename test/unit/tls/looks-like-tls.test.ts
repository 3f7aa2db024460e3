import { describe, expect, test } from 'vitest'
import { looksLikeTls } from '../../../main/tls/looks-like-tls.ts'
import type { Bytes } from '../../support/tls-bytes.ts'
import { ascii, clientHello, filled, handshake, record, serverHello, vector } from '../../support/tls-bytes.ts'

const sslv2 = [1, 3, 1, 0, 3, 0, 0, 0, 16, 0, 0, 0x2f, ...filled(16)]
const tiny = clientHello().flatMap((byte) => record(22, [byte], 0x0301))

const claims: readonly [name: string, bytes: Bytes, claim: string][] = [
  ['a ClientHello', record(22, clientHello(), 0x0301), 'client'],
  ['a ClientHello in records of one byte', tiny, 'client'],
  ['a ClientHello in the SSL 2.0 form', [0x80, sslv2.length, ...sslv2], 'client'],
  ['a ServerHello', record(22, serverHello()), 'server'],
  ['a Certificate', record(22, handshake(11, vector(3))), 'either'],
  ['a ServerHelloDone', record(22, handshake(14, [])), 'server'],
  ['a ClientKeyExchange', record(22, handshake(16, filled(66))), 'client'],
  ['a fatal alert', record(21, [2, 40]), 'either'],
  ['an alert under keys', record(21, filled(26)), 'either'],
  ['a ChangeCipherSpec', record(20, [1]), 'either'],
  ['a Finished under keys, then data', [...record(22, filled(40)), ...record(23, filled(50))], 'either'],
  ['application data', record(23, filled(50)), 'either'],
  ['HTTP', ascii('GET / HTTP/1.1\r\n'), 'no'],
  ['TN3270', [0xff, 0xfd, 0x28, 0xff], 'no'],
  ['SMTP', ascii('220 mail'), 'no'],
  ['SSH', ascii('SSH-2.0-'), 'no'],
  ['a length that no record has', [22, 3, 1, 0xff, 0xff, 1], 'no'],
  ['a version that does not exist', [22, 3, 9, 0, 5, 1], 'no'],
  ['an alert that does not exist', record(21, [2, 200]), 'no'],
  ['an alert of a level that does not exist', record(21, [9, 40]), 'no'],
  ['data that no record follows', [...record(23, filled(50)), ...ascii('hello')], 'no'],
  ['a Finished that no record follows', [...record(22, filled(40)), 0, 0], 'no'],
  ['an SSL 2.0 form whose lengths do not add up', [0x80, sslv2.length + 1, ...sslv2, 0], 'no'],
]

describe('looksLikeTls', () => {
  test.each(claims)('%s', (_, bytes, claim) => {
    expect(looksLikeTls(Uint8Array.from(bytes), 0, bytes.length)).toBe(claim)
  })

  test.each(claims.filter(([, , claim]) => claim !== 'no'))(
    '%s: while it is short, more is asked for or the same is said',
    (_, bytes, claim) => {
      for (let length = 0; length < bytes.length; length += 1) {
        expect(['more', claim, 'either']).toContain(looksLikeTls(Uint8Array.from(bytes), 0, length))
      }
    },
  )

  test('looks only between start and end', () => {
    const bytes = Uint8Array.from([...ascii('xx'), ...record(22, clientHello()), ...ascii('yy')])
    expect(looksLikeTls(bytes, 2, bytes.length - 2)).toBe('client')
    expect(looksLikeTls(bytes, 2, 2)).toBe('more')
  })

  test('random bytes are rarely taken for TLS', () => {
    let state = 12_345
    let taken = 0
    for (let round = 0; round < 20_000; round += 1) {
      const bytes = Uint8Array.from({ length: 64 }, () => (state = (state * 1_103_515_245 + 12_345) & 0x7fffffff) >> 16)
      if (!['no', 'more'].includes(looksLikeTls(bytes, 0, bytes.length))) taken += 1
    }
    expect(taken).toBeLessThan(3)
  })
})
