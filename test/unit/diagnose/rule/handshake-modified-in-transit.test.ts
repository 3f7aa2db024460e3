import { expect, test } from 'vitest'
import type { ConnectionFacts } from '../../../../main/diagnose/facts.ts'
import { handshakeModifiedInTransit } from '../../../../main/diagnose/rule/handshake-modified-in-transit.ts'
import {
  alertFact,
  answerWith,
  factsWith,
  messageFact,
  offerWith,
  refusedChain,
  serverChain,
} from '../../../support/facts.ts'

test.each<[string, ConnectionFacts, object]>([
  ['decrypt_error of the client', refusedChain(51, serverChain({})), { confidence: 'likely' }],
  [
    "decrypt_error of a server that checks a client's signature",
    factsWith({
      offers: [offerWith()],
      answer: answerWith(),
      certificateMessages: [{ n: 3, from: 'client', count: 1 }],
      messages: [
        messageFact(1, 'client', 'client_hello'),
        messageFact(2, 'server', 'server_hello'),
        messageFact(3, 'client', 'client_key_exchange'),
      ],
      alerts: [alertFact(4, 'server', 51)],
    }),
    { confidence: 'possible' },
  ],
])('finds %s', (_, facts, claim) => {
  expect(handshakeModifiedInTransit.find(facts)).toMatchObject(claim)
})

test.each<[string, ConnectionFacts]>([
  ['decrypt_error for a PSK', refusedChain(51, [], { cipherSuite: 0xa8 })],
  ['another alert', refusedChain(42, serverChain({}))],
])('passes %s', (_, facts) => {
  expect(handshakeModifiedInTransit.find(facts)).toBeUndefined()
})
