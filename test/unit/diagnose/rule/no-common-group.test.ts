import { expect, test } from 'vitest'
import type { ConnectionFacts } from '../../../../main/diagnose/facts.ts'
import { noCommonGroup } from '../../../../main/diagnose/rule/no-common-group.ts'
import { alertFact, answerWith, factsWith, offerWith, refusedHello } from '../../../support/facts.ts'

test.each<[string, ConnectionFacts, object]>([
  [
    'a rare group alone',
    refusedHello({ versions: [0x0304], cipherSuites: [0x1301], groups: [25] }),
    { confidence: 'possible', fit: 0.8 },
  ],
  [
    'unexpected_message to a TLS 1.3 hello',
    refusedHello({ versions: [0x0304], cipherSuites: [0x1301], groups: [29] }, 10),
    { fit: 0.6 },
  ],
  [
    'a HelloRetryRequest that names none',
    refusedHello({ groups: [260] }, 47, {
      retry: answerWith({ version: 0x0304, extensions: [43] }),
      alerts: [alertFact(3, 'client', 47)],
      events: [],
    }),
    { confidence: 'likely', detectedBy: 'client' },
  ],
])('finds %s', (_, facts, claim) => {
  expect(noCommonGroup.find(facts)).toMatchObject(claim)
})

test.each<[string, ConnectionFacts]>([
  ['suites that need no group', refusedHello({ cipherSuites: [0x9c], groups: [25] })],
  ['a hello without groups', refusedHello({ groups: undefined })],
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
  expect(noCommonGroup.find(facts)).toBeUndefined()
})
