import { expect, test } from 'vitest'
import type { ConnectionFacts } from '../../../../main/diagnose/facts.ts'
import { unexpectedMessage } from '../../../../main/diagnose/rule/unexpected-message.ts'
import { alertFact, factsWith, messageFact, offerWith, refusedChain, serverChain } from '../../../support/facts.ts'

test.each<[string, ConnectionFacts, object]>([
  [
    'a Finished first',
    factsWith({ messages: [messageFact(1, 'client', 'finished')], alerts: [alertFact(2, 'server', 10)] }),
    { confidence: 'certain', detectedBy: 'server' },
  ],
  [
    'a Certificate before the ServerHello',
    factsWith({
      offers: [offerWith()],
      messages: [messageFact(1, 'client', 'client_hello'), messageFact(2, 'server', 'certificate')],
      alerts: [alertFact(3, 'client', 47)],
      events: [],
    }),
    { confidence: 'likely', detectedBy: 'client' },
  ],
])('finds %s', (_, facts, claim) => {
  expect(unexpectedMessage.find(facts)).toMatchObject(claim)
})

test.each<[string, ConnectionFacts]>([
  ['hellos in their order', refusedChain(10, serverChain({}))],
  [
    'a source that begins later',
    factsWith({
      beginningSeen: false,
      messages: [messageFact(1, 'client', 'finished')],
      alerts: [alertFact(2, 'server', 10)],
    }),
  ],
])('passes %s', (_, facts) => {
  expect(unexpectedMessage.find(facts)).toBeUndefined()
})
