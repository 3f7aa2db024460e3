import { test } from 'vitest'
import {
  alertMessage,
  clientHello,
  extension,
  handshake,
  message,
  SELECTED_VERSION_13,
  serverHello,
  SUPPORTED_VERSIONS_13,
  u16,
  vector,
} from '../../support/tls-bytes.ts'
import { type Case, check, data, fin, finished, rst } from '../../support/progress-case.ts'

const hello13 = message('client', clientHello({ extensions: [SUPPORTED_VERSIONS_13] }))
const early13 = message('client', clientHello({ extensions: [SUPPORTED_VERSIONS_13, extension(42, [])] }))
const answer13 = message(
  'server',
  serverHello({ suite: 0x1301, extensions: [SELECTED_VERSION_13, extension(51, [...u16(29), ...vector(2, 1)])] }),
)
const certificate = message('server', handshake(11, vector(3)))

/** Sizes of records under AES-128-GCM with SHA-256 (RFC 8446 §5.2): an alert, a Finished, an EndOfEarlyData. */
const ALERT = 19
const FINISHED = 53
const END_OF_EARLY_DATA = 21

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
    'readable: the server hangs up at the client certificate',
    [hello13, answer13, finished('server'), message('client', handshake(11, vector(3))), finished('client')],
    [fin('server', 5)],
    'failed',
    'finished',
  ],
  [
    'readable: the server hangs up after a ticket',
    [
      hello13,
      answer13,
      finished('server'),
      message('client', handshake(11, vector(3))),
      finished('client'),
      message('server', handshake(4, vector(3))),
    ],
    [fin('server', 6)],
    'established',
    'finished',
  ],
  [
    'readable: the server hangs up, and no certificate was sent',
    [hello13, answer13, finished('server'), finished('client')],
    [fin('server', 4)],
    'established',
    'finished',
  ],
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

test.each(tls13.map((given) => [given[0], given] as const))('how far a handshake of TLS 1.3 came: %s', (_, given) => {
  check(given)
})
