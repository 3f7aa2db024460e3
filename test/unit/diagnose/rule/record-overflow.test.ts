import { expect, test } from 'vitest'
import type { ConnectionFacts } from '../../../../main/diagnose/facts.ts'
import { recordOverflow } from '../../../../main/diagnose/rule/record-overflow.ts'
import { alertFact, answerWith, codeFact, factsWith, offerWith, refusedHello } from '../../../support/facts.ts'

test.each<[string, ConnectionFacts, object]>([
  ['the alert', refusedHello({}, 22), { confidence: 'likely' }],
  [
    'the alert to bytes that were no hello, with doubt',
    factsWith({ alerts: [alertFact(1, 'server', 22)] }),
    { confidence: 'possible' },
  ],
  ['return code 505', factsWith({ codes: [codeFact(505)] }), { confidence: 'likely' }],
])('finds %s', (_, facts, claim) => {
  expect(recordOverflow.find(facts)).toMatchObject(claim)
})

test.each<[string, ConnectionFacts]>([
  ['another alert', refusedHello()],
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
  expect(recordOverflow.find(facts)).toBeUndefined()
})
