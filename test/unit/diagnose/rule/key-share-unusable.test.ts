import { expect, test } from 'vitest'
import type { ConnectionFacts } from '../../../../main/diagnose/facts.ts'
import { keyShareUnusable } from '../../../../main/diagnose/rule/key-share-unusable.ts'
import {
  alertFact,
  answerWith,
  codeFact,
  factsWith,
  messageFact,
  offerWith,
  refusedHello,
} from '../../../support/facts.ts'

test.each<[string, ConnectionFacts, object]>([
  [
    'a share one byte short',
    refusedHello({ versions: [0x0304], keyShares: [{ group: 29, length: 31, zero: false }] }, 47),
    { confidence: 'certain', fixes: [{ where: 'client' }, { where: 'network' }] },
  ],
  [
    'a share of zeros',
    refusedHello({ versions: [0x0304], keyShares: [{ group: 29, length: 32, zero: true }] }, 47),
    { confidence: 'certain' },
  ],
  [
    'a request for a group that was not offered',
    refusedHello({ versions: [0x0304], keyShares: [] }, 47, {
      retry: answerWith({ group: 25, extensions: [51] }),
      alerts: [alertFact(3, 'client', 47)],
      events: [],
    }),
    { confidence: 'certain', detectedBy: 'client' },
  ],
  [
    'a request for what is there',
    refusedHello({ versions: [0x0304], keyShares: [{ group: 29, length: 32, zero: false }] }, 47, {
      retry: answerWith({ group: 29, extensions: [51] }),
      alerts: [alertFact(3, 'client', 47)],
      events: [],
    }),
    { confidence: 'certain', detectedBy: 'client' },
  ],
  [
    'a second hello without the share',
    factsWith({
      offers: [offerWith({ keyShares: [] }), offerWith({ n: 3, keyShares: [] })],
      retry: answerWith({ group: 29, extensions: [51] }),
      messages: [
        messageFact(1, 'client', 'client_hello'),
        messageFact(2, 'server', 'hello_retry_request'),
        messageFact(3, 'client', 'client_hello'),
      ],
      alerts: [alertFact(4, 'server', 109)],
    }),
    { confidence: 'certain', detectedBy: 'server' },
  ],
  ['return code 515', factsWith({ codes: [codeFact(515)] }), { confidence: 'likely' }],
])('finds %s', (_, facts, claim) => {
  expect(keyShareUnusable.find(facts)).toMatchObject(claim)
})

test.each<[string, ConnectionFacts]>([
  ['a good share', refusedHello({ versions: [0x0304], keyShares: [{ group: 29, length: 32, zero: false }] })],
  [
    'a share of a group that nobody knows',
    refusedHello({ versions: [0x0304], keyShares: [{ group: 0x1a1a, length: 1, zero: true }] }),
  ],
])('passes %s', (_, facts) => {
  expect(keyShareUnusable.find(facts)).toBeUndefined()
})
