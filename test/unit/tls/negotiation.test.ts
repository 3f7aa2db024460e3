import { describe, expect, test } from 'vitest'
import type { TlsMessage } from '../../../main/tls/message.ts'
import type { NegotiationEntry } from '../../../main/tls/negotiation.ts'
import { negotiation } from '../../../main/tls/negotiation.ts'
import {
  ascii,
  clientHello,
  extension,
  handshake,
  message,
  RANDOM,
  RETRY_RANDOM,
  SELECTED_VERSION_13,
  serverHello,
  SUPPORTED_VERSIONS_13,
  u16,
  vector,
} from '../../support/tls-bytes.ts'

const groups = (...codes: number[]): number[] => extension(10, vector(2, ...codes.map(u16)))
const schemes = (...codes: number[]): number[] => extension(13, vector(2, ...codes.map(u16)))
const alpn = (...names: string[]): number[] => extension(16, vector(2, ...names.map((name) => vector(1, ascii(name)))))
const hello = (suites: number[], ...extensions: number[][]): TlsMessage =>
  message('client', clientHello({ suites, extensions }))

/** `*` chosen, `-` not offered; accepted as `+`, `!` or nothing. */
function brief(entries: readonly NegotiationEntry[]): string[] {
  return entries.map(
    (entry) =>
      `${entry.chosen ? '*' : ''}${entry.offered ? '' : '-'}${entry.accepted === true ? '+' : entry.accepted === false ? '!' : ''}${entry.name}`,
  )
}

describe('negotiation', () => {
  test('of TLS 1.2 by a client that could do TLS 1.3', () => {
    const {
      versions,
      cipherSuites,
      groups: agreed,
      signatureAlgorithms,
      applicationProtocols,
    } = negotiation([
      hello(
        [0x1a1a, 0x1301, 0xc02b, 0x000a, 0x00ff],
        SUPPORTED_VERSIONS_13,
        groups(29, 23),
        schemes(0x0403, 0x0201),
        alpn('h2', 'tn3270'),
      ),
      message('server', serverHello({ suite: 0xc02b, extensions: [alpn('tn3270')] })),
      message('server', handshake(12, [3, ...u16(23), ...vector(1, 4), ...u16(0x0403), ...vector(2, 1)])),
    ])
    expect(brief(versions)).toEqual(['!TLS 1.3', '*+TLS 1.2'])
    expect(brief(cipherSuites)).toEqual([
      'GREASE (0x1a1a)',
      'TLS_AES_128_GCM_SHA256',
      '*+TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256',
      'TLS_RSA_WITH_3DES_EDE_CBC_SHA',
      'TLS_EMPTY_RENEGOTIATION_INFO_SCSV',
    ])
    expect(cipherSuites.map(({ reason }) => reason)).toEqual([
      'a reserved value that no one may choose (RFC 8701)',
      'only for TLS 1.3; TLS 1.2 was chosen',
      "the first in the client's order that fits",
      null,
      'a signal, not a suite: it cannot be chosen',
    ])
    expect(cipherSuites.map(({ zos }) => zos)).toEqual([null, '1301', 'C02B', '000A', '00FF'])
    expect(cipherSuites[3]?.weak).toEqual(['64-bit block cipher (SWEET32)'])
    expect(brief(agreed)).toEqual(['x25519', '*+secp256r1'])
    expect(agreed.map(({ zos }) => zos)).toEqual(['0029', '0023'])
    expect(brief(signatureAlgorithms)).toEqual(['*+ecdsa_secp256r1_sha256', 'rsa_pkcs1_sha1'])
    expect(applicationProtocols.map(({ code, name, chosen }) => [code, name, chosen])).toEqual([
      [0, 'h2', false],
      [1, 'tn3270', true],
    ])
  })

  test('the mark of a downgrade leaves open what the server could have done', () => {
    const random = [...RANDOM.slice(0, 24), ...ascii('DOWNGRD'), 1]
    const { versions } = negotiation([
      hello([0xc02f], SUPPORTED_VERSIONS_13),
      message('server', serverHello({ random })),
    ])
    expect(versions[0]).toMatchObject({
      accepted: null,
      reason: expect.stringContaining('could do more than TLS 1.2') as string,
    })
  })

  test('of TLS 1.3', () => {
    const {
      versions,
      cipherSuites,
      signatureAlgorithms,
      groups: agreed,
    } = negotiation([
      hello([0x1301, 0xc02f], SUPPORTED_VERSIONS_13, groups(29, 9), schemes(0x0401, 0x0804)),
      message(
        'server',
        serverHello({ suite: 0x1301, extensions: [SELECTED_VERSION_13, extension(51, [...u16(29), ...vector(2, 1)])] }),
      ),
      message('server', handshake(15, [...u16(0x0804), ...vector(2, 1)])),
    ])
    expect(brief(versions)).toEqual(['*+TLS 1.3', 'TLS 1.2'])
    expect(cipherSuites[1]).toMatchObject({ accepted: null, reason: 'not for TLS 1.3' })
    expect(signatureAlgorithms[0]).toMatchObject({
      name: 'rsa_pkcs1_sha256',
      reason: 'signs only certificates in TLS 1.3, not the handshake',
    })
    expect(brief(signatureAlgorithms)[1]).toBe('*+rsa_pss_rsae_sha256')
    expect(agreed.map(({ reason }) => reason)).toEqual(['the only one on offer that fits', 'not for TLS 1.3'])
  })

  test('a HelloRetryRequest says which group the server wants; the second hello is what was offered', () => {
    const retry = message(
      'server',
      serverHello({ random: RETRY_RANDOM, suite: 0x1301, extensions: [SELECTED_VERSION_13, extension(51, u16(24))] }),
    )
    const first = hello(
      [0x1301],
      SUPPORTED_VERSIONS_13,
      groups(29, 24),
      extension(51, vector(2, u16(29), vector(2, 1))),
    )
    const { groups: agreed } = negotiation([first, retry])
    expect(agreed.map(({ name, chosen, reason }) => [name, chosen, reason])).toEqual([
      ['x25519', false, 'the server had its key share and asked for secp384r1 instead'],
      [
        'secp384r1',
        true,
        'the server asked for it (HelloRetryRequest): none of the key shares sent was one that it takes',
      ],
    ])
  })

  test("the server's own list of groups is believed", () => {
    const { groups: agreed } = negotiation([
      hello([0x1301], SUPPORTED_VERSIONS_13, groups(29, 23, 24)),
      message(
        'server',
        serverHello({ suite: 0x1301, extensions: [SELECTED_VERSION_13, extension(51, [...u16(29), ...vector(2, 1)])] }),
      ),
      message('server', handshake(8, vector(2, groups(29, 24)))),
    ])
    expect(brief(agreed)).toEqual(['*+x25519', '!secp256r1', '+secp384r1'])
  })

  test('a key that the server is known to have drops suites and schemes for others', () => {
    const { cipherSuites, signatureAlgorithms } = negotiation(
      [hello([0xc02f, 0xc02b, 0x009e, 0x1301], groups(23), schemes(0x0804, 0x0403))],
      undefined,
      [{ keyType: 'EC', curve: 'secp384r1', from: 'key ring TN3270' }],
    )
    expect(cipherSuites.map(({ accepted, reason }) => [accepted, reason])).toEqual([
      [null, 'needs an RSA certificate; the server has EC secp384r1 (key ring TN3270)'],
      [null, "the server's certificate is on secp384r1, which the client's groups lack (RFC 8422 §5.1)"],
      [null, 'needs an RSA certificate; the server has EC secp384r1 (key ring TN3270)'],
      [null, null],
    ])
    expect(signatureAlgorithms.map(({ reason }) => reason)).toEqual([
      'needs an RSA key; the server has EC secp384r1 (key ring TN3270)',
      null,
    ])
  })

  test("a choice that is not the client's first says whose order it may be", () => {
    const { cipherSuites, applicationProtocols } = negotiation([
      hello([0xc030, 0xc02f], groups(23), alpn('h2', 'http/1.1')),
      message('server', serverHello({ suite: 0xc02f })),
    ])
    expect(cipherSuites.map(({ reason }) => reason)).toEqual([
      "stands before the chosen one in the client's order: the server lacks it, may not use it, or goes by an order of its own",
      "not the client's first: the server goes by its own order, or lacks the one before it",
    ])
    expect(applicationProtocols.map(({ reason }) => reason)).toEqual([
      'the server answered without choosing a protocol',
      'the server answered without choosing a protocol',
    ])
  })

  test('suites over curves need a curve among the groups', () => {
    const { cipherSuites } = negotiation([hello([0xc02f, 0x009c], groups(256))])
    expect(cipherSuites.map(({ reason }) => reason)).toEqual([
      "needs an elliptic curve, and the client's groups have none",
      null,
    ])
  })

  test('what nobody offered and was chosen all the same stands at the end', () => {
    const { cipherSuites } = negotiation([hello([0xc02f]), message('server', serverHello({ suite: 0x0005 }))])
    expect(brief(cipherSuites)).toEqual(['TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256', '*-+TLS_RSA_WITH_RC4_128_SHA'])
  })

  test('an old hello names its highest version; the chosen lower one was meant too', () => {
    const { versions } = negotiation([
      message('client', clientHello({ version: 0x0303 })),
      message('server', serverHello({ version: 0x0301 })),
    ])
    expect(brief(versions)).toEqual(['!TLS 1.2', '*+TLS 1.0'])
    expect(versions[1]?.weak).toEqual(['deprecated by RFC 8996'])
  })

  test('a version below the highest on offer says what shows of the others', () => {
    const reasons = (random: number[]) =>
      negotiation([hello([0xc02f], SUPPORTED_VERSIONS_13), message('server', serverHello({ random }))]).versions.map(
        ({ reason }) => reason,
      )
    expect(reasons(RANDOM)).toEqual([
      'the server answered with TLS 1.2, without the mark that it could do more',
      'not the highest on offer: the server shows no sign that it could do more',
    ])
    expect(reasons([...RANDOM.slice(0, 24), ...ascii('DOWNGRD'), 1])[1]).toBe(
      'less than the server could do, as its random says',
    )
  })

  describe('of DTLS', () => {
    const dtlsHello = (suites: number[], ...extensions: number[][]): TlsMessage =>
      message(
        'client',
        handshake(1, [
          ...u16(0xfefd),
          ...RANDOM,
          ...[0, 0],
          ...vector(2, ...suites.map(u16)),
          ...vector(1, 0),
          ...vector(2, ...extensions),
        ]),
      )
    const offer = dtlsHello(
      [0x1301, 0xc02f, 0x0005],
      extension(43, vector(1, u16(0xfefc), u16(0xfefd), u16(0xfeff))),
      groups(29, 0x11ec),
      schemes(0x0401),
      alpn('h2'),
    )

    test('the rules of the version of TLS apply that it follows', () => {
      const {
        versions,
        cipherSuites,
        groups: agreed,
        signatureAlgorithms,
        applicationProtocols,
      } = negotiation([offer, message('server', serverHello({ version: 0xfefd }))])
      expect(versions.map(({ name, accepted, chosen, reason }) => [name, accepted, chosen, reason])).toEqual([
        ['DTLS 1.3', false, false, 'the server answered with DTLS 1.2, without the mark that it could do more'],
        ['DTLS 1.2', true, true, 'not the highest on offer: the server shows no sign that it could do more'],
        ['DTLS 1.0', null, false, null],
      ])
      expect(cipherSuites.map(({ reason }) => reason)).toEqual([
        'only for TLS 1.3; DTLS 1.2 was chosen',
        "the first in the client's order that fits",
        null,
      ])
      expect(agreed.map(({ reason }) => reason)).toEqual([null, 'only for TLS 1.3'])
      expect(signatureAlgorithms[0]?.reason).toBeNull()
      expect(applicationProtocols[0]?.reason).toBe('the server answered without choosing a protocol')
    })

    test('its highest version is the one that counts lowest', () => {
      const { versions, cipherSuites, applicationProtocols } = negotiation([
        offer,
        message('server', serverHello({ version: 0xfefd, suite: 0x1301, extensions: [extension(43, u16(0xfefc))] })),
      ])
      expect(versions.map(({ chosen, reason }) => [chosen, reason])).toEqual([
        [true, 'the highest on offer'],
        [false, null],
        [false, null],
      ])
      expect(cipherSuites[1]?.reason).toBe('not for DTLS 1.3')
      expect(applicationProtocols[0]?.reason).toBeNull()
    })
  })

  test('of nothing', () => {
    expect(negotiation([])).toEqual({
      versions: [],
      cipherSuites: [],
      groups: [],
      signatureAlgorithms: [],
      applicationProtocols: [],
    })
  })
})
