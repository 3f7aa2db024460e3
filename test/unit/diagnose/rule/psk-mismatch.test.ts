import { expect, test } from 'vitest'
import type { ConnectionFacts } from '../../../../main/diagnose/facts.ts'
import { pskMismatch } from '../../../../main/diagnose/rule/psk-mismatch.ts'
import { alertFact, answerWith, factsWith, messageFact, offerWith, refusedHello } from '../../../support/facts.ts'

test.each<[string, ConnectionFacts, object]>([
  [
    'an identity that the server does not know',
    factsWith({
      cipherSuite: 0xa8,
      offers: [offerWith({ cipherSuites: [0xa8] })],
      answer: answerWith({ cipherSuite: 0xa8 }),
      messages: [
        messageFact(1, 'client', 'client_hello'),
        messageFact(2, 'server', 'server_hello'),
        messageFact(3, 'client', 'client_key_exchange'),
      ],
      alerts: [alertFact(4, 'server', 115)],
    }),
    { confidence: 'certain' },
  ],
  [
    'a PSK suite and a failed check',
    factsWith({
      cipherSuite: 0xa8,
      offers: [offerWith({ cipherSuites: [0xa8] })],
      answer: answerWith({ cipherSuite: 0xa8 }),
      messages: [
        messageFact(1, 'client', 'client_hello'),
        messageFact(2, 'server', 'server_hello'),
        messageFact(3, 'client', 'client_key_exchange'),
      ],
      alerts: [alertFact(4, 'server', 20)],
    }),
    { confidence: 'likely' },
  ],
  ['a binder that was refused', refusedHello({ versions: [0x0304], pskIdentities: 1 }, 47), { confidence: 'likely' }],
])('finds %s', (_, facts, claim) => {
  expect(pskMismatch.find(facts)).toMatchObject(claim)
})

test.each<[string, ConnectionFacts]>([
  ['illegal_parameter without a PSK', refusedHello({ versions: [0x0304] }, 47)],
  [
    'bad_record_mac with certificates',
    factsWith({
      cipherSuite: 0xc02f,
      offers: [offerWith()],
      answer: answerWith(),
      messages: [
        messageFact(1, 'client', 'client_hello'),
        messageFact(2, 'server', 'server_hello'),
        messageFact(3, 'client', 'client_key_exchange'),
      ],
      alerts: [alertFact(4, 'server', 20)],
    }),
  ],
])('passes %s', (_, facts) => {
  expect(pskMismatch.find(facts)).toBeUndefined()
})
