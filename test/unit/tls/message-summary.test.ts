import { expect, test } from 'vitest'
import { decodeConversation } from '../../../main/tls/conversation.ts'
import type { TlsMessage } from '../../../main/tls/message.ts'
import { messageSummary } from '../../../main/tls/message-summary.ts'
import {
  alertMessage,
  ascii,
  changeCipherSpec,
  clientHello,
  extension,
  filled,
  handshake,
  message,
  protectedMessage,
  RETRY_RANDOM,
  SELECTED_VERSION_13,
  serverHello,
  SUPPORTED_VERSIONS_13,
  u16,
  u24,
  u32,
  vector,
} from '../../support/tls-bytes.ts'

const server12 = message('server', serverHello())
const server13 = message(
  'server',
  serverHello({ suite: 0x1301, extensions: [SELECTED_VERSION_13, extension(51, [...u16(29), ...vector(2, 1)])] }),
)

/** The message, what came before it, what is said. */
const said: readonly [message: TlsMessage, before: TlsMessage | undefined, summary: string][] = [
  [
    message(
      'client',
      clientHello({
        suites: [0x0a0a, 1, 2],
        extensions: [extension(0, vector(2, 0, vector(2, ascii('tn3270.example'))))],
      }),
    ),
    undefined,
    'TLS 1.2, 2 suites, tn3270.example',
  ],
  [message('client', clientHello({ extensions: [SUPPORTED_VERSIONS_13] })), undefined, 'TLS 1.3, 1 suite'],
  [message('client', clientHello().slice(0, 12), { complete: false }), undefined, 'TLS 1.2 (incomplete)'],
  [server13, undefined, 'TLS 1.3, TLS_AES_128_GCM_SHA256, x25519'],
  [
    message(
      'server',
      serverHello({ random: RETRY_RANDOM, suite: 0x1301, extensions: [SELECTED_VERSION_13, extension(51, u16(24))] }),
    ),
    undefined,
    'TLS 1.3, TLS_AES_128_GCM_SHA256, secp384r1',
  ],
  [message('server', handshake(8, vector(2, extension(16, vector(2, vector(1, ascii('h2'))))))), server13, 'h2'],
  [message('client', handshake(11, vector(3))), server12, 'no certificate'],
  [message('server', handshake(11, vector(3, vector(3, 1), vector(3, 2)))), server12, '2 certificates'],
  [
    message('server', handshake(12, [3, ...u16(23), ...vector(1, 4), ...u16(0x0403), ...vector(2, 1)])),
    server12,
    'ECDHE, secp256r1, ecdsa_secp256r1_sha256',
  ],
  [
    message('server', handshake(13, [...vector(1, 1, 64), ...vector(2), ...vector(2, vector(2, 1))])),
    server12,
    'rsa_sign ecdsa_sign, 1 issuer',
  ],
  [message('client', handshake(16, vector(1, 4))), server12, 'ECDHE'],
  [message('client', handshake(15, [...u16(0x0804), ...vector(2, 1)])), server12, 'rsa_pss_rsae_sha256'],
  [message('server', handshake(4, [...u32(300), ...vector(2, 1)])), server12, 'valid 300 s, 1 bytes'],
  [message('server', handshake(22, [1, ...vector(3, 1, 2)])), server12, 'OCSP response, 2 bytes'],
  [message('server', handshake(25, [...u16(2), ...u24(900), ...vector(3, 1)])), server13, 'brotli, 900 bytes unpacked'],
  [message('client', handshake(24, [1])), server13, 'update requested'],
  [message('client', handshake(67, [...vector(1, ascii('h2')), ...vector(1)])), server12, 'h2'],
  [message('client', handshake(20, filled(12))), server12, ''],
  [alertMessage('server', 2, 40), undefined, ''],
  [alertMessage('server', 1, 201), undefined, ''],
  [protectedMessage('client', 'alert', 26), undefined, ''],
  [protectedMessage('client'), undefined, ''],
  [changeCipherSpec('client'), undefined, ''],
]

test.each(said)('messageSummary, %#', (given, before, summary) => {
  const spoken = decodeConversation(before === undefined ? [given] : [before, given])
  expect(messageSummary(given, spoken.at(-1)?.value)).toBe(summary)
})

test('the first certificate is named by whoever has read it', () => {
  const given = message('server', handshake(11, vector(3, vector(3, 1))))
  const [spoken] = decodeConversation([given])
  const leaf = { subject: 'CN=Example\\, Inc,O=Example', keyType: 'RSA', keyBits: 2048 }
  expect(messageSummary(given, spoken?.value, leaf)).toBe('1 certificate, CN=Example\\, Inc, RSA 2048')
  expect(messageSummary(given, spoken?.value, { ...leaf, keyType: 'Ed25519', keyBits: null })).toBe(
    '1 certificate, CN=Example\\, Inc, Ed25519',
  )
})
