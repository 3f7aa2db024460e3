import { describe, expect, test } from 'vitest'
import type { ClientHello } from '../../../main/tls/client-hello.ts'
import { decodeHandshake } from '../../../main/tls/handshake.ts'
import { ja3, ja3Text } from '../../../main/tls/ja3.ts'
import { ja3s, ja3sText } from '../../../main/tls/ja3s.ts'
import { ja4 } from '../../../main/tls/ja4.ts'
import type { Bytes } from '../../support/tls-bytes.ts'
import { ascii, clientHello, extension, serverHello, u16, vector } from '../../support/tls-bytes.ts'

function hello(...parts: Parameters<typeof clientHello>): ClientHello {
  const { value } = decodeHandshake(Uint8Array.from(clientHello(...parts)), {}, false)
  if (value.name !== 'client_hello') throw new Error('no client_hello')
  return value
}

const alpn = (...names: (string | Bytes)[]): number[] =>
  extension(16, vector(2, ...names.map((name) => vector(1, typeof name === 'string' ? ascii(name) : name))))

describe('ja3', () => {
  test('of a ClientHello of OpenSSL, as another dissector has it', () => {
    const given = hello({
      suites: [
        49196, 49200, 159, 52393, 52392, 52394, 49195, 49199, 158, 49188, 49192, 107, 49187, 49191, 103, 49162, 49172,
        57, 49161, 49171, 51, 157, 156, 61, 60, 53, 47, 255,
      ],
      extensions: [
        extension(0, vector(2, 0, vector(2, ascii('a.test')))),
        extension(11, vector(1, 0, 1, 2)),
        extension(10, vector(2, ...[29, 23, 30, 25, 24].map(u16))),
        extension(35, []),
        extension(22, []),
        extension(23, []),
        extension(13, vector(2)),
      ],
    })
    expect(ja3Text(given)).toBe(
      '771,49196-49200-159-52393-52392-52394-49195-49199-158-49188-49192-107-49187-49191-103-49162-49172-57-49161-49171-51-157-156-61-60-53-47-255,0-11-10-35-22-23-13,29-23-30-25-24,0-1-2',
    )
    expect(ja3(given)).toBe('871a754af286dfb70c1b53c6887c62e0')
  })

  test('leaves GREASE out and has empty parts where there is nothing', () => {
    expect(
      ja3Text(
        hello({
          suites: [0x1a1a, 47],
          extensions: [extension(0x2a2a, []), extension(10, vector(2, u16(0x3a3a), u16(23)))],
        }),
      ),
    ).toBe('771,47,10,23,')
    expect(ja3Text(hello({ suites: [47] }))).toBe('771,47,,,')
  })
})

describe('ja3s', () => {
  const answer = (suite: number, types: readonly number[]) => {
    const bytes = serverHello({ suite, extensions: types.map((type) => extension(type, [])) })
    const { value } = decodeHandshake(Uint8Array.from(bytes), {}, false)
    if (value.name !== 'server_hello') throw new Error('no server_hello')
    return value
  }

  test.each([
    ['771,49200,65281-11-35-23', 'ec74a5c51106f0419184d0dd08fb05bc', 49200, [65281, 11, 35, 23]],
    ['771,4866,43-51', '15af977ce25de452b96affa2addb1036', 4866, [43, 51]],
  ])('of ServerHellos of OpenSSL, as another dissector has it: %s', (text, hash, suite, types) => {
    expect(ja3sText(answer(suite, types))).toBe(text)
    expect(ja3s(answer(suite, types))).toBe(hash)
  })

  test('leaves GREASE out', () => {
    expect(ja3sText(answer(47, [0x1a1a, 0]))).toBe('771,47,0')
    expect(ja3sText(answer(47, []))).toBe('771,47,')
  })
})

describe('ja4', () => {
  /** The example of the definition: a ClientHello of Chrome. */
  const chrome = {
    suites: [
      0x2a2a, 0x1301, 0x1302, 0x1303, 0xc02b, 0xc02f, 0xc02c, 0xc030, 0xcca9, 0xcca8, 0xc013, 0xc014, 0x009c, 0x009d,
      0x002f, 0x0035,
    ],
    extensions: [
      extension(0x6a6a, []),
      extension(0x001b, vector(1, u16(2))),
      extension(0, vector(2, 0, vector(2, ascii('a.test')))),
      extension(0x0033, vector(2)),
      alpn('h2', 'http/1.1'),
      extension(0x4469, vector(2)),
      extension(0x0017, []),
      extension(0x002d, vector(1, 1)),
      extension(0x000d, vector(2, ...[0x0403, 0x0804, 0x0401, 0x0503, 0x0805, 0x0501, 0x0806, 0x0601].map(u16))),
      extension(0x0005, []),
      extension(0x0023, []),
      extension(0x0012, []),
      extension(0x002b, vector(1, u16(0x0a0a), u16(0x0304), u16(0x0303))),
      extension(0xff01, vector(1)),
      extension(0x000b, vector(1, 0)),
      extension(0x000a, vector(2, u16(29))),
      extension(0x0015, [0]),
    ],
  }

  test('the example of its definition', () => {
    expect(ja4(hello(chrome))).toBe('t13d1516h2_8daaf6152771_e5627efa2ab1')
  })

  test('the order of suites and extensions does not count, that of signature algorithms does', () => {
    expect(ja4(hello({ suites: chrome.suites.toReversed(), extensions: chrome.extensions.toReversed() }))).toBe(
      't13d1516h2_8daaf6152771_e5627efa2ab1',
    )
  })

  test.each([
    ['without extensions', { suites: [] }, 't12i000000_000000000000_000000000000'],
    ['of SSL 3.0', { version: 0x0300, suites: [] }, 'ts3i000000_000000000000_000000000000'],
    [
      'with nothing but a server name',
      { suites: [], extensions: [extension(0, [])] },
      't12d000100_000000000000_000000000000',
    ],
    ['ALPN of one letter', { suites: [], extensions: [alpn('x')] }, 't12i0001xx_'],
    ['ALPN that is no text', { suites: [], extensions: [alpn([0xba, 0xad])] }, 't12i0001bd_'],
    ['ALPN that is half text', { suites: [], extensions: [alpn([0x61, 0x2e])] }, 't12i00016e_'],
  ])('%s', (_, parts, start) => {
    expect(ja4(hello(parts)).startsWith(start)).toBe(true)
  })

  test('of DTLS has its own letter, and the smallest number as the best version', () => {
    const dtls = clientHello({ version: 0xfefd, suites: [0x1301] })
    // The cookie stands behind the session id.
    const bytes = [1, 0, 0, (dtls[3] ?? 0) + 1, ...dtls.slice(4, 39), 0, ...dtls.slice(39)]
    const { value } = decodeHandshake(Uint8Array.from(bytes), {}, false)
    expect(value.name === 'client_hello' && ja4(value).slice(0, 10)).toBe('dd2i010000')
  })

  test('more than 99 are 99', () => {
    expect(ja4(hello({ suites: Array.from({ length: 120 }, (_, code) => code) })).slice(0, 10)).toBe('t12i990000')
  })
})
