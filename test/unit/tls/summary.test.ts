import { describe, expect, test } from 'vitest'
import type { ConnectionEvent, TlsMessage } from '../../../main/tls/message.ts'
import type { HandshakeSummary } from '../../../main/tls/summary.ts'
import { summarize } from '../../../main/tls/summary.ts'
import {
  alertMessage,
  ascii,
  changeCipherSpec,
  clientHello,
  event,
  extension,
  handshake,
  message,
  protectedMessage,
  RANDOM,
  RETRY_RANDOM,
  SELECTED_VERSION_13,
  serverHello,
  SUPPORTED_VERSIONS_13,
  u16,
  vector,
} from '../../support/tls-bytes.ts'

function of(messages: readonly TlsMessage[], events: readonly ConnectionEvent[] = []): HandshakeSummary {
  return summarize({ messages, events, beginningSeen: true, endSeen: false, role: 'wire' })
}

const serverName = extension(0, vector(2, 0, vector(2, ascii('tn3270.example'))))
const alpn = extension(16, vector(2, vector(1, ascii('h2'))))
const share = (group: number): number[] => extension(51, [...u16(group), ...vector(2, 1)])
const certificate = (from: 'client' | 'server', ...der: number[][]) =>
  message(from, handshake(11, vector(3, ...der.map((one) => vector(3, one)))))
const ticket = message('server', handshake(4, [0, 0, 0, 9, ...vector(2, 1)]))
const finish = (from: 'client' | 'server') => [changeCipherSpec(from), protectedMessage(from)]

describe('what was agreed', () => {
  test('TLS 1.2', () => {
    const summary = of([
      message('client', clientHello({ extensions: [serverName] })),
      message('server', serverHello({ extensions: [alpn] })),
      message('server', handshake(12, [3, ...u16(23), ...vector(1, 4), ...u16(0x0401), ...vector(2, 1)])),
    ])
    expect(summary).toMatchObject({
      version: 0x0303,
      cipherSuite: 0xc02f,
      group: 23,
      serverName: 'tn3270.example',
      alpn: 'h2',
      helloRetryRequest: false,
      resumption: 'none',
      clientAuthentication: 'none',
      clientRandom: RANDOM.map((byte) => byte.toString(16).padStart(2, '0')).join(''),
    })
  })

  test('TLS 1.3, after a HelloRetryRequest', () => {
    const hello = message('client', clientHello({ extensions: [SUPPORTED_VERSIONS_13] }))
    const retry = message(
      'server',
      serverHello({ random: RETRY_RANDOM, suite: 0x1302, extensions: [SELECTED_VERSION_13, extension(51, u16(24))] }),
    )
    expect(of([hello, retry])).toMatchObject({
      version: 0x0304,
      cipherSuite: 0x1302,
      group: 24,
      helloRetryRequest: true,
      signature: 'Cj',
      boundary: 'server_hello',
    })
    const answer = message('server', serverHello({ suite: 0x1302, extensions: [SELECTED_VERSION_13, share(24)] }))
    const extensions = message('server', handshake(8, vector(2, alpn)))
    expect(of([hello, retry, hello, answer, extensions])).toMatchObject({
      version: 0x0304,
      group: 24,
      alpn: 'h2',
      signature: 'CjCso',
    })
  })

  test('nothing is known without a ServerHello', () => {
    expect(of([message('client', clientHello())])).toMatchObject({
      version: undefined,
      cipherSuite: undefined,
      group: undefined,
      alpn: undefined,
      serverName: undefined,
    })
  })
})

describe('resumption', () => {
  const hello = (sessionId: number[], ...extensions: number[][]) =>
    message('client', clientHello({ sessionId, extensions }))
  const answer = (sessionId: number[]) => message('server', serverHello({ sessionId }))

  test.each([
    ['by session id', [hello([1, 2]), answer([1, 2]), ...finish('server')], 'session-id'],
    ['by ticket', [hello([1, 2], extension(35, [7, 7])), answer([1, 2]), ticket, ...finish('server')], 'ticket'],
    [
      'the id is the same but the handshake is a full one',
      [hello([1, 2]), answer([1, 2]), certificate('server', [1])],
      'none',
    ],
    [
      'refused',
      [hello([1, 2], extension(35, [7, 7])), answer([]), certificate('server', [1]), ...finish('server')],
      'none',
    ],
    [
      'TLS 1.3',
      [hello([]), message('server', serverHello({ extensions: [SELECTED_VERSION_13, extension(41, u16(0))] }))],
      'psk',
    ],
    [
      'TLS 1.3 repeats the id for middleboxes',
      [
        hello([1]),
        message('server', serverHello({ sessionId: [1], extensions: [SELECTED_VERSION_13] })),
        changeCipherSpec('server'),
      ],
      'none',
    ],
  ])('%s', (_, messages, resumption) => {
    expect(of(messages).resumption).toBe(resumption)
  })
})

describe('client authentication', () => {
  const request = message('server', handshake(13, [...vector(1, 1), ...vector(2), ...vector(2)]))
  const before = [message('client', clientHello()), message('server', serverHello())]

  test.each([
    ['not asked for', [certificate('server', [1])], 'none'],
    ['asked for', [request], 'requested'],
    ['sent', [request, certificate('client', [1])], 'sent'],
    ['asked for in vain', [request, certificate('client')], 'absent'],
  ])('%s', (_, messages, clientAuthentication) => {
    expect(of([...before, ...messages]).clientAuthentication).toBe(clientAuthentication)
  })
})

describe('signature', () => {
  test('has a letter for each message and for the first data of each side', () => {
    const whole = [
      message('client', clientHello()),
      message('server', serverHello()),
      certificate('server', [1]),
      message('server', handshake(14, [])),
      message('client', handshake(16, [1])),
      ...finish('client'),
      ticket,
      ...finish('server'),
      protectedMessage('client', 'alert'),
    ]
    const data = [
      event('application_data', 'client', 10),
      event('application_data', 'server', 10),
      event('application_data', 'client', 11),
    ]
    expect(of(whole, data).signature).toBe('CsxnKI?ti?DdL')
  })

  test('knows every handshake type that has a letter', () => {
    const types = [0, 1, 2, 4, 5, 8, 11, 12, 13, 14, 15, 16, 20, 22, 24, 25, 99]
    expect(of(types.map((type) => message('server', handshake(type, [])))).signature).toBe('hcsteoxkrnvkfuyz?')
  })

  test('ends after a hundred letters', () => {
    const many = Array.from({ length: 150 }, () => alertMessage('client', 1, 100))
    expect(of(many).signature).toBe(`${'L'.repeat(100)}+`)
    expect(of(many.slice(0, 100)).signature).toBe('L'.repeat(100))
  })
})
