import { expect, test } from 'vitest'
import type { ConnectionFacts } from '../../../../main/diagnose/facts.ts'
import { unrecognizedName } from '../../../../main/diagnose/rule/unrecognized-name.ts'
import { alertFact, answerWith, codeFact, factsWith, offerWith, refusedHello } from '../../../support/facts.ts'

test.each<[string, ConnectionFacts, object]>([
  ['the alert', refusedHello({ serverName: 'other.example' }, 112), { confidence: 'certain' }],
  [
    'a warning that was the end',
    refusedHello({ serverName: 'x' }, 40, { alerts: [alertFact(2, 'server', 112, 1)] }),
    { confidence: 'certain' },
  ],
  ['no name at all', refusedHello({}, 112), { explanation: expect.stringContaining('no server') as string }],
  ['return code 448', factsWith({ codes: [codeFact(448)] }), { confidence: 'likely' }],
])('finds %s', (_, facts, claim) => {
  expect(unrecognizedName.find(facts)).toMatchObject(claim)
})

test.each<[string, ConnectionFacts]>([
  [
    'a warning in a handshake that went on',
    factsWith({
      outcome: 'established',
      offers: [offerWith()],
      answer: answerWith(),
      alerts: [alertFact(2, 'server', 112, 1)],
    }),
  ],
  [
    'a warning before another alert',
    refusedHello({}, 40, { alerts: [alertFact(2, 'server', 112, 1), alertFact(3, 'server', 40)] }),
  ],
])('passes %s', (_, facts) => {
  expect(unrecognizedName.find(facts)).toBeUndefined()
})
