import { expect, test } from 'vitest'
import type { ConnectionFacts } from '../../../../main/diagnose/facts.ts'
import { illegalParameter } from '../../../../main/diagnose/rule/illegal-parameter.ts'
import {
  answerWith,
  eventFact,
  factsWith,
  offerWith,
  refusedChain,
  refusedHello,
  serverChain,
} from '../../../support/facts.ts'

test.each<[string, ConnectionFacts, object]>([
  [
    'a suite that was not offered',
    refusedChain(47, [], { answer: answerWith({ cipherSuite: 5 }) }),
    { confidence: 'certain', detectedBy: 'client' },
  ],
  ['an extension twice', refusedHello({ extensions: [10, 13, 10] }, 10), { confidence: 'certain' }],
  [
    'a session id that does not come back',
    refusedChain(47, [], { answer: answerWith({ extensions: [43], sessionId: Uint8Array.of(0xaa) }) }),
    { confidence: 'certain' },
  ],
  [
    'a compression that was not offered',
    refusedChain(47, [], { answer: answerWith({ compressionMethod: 1 }) }),
    { confidence: 'certain' },
  ],
  [
    'a signature of TLS 1.3 that does not verify',
    refusedChain(51, serverChain({}), {
      version: 0x0304,
      verifies: [{ n: 4, from: 'server', scheme: 0x0804, fits: false }],
    }),
    { confidence: 'certain', detectedBy: 'client', evidence: [{ message: 4 }, {}] },
  ],
  ['the alert with nothing wrong in view', refusedHello({}, 47), { confidence: 'possible', fit: 0.2 }],
])('finds %s', (_, facts, claim) => {
  expect(illegalParameter.find(facts)).toMatchObject(claim)
})

test.each<[string, ConnectionFacts]>([
  [
    'a signature that verifies',
    refusedChain(51, serverChain({}), {
      version: 0x0304,
      verifies: [{ n: 4, from: 'server', scheme: 0x0804, fits: true }],
    }),
  ],
  ['a suite that was offered', refusedChain(42, serverChain({}))],
  [
    'a server that refuses its own choice',
    refusedChain(undefined, [], {
      answer: answerWith({ cipherSuite: 5 }),
      events: [eventFact('fin', 'server', { afterMessage: 5 })],
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
  expect(illegalParameter.find(facts)).toBeUndefined()
})
