import { expect, test } from 'vitest'
import type { ConnectionFacts } from '../../../../main/diagnose/facts.ts'
import { extendedMasterSecretRequired } from '../../../../main/diagnose/rule/extended-master-secret-required.ts'
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
  ['a hello without it', refusedHello(), { confidence: 'possible', fit: 0.5 }],
  [
    'a server without it',
    refusedChain(40, serverChain({}), { offers: [offerWith({ extensions: [10, 13, 23] })] }),
    { confidence: 'likely', detectedBy: 'client' },
  ],
])('finds %s', (_, facts, claim) => {
  expect(extendedMasterSecretRequired.find(facts)).toMatchObject(claim)
})

test.each<[string, ConnectionFacts]>([
  [
    'a client that had gone on after the hello',
    refusedChain(40, serverChain({}), {
      offers: [offerWith({ extensions: [23] })],
      messages: [
        messageFact(1, 'client', 'client_hello'),
        messageFact(2, 'server', 'server_hello'),
        messageFact(3, 'client', 'client_key_exchange'),
      ],
    }),
  ],
  ['a hello with it', refusedHello({ extensions: [10, 13, 23] })],
  [
    'a server with it',
    refusedChain(40, serverChain({}), {
      offers: [offerWith({ extensions: [23] })],
      answer: answerWith({ extensions: [23] }),
    }),
  ],
  ['another alert', refusedChain(48, serverChain({}), { offers: [offerWith({ extensions: [23] })] })],
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
  expect(extendedMasterSecretRequired.find(facts)).toBeUndefined()
})
