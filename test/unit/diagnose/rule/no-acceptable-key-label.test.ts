import { expect, test } from 'vitest'
import type { CaseFacts, ConnectionFacts } from '../../../../main/diagnose/facts.ts'
import { noAcceptableKeyLabel } from '../../../../main/diagnose/rule/no-acceptable-key-label.ts'
import { codeFact, factsWith } from '../../../support/facts.ts'

test.each<[string, ConnectionFacts, object]>([
  ['return code 510', factsWith({ codes: [codeFact(510)] }), { confidence: 'likely', basis: 'code' }],
])('finds %s', (_, facts, claim) => {
  expect(noAcceptableKeyLabel.find(facts)).toMatchObject(claim)
})

test.each<[string, ConnectionFacts]>([['another code', factsWith({ codes: [codeFact(402)] })]])(
  'passes %s',
  (_, facts) => {
    expect(noAcceptableKeyLabel.find(facts)).toBeUndefined()
  },
)

test.each<[string, CaseFacts, object]>([
  ['return code 510', { codes: [codeFact(510)], texts: [] }, { confidence: 'likely' }],
])('finds in the case %s', (_, facts, claim) => {
  expect(noAcceptableKeyLabel.findInCase?.(facts)).toMatchObject(claim)
})

test.each<[string, CaseFacts]>([['nothing', { codes: [], texts: [] }]])('passes in the case %s', (_, facts) => {
  expect(noAcceptableKeyLabel.findInCase?.(facts)).toBeUndefined()
})
