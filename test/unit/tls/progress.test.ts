import { describe, expect, test } from 'vitest'
import { summarize } from '../../../main/tls/summary.ts'
import {
  alertMessage,
  changeCipherSpec,
  clientHello,
  event,
  handshake,
  message,
  protectedMessage,
  serverHello,
  vector,
} from '../../support/tls-bytes.ts'
import { type Case, check, data, fin, finished, rst, view } from '../../support/progress-case.ts'

const hello = message('client', clientHello())
const answer = message('server', serverHello())
const certificate = message('server', handshake(11, vector(3)))
const done = message('server', handshake(14, []))
const keyExchange = message('client', handshake(16, vector(1, 4)))
const clientFinish = [changeCipherSpec('client'), protectedMessage('client')]
const serverFinish = [changeCipherSpec('server'), protectedMessage('server')]
const serverFlight = [hello, answer, certificate, done]
const whole = [...serverFlight, keyExchange, ...clientFinish, ...serverFinish]

const tls12: readonly Case[] = [
  ['whole handshake', whole, [], 'established', 'finished'],
  ['with data', whole, [data('client', 9), data('server', 9)], 'established', 'application'],
  [
    'seen from the middle on, with data',
    [...clientFinish, ...serverFinish],
    [data('client', 4), data('server', 4)],
    'established',
    'application',
    { beginningSeen: false },
  ],
  ['data alone', [], [data('client', 0), data('server', 0)], 'incomplete', 'tcp', { beginningSeen: false }],
  [
    'resumed: the server finishes first',
    [hello, answer, ...serverFinish, ...clientFinish],
    [],
    'established',
    'finished',
  ],
  [
    'Finished readable',
    [
      ...serverFlight,
      keyExchange,
      changeCipherSpec('client'),
      finished('client'),
      changeCipherSpec('server'),
      finished('server'),
    ],
    [],
    'established',
    'finished',
  ],
  ['closed with a warning', [...whole, alertMessage('client', 1, 0)], [fin('client', 10)], 'established', 'finished'],
  [
    'a fatal alert long after the handshake',
    [...whole, alertMessage('server', 2, 50)],
    [data('client', 9), data('server', 9)],
    'established',
    'application',
  ],
  [
    'a server that closes in the place of an answer',
    [hello, alertMessage('server', 1, 0)],
    [],
    'failed',
    'client_hello',
  ],
  ['a hello that nobody has answered yet', [hello], [], 'incomplete', 'client_hello'],
  [
    'a close, seen from the middle on',
    [certificate, alertMessage('client', 1, 0)],
    [],
    'incomplete',
    'tcp',
    { beginningSeen: false },
  ],
  ['no common suite', [hello, alertMessage('server', 2, 40)], [], 'failed', 'client_hello'],
  [
    'a warning and then the handshake',
    [hello, alertMessage('server', 1, 112), answer, certificate, done, keyExchange, ...clientFinish, ...serverFinish],
    [],
    'established',
    'finished',
  ],
  [
    'certificate refused',
    [...serverFlight, alertMessage('client', 2, 48)],
    [fin('client', 5)],
    'failed',
    'server_flight',
  ],
  [
    'client certificate refused',
    [...serverFlight, keyExchange, ...clientFinish, alertMessage('server', 2, 42)],
    [],
    'failed',
    'client_flight',
  ],
  [
    'refused under keys before the server finished',
    [...serverFlight, keyExchange, ...clientFinish, protectedMessage('client', 'alert', 26), ...serverFinish],
    [],
    'failed',
    'finished',
  ],
  ['left without a word right after the handshake', whole, [fin('client', 9)], 'failed', 'finished'],
  [
    'a connection held in reserve, and closed after a while',
    whole.map((one) => ({ ...one, timeNs: 1_000_000_000n })),
    [{ ...fin('client', 9), timeNs: 1_300_000_000n }],
    'established',
    'finished',
  ],
  [
    'left without a word at once, by the clock',
    whole.map((one) => ({ ...one, timeNs: 1_000_000_000n })),
    [{ ...fin('client', 9), timeNs: 1_010_000_000n }],
    'failed',
    'finished',
  ],
  [
    'a host trace, which shows neither data nor goodbye: the peer closed right after the handshake',
    whole,
    [event('closed', 'client', 9)],
    'established',
    'finished',
    { role: 'server' },
  ],
  ['left by the server right after the handshake', whole, [fin('server', 9)], 'established', 'finished'],
  ['reset after the hello', [hello], [rst('server', 1)], 'failed', 'client_hello'],
  ['closed after the server flight', serverFlight, [fin('client', 4)], 'failed', 'server_flight'],
  [
    'a host trace: the peer closed',
    [hello],
    [event('closed', 'server', 1)],
    'failed',
    'client_hello',
    { role: 'client' },
  ],
  ['the source ends', serverFlight, [], 'incomplete', 'server_flight'],
  [
    'the source begins late and the connection ends',
    [done, keyExchange],
    [fin('client', 2)],
    'incomplete',
    'client_flight',
    { beginningSeen: false },
  ],
  [
    'refused before the server had finished, which it did all the same',
    [...serverFlight, keyExchange, ...clientFinish, alertMessage('client', 2, 48), ...serverFinish],
    [],
    'failed',
    'finished',
  ],
  [
    'a second handshake that the server refuses, readable with keys',
    [...whole, hello, alertMessage('server', 1, 100)],
    [fin('client', whole.length + 2)],
    'failed',
    'finished',
  ],
  [
    'a second handshake that the server refuses with a fatal alert',
    [...whole, message('server', handshake(0, [])), alertMessage('client', 2, 40)],
    [],
    'failed',
    'finished',
  ],
  [
    'a second handshake that comes to its end, and an error long after',
    [...whole, ...serverFlight, finished('client'), finished('server'), alertMessage('server', 2, 80)],
    [],
    'established',
    'finished',
  ],
  [
    'bytes that only the recorder missed',
    [hello, answer, keyExchange],
    [event('gap', 'server', 2, 900), fin('client', 3)],
    'incomplete',
    'client_flight',
  ],
  [
    'a hello sent again and again, and not a byte back',
    [hello],
    [event('syn_ack', 'server', 0), { ...event('retransmission', 'client', 1), text: '6 retransmissions' }],
    'failed',
    'client_hello',
  ],
  ['a hello sent again once', [hello], [event('retransmission', 'client', 1)], 'incomplete', 'client_hello'],
  [
    'bytes that nobody received',
    [hello],
    [event('gap', 'server', 1, 2_896), fin('client', 1)],
    'failed',
    'client_hello',
  ],
  [
    'no TLS at all',
    [alertMessage('server', 2, 10)],
    [event('not_tls', 'client', 0), fin('server', 1)],
    'failed',
    'tcp',
  ],
  [
    'a fatal alert of a stream of which nothing else is known',
    [alertMessage('server', 2, 10)],
    [],
    'incomplete',
    'tcp',
    { beginningSeen: false },
  ],
]

describe('how far a handshake came', () => {
  test.each(tls12.map((given) => [given[0], given] as const))('TLS 1.2, %s', (_, given) => {
    check(given)
  })

  test('the alert that ended it is told, not the one that came later', () => {
    const messages = [
      hello,
      alertMessage('server', 1, 112),
      alertMessage('server', 2, 40),
      alertMessage('client', 2, 50),
    ]
    expect(summarize(view(messages, [])).alert).toEqual({
      n: 3,
      from: 'server',
      level: 2,
      description: 40,
      name: 'handshake_failure',
    })
  })

  test('without one, the last alert is told', () => {
    expect(summarize(view([...whole, protectedMessage('client', 'alert', 26)], [])).alert).toEqual({
      n: 10,
      from: 'client',
      level: undefined,
      description: undefined,
      name: 'encrypted',
    })
    expect(summarize(view(whole, [])).alert).toBeUndefined()
  })

  test('nothing seen', () => {
    expect(summarize(view([], [], { beginningSeen: false }))).toMatchObject({
      outcome: 'incomplete',
      boundary: 'tcp',
      signature: '',
      version: undefined,
    })
  })
})
