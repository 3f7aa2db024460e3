import { expect, test } from 'vitest'
import type { ConnectionFacts } from '../../../../main/diagnose/facts.ts'
import { clientLocalError } from '../../../../main/diagnose/rule/client-local-error.ts'
import { alertFact, factsWith, messageFact, offerWith } from '../../../support/facts.ts'

test.each<[string, ConnectionFacts, object]>([
  [
    'an alert in place of a hello',
    factsWith({
      messages: [messageFact(1, 'client', 'alert', { content: 'alert' })],
      alerts: [alertFact(1, 'client', 80)],
    }),
    { confidence: 'certain', detectedBy: 'client' },
  ],
])('finds %s', (_, facts, claim) => {
  expect(clientLocalError.find(facts)).toMatchObject(claim)
})

test.each<[string, ConnectionFacts]>([
  [
    'an alert after a hello',
    factsWith({
      offers: [offerWith()],
      messages: [messageFact(1, 'client', 'client_hello'), messageFact(2, 'client', 'alert', { content: 'alert' })],
    }),
  ],
  [
    'a source that begins later',
    factsWith({ beginningSeen: false, messages: [messageFact(1, 'client', 'alert', { content: 'alert' })] }),
  ],
])('passes %s', (_, facts) => {
  expect(clientLocalError.find(facts)).toBeUndefined()
})
