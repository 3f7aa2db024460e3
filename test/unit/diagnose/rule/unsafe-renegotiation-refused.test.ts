import { expect, test } from 'vitest'
import type { ConnectionFacts } from '../../../../main/diagnose/facts.ts'
import { unsafeRenegotiationRefused } from '../../../../main/diagnose/rule/unsafe-renegotiation-refused.ts'
import {
  answerWith,
  factsWith,
  messageFact,
  offerWith,
  refusedChain,
  refusedHello,
  serverChain,
} from '../../../support/facts.ts'

test.each<[string, ConnectionFacts, object]>([
  ['a hello without the signal', refusedHello(), { confidence: 'possible', fit: 0.7 }],
  [
    'a server without renegotiation_info',
    refusedChain(40, serverChain({}), { offers: [offerWith({ cipherSuites: [0xc02f, 0x00ff] })] }),
    { confidence: 'likely', detectedBy: 'client' },
  ],
])('finds %s', (_, facts, claim) => {
  expect(unsafeRenegotiationRefused.find(facts)).toMatchObject(claim)
})

test.each<[string, ConnectionFacts]>([
  [
    'a client that had gone on after the hello',
    refusedChain(40, serverChain({}), {
      offers: [offerWith({ extensions: [0xff01] })],
      messages: [
        messageFact(1, 'client', 'client_hello'),
        messageFact(2, 'server', 'server_hello'),
        messageFact(3, 'client', 'client_key_exchange'),
      ],
    }),
  ],
  ['a hello with the signal', refusedHello({ cipherSuites: [0xc02f, 0x00ff] })],
  ['a hello of TLS 1.3', refusedHello({ versions: [0x0304, 0x0303] })],
  [
    'a server that answered it',
    refusedChain(40, serverChain({}), {
      offers: [offerWith({ cipherSuites: [0xc02f, 0x00ff] })],
      answer: answerWith({ extensions: [0xff01] }),
    }),
  ],
  [
    'a handshake that went through',
    factsWith({
      outcome: 'established',
      boundary: 'application',
      offers: [offerWith()],
      answer: answerWith(),
      version: 0x0303,
    }),
  ],
])('passes %s', (_, facts) => {
  expect(unsafeRenegotiationRefused.find(facts)).toBeUndefined()
})
