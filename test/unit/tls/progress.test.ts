import { describe, expect, test } from 'vitest'
import type { ConnectionView } from '../../../main/tls/connection-view.ts'
import type { ConnectionEvent, TlsMessage } from '../../../main/tls/message.ts'
import { summarize } from '../../../main/tls/summary.ts'
import {
  alertMessage,
  changeCipherSpec,
  clientHello,
  event,
  extension,
  filled,
  handshake,
  message,
  protectedMessage,
  SELECTED_VERSION_13,
  serverHello,
  SUPPORTED_VERSIONS_13,
  u16,
  vector,
} from '../../support/tls-bytes.ts'

const hello = message('client', clientHello())
const answer = message('server', serverHello())
const certificate = message('server', handshake(11, vector(3)))
const done = message('server', handshake(14, []))
const keyExchange = message('client', handshake(16, vector(1, 4)))
const clientFinish = [changeCipherSpec('client'), protectedMessage('client')]
const serverFinish = [changeCipherSpec('server'), protectedMessage('server')]
const serverFlight = [hello, answer, certificate, done]
const whole = [...serverFlight, keyExchange, ...clientFinish, ...serverFinish]

const hello13 = message('client', clientHello({ extensions: [SUPPORTED_VERSIONS_13] }))
const early13 = message('client', clientHello({ extensions: [SUPPORTED_VERSIONS_13, extension(42, [])] }))
const answer13 = message(
  'server',
  serverHello({ suite: 0x1301, extensions: [SELECTED_VERSION_13, extension(51, [...u16(29), ...vector(2, 1)])] }),
)
const finished = (from: 'client' | 'server') => message(from, handshake(20, filled(32)))

const data = (from: 'client' | 'server', after: number, length = 100): ConnectionEvent =>
  event('application_data', from, after, length)
const fin = (from: 'client' | 'server', after: number): ConnectionEvent => event('fin', from, after)
const rst = (from: 'client' | 'server', after: number): ConnectionEvent => event('rst', from, after)

/** Sizes of records under AES-128-GCM with SHA-256 (RFC 8446 §5.2): an alert, a Finished, an EndOfEarlyData. */
const ALERT = 19
const FINISHED = 53
const END_OF_EARLY_DATA = 21

type Case = readonly [
  name: string,
  messages: readonly TlsMessage[],
  events: readonly ConnectionEvent[],
  outcome: string,
  boundary: string,
  set?: Partial<ConnectionView>,
]

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

const tls13: readonly Case[] = [
  [
    'without keys: sizes tell',
    [hello13, answer13],
    [data('server', 2, 900), data('client', 2, FINISHED), data('client', 2, 200)],
    'established',
    'application',
  ],
  [
    'without keys: closed in peace at once',
    [hello13, answer13],
    [data('server', 2, 900), data('client', 2, FINISHED), data('client', 2, ALERT), fin('client', 2)],
    'established',
    'finished',
  ],
  [
    'without keys: the server closes in peace',
    [hello13, answer13],
    [data('server', 2, 900), data('client', 2, FINISHED), data('server', 2, ALERT)],
    'established',
    'finished',
  ],
  [
    'without keys: the client refuses',
    [hello13, answer13],
    [data('server', 2, 900), data('client', 2, ALERT), fin('client', 2)],
    'failed',
    'server_flight',
  ],
  [
    'without keys: the client refuses with a padded alert',
    [hello13, answer13],
    [data('server', 2, 900), data('client', 2, ALERT + 16), fin('client', 2)],
    'failed',
    'server_flight',
  ],
  [
    'without keys: a short record at the end of the source',
    [hello13, answer13],
    [data('server', 2, 900), data('client', 2, ALERT + 16)],
    'incomplete',
    'server_flight',
  ],
  [
    'without keys: the client refuses in clear',
    [hello13, answer13, alertMessage('client', 2, 48)],
    [data('server', 2, 900)],
    'failed',
    'server_flight',
  ],
  [
    'without keys: the server gives up in its flight',
    [hello13, answer13],
    [data('server', 2, 40), data('server', 2, ALERT), fin('server', 2)],
    'failed',
    'server_hello',
  ],
  [
    'without keys: the client certificate is refused',
    [hello13, answer13],
    [
      data('server', 2, 900),
      data('client', 2, 1_000),
      data('client', 2, FINISHED),
      data('client', 2, 80),
      data('server', 2, ALERT),
    ],
    'failed',
    'client_flight',
  ],
  [
    'without keys: a client certificate is accepted',
    [hello13, answer13],
    [data('server', 2, 900), data('client', 2, 1_000), data('client', 2, FINISHED), data('server', 2, 250)],
    'established',
    'finished',
  ],
  [
    'without keys: the server leaves after a client certificate',
    [hello13, answer13],
    [data('server', 2, 900), data('client', 2, 1_000), data('client', 2, FINISHED), fin('server', 2)],
    'failed',
    'client_flight',
  ],
  [
    'without keys: nothing but an alert answers the data',
    [hello13, answer13],
    [
      data('server', 2, 900),
      data('client', 2, FINISHED),
      data('client', 2, 44),
      data('server', 2, ALERT),
      fin('client', 2),
    ],
    'failed',
    'client_flight',
  ],
  [
    'without keys: early data is no Finished',
    [early13, answer13],
    [data('client', 2, 700), data('server', 2, 200), data('client', 2, END_OF_EARLY_DATA), data('client', 2, FINISHED)],
    'established',
    'finished',
  ],
  [
    'without keys: the client never answers',
    [hello13, answer13],
    [data('server', 2, 900), rst('client', 2)],
    'failed',
    'server_flight',
  ],
  [
    'without keys: the source ends in the server flight',
    [hello13, answer13],
    [data('server', 2, 900)],
    'incomplete',
    'server_flight',
  ],
  ['readable: whole', [hello13, answer13, finished('server'), finished('client')], [], 'established', 'finished'],
  [
    'readable: the client certificate is refused afterwards',
    [hello13, answer13, finished('server'), finished('client'), alertMessage('server', 2, 116)],
    [],
    'failed',
    'finished',
  ],
  [
    'readable: an error after the server sent data is none of the handshake',
    [hello13, answer13, finished('server'), finished('client'), alertMessage('server', 2, 20)],
    [data('server', 4)],
    'established',
    'application',
  ],
  [
    'readable: the client refuses',
    [hello13, answer13, certificate, finished('server'), alertMessage('client', 2, 45)],
    [],
    'failed',
    'server_flight',
  ],
  [
    'an alert of level warning that is an error in TLS 1.3',
    [hello13, answer13, alertMessage('client', 1, 48)],
    [],
    'failed',
    'server_hello',
  ],
]

describe('how far a handshake came', () => {
  test.each(tls12.map((given) => [given[0], given] as const))('TLS 1.2, %s', (_, given) => {
    check(given)
  })
  test.each(tls13.map((given) => [given[0], given] as const))('TLS 1.3, %s', (_, given) => {
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

function check([, messages, events, outcome, boundary, set]: Case): void {
  expect(summarize(view(messages, events, set))).toMatchObject({ outcome, boundary })
}

function view(
  messages: readonly TlsMessage[],
  events: readonly ConnectionEvent[],
  set: Partial<ConnectionView> = {},
): ConnectionView {
  return { messages, events, beginningSeen: true, endSeen: false, role: 'wire', ...set }
}
