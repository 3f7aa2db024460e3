import { expect, test } from 'vitest'
import type { ConnectionFacts, PolicyFact } from '../../../../main/diagnose/facts.ts'
import { handshakeTimeout } from '../../../../main/diagnose/rule/handshake-timeout.ts'
import {
  alertFact,
  codeFact,
  eventFact,
  factsWith,
  messageFact,
  offerWith,
  refusedChain,
} from '../../../support/facts.ts'

const WAITING: PolicyFact = {
  source: 1,
  rule: 'R1',
  line: 1,
  origin: 'active',
  release: undefined,
  hostIs: 'client',
  how: 'matched',
  open: [],
  values: [{ keyword: 'HandshakeRole', values: ['Server'], from: 'environment', line: 3, documented: undefined }],
  statements: [],
}

test.each<[string, ConnectionFacts, object]>([
  [
    'a hello without an answer for half a minute',
    factsWith({
      offers: [offerWith()],
      messages: [messageFact(1, 'client', 'client_hello', { timeNs: 0n })],
      events: [eventFact('fin', 'client', { timeNs: 30_000_000_000n })],
    }),
    { confidence: 'likely', detectedBy: 'network' },
  ],
  [
    'a client that says that it gives up',
    factsWith({
      offers: [offerWith()],
      messages: [
        messageFact(1, 'client', 'client_hello', { timeNs: 0n }),
        messageFact(2, 'client', 'alert', { content: 'alert', timeNs: 8_000_000_000n }),
      ],
      alerts: [{ ...alertFact(2, 'client', 90), timeNs: 8_000_000_000n }],
      events: [eventFact('fin', 'client', { timeNs: 8_000_000_001n, afterMessage: 2 })],
    }),
    { confidence: 'likely', detectedBy: 'network' },
  ],
  [
    'a host that connected and waits for a hello',
    factsWith({ policy: WAITING, codes: [codeFact(5004, 'at-tls')] }),
    { confidence: 'likely', explanation: expect.stringContaining('both ends wait') as string },
  ],
  ['return code 5004', factsWith({ codes: [codeFact(5004, 'at-tls')] }), { confidence: 'likely' }],
])('finds %s', (_, facts, claim) => {
  expect(handshakeTimeout.find(facts)).toMatchObject(claim)
})

test.each<[string, ConnectionFacts]>([
  [
    'a quick close',
    factsWith({
      offers: [offerWith()],
      messages: [messageFact(1, 'client', 'client_hello', { timeNs: 0n })],
      events: [eventFact('fin', 'server', { timeNs: 2_000_000n })],
    }),
  ],
  [
    'a request to connect that nobody answered',
    factsWith({
      events: [
        eventFact('syn', 'client', { timeNs: 0n, afterMessage: 0 }),
        eventFact('rst', 'server', { timeNs: 9_000_000_000n, afterMessage: 0 }),
      ],
    }),
  ],
  [
    'an alert that gives a reason',
    factsWith({
      offers: [offerWith()],
      messages: [messageFact(1, 'client', 'client_hello', { timeNs: 0n })],
      alerts: [{ ...alertFact(2, 'server', 40), timeNs: 8_000_000_000n }],
      events: [eventFact('fin', 'server', { timeNs: 8_000_000_001n, afterMessage: 2 })],
    }),
  ],
  [
    'a host with the wrong role whose peer left at once',
    factsWith({
      policy: WAITING,
      events: [
        eventFact('syn_ack', 'server', { timeNs: 0n, afterMessage: 0 }),
        eventFact('fin', 'server', { timeNs: 2_000_000n, afterMessage: 0 }),
      ],
    }),
  ],
  ['no times', factsWith({ offers: [offerWith()], events: [eventFact('fin', 'client')] })],
  ['an answer', refusedChain(undefined, [])],
])('passes %s', (_, facts) => {
  expect(handshakeTimeout.find(facts)).toBeUndefined()
})
