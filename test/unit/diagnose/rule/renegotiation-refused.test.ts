import { expect, test } from 'vitest'
import type { ConnectionFacts } from '../../../../main/diagnose/facts.ts'
import { renegotiationRefused } from '../../../../main/diagnose/rule/renegotiation-refused.ts'
import { alertFact, codeFact, factsWith, messageFact, refusedHello } from '../../../support/facts.ts'

test.each<[string, ConnectionFacts, object]>([
  [
    'no_renegotiation to a second hello',
    factsWith({
      outcome: 'established',
      version: 0x0303,
      messages: [
        messageFact(1, 'client', 'client_hello'),
        messageFact(2, 'server', 'server_hello'),
        messageFact(3, 'client', '', { content: 'change_cipher_spec' }),
        messageFact(4, 'client', 'finished'),
        messageFact(5, 'server', '', { content: 'change_cipher_spec' }),
        messageFact(6, 'server', 'finished'),
        messageFact(7, 'client', 'client_hello'),
      ],
      alerts: [alertFact(8, 'server', 100, 1)],
    }),
    { confidence: 'certain', detectedBy: 'server' },
  ],
  [
    'an encrypted alert, with doubt',
    factsWith({
      outcome: 'established',
      version: 0x0303,
      messages: [
        messageFact(1, 'client', 'client_hello'),
        messageFact(2, 'server', 'server_hello'),
        messageFact(3, 'client', '', { content: 'change_cipher_spec' }),
        messageFact(4, 'client', 'finished'),
        messageFact(5, 'server', '', { content: 'change_cipher_spec' }),
        messageFact(6, 'server', 'finished'),
        messageFact(7, 'client', 'client_hello'),
      ],
      alerts: [alertFact(8, 'server', undefined)],
    }),
    { confidence: 'possible' },
  ],
  ['return code 432', factsWith({ codes: [codeFact(432)] }), { confidence: 'likely' }],
])('finds %s', (_, facts, claim) => {
  expect(renegotiationRefused.find(facts)).toMatchObject(claim)
})

test.each<[string, ConnectionFacts]>([
  [
    'a second handshake without an alert',
    factsWith({
      outcome: 'established',
      version: 0x0303,
      messages: [
        messageFact(1, 'client', 'client_hello'),
        messageFact(2, 'server', 'server_hello'),
        messageFact(3, 'client', '', { content: 'change_cipher_spec' }),
        messageFact(4, 'client', 'finished'),
        messageFact(5, 'server', '', { content: 'change_cipher_spec' }),
        messageFact(6, 'server', 'finished'),
        messageFact(7, 'client', 'client_hello'),
      ],
    }),
  ],
  [
    'a close after it',
    factsWith({
      outcome: 'established',
      version: 0x0303,
      messages: [
        messageFact(1, 'client', 'client_hello'),
        messageFact(2, 'server', 'server_hello'),
        messageFact(3, 'client', '', { content: 'change_cipher_spec' }),
        messageFact(4, 'client', 'finished'),
        messageFact(5, 'server', '', { content: 'change_cipher_spec' }),
        messageFact(6, 'server', 'finished'),
        messageFact(7, 'client', 'client_hello'),
      ],
      alerts: [alertFact(8, 'server', 0, 1)],
    }),
  ],
  ['the first handshake', refusedHello({}, 100)],
])('passes %s', (_, facts) => {
  expect(renegotiationRefused.find(facts)).toBeUndefined()
})
