import { expect, test } from 'vitest'
import type { CaseFacts, ConnectionFacts } from '../../../../main/diagnose/facts.ts'
import { keyRingNotOpened } from '../../../../main/diagnose/rule/key-ring-not-opened.ts'
import { codeFact, factsWith } from '../../../support/facts.ts'

test.each<[string, ConnectionFacts, object]>([
  ['return code 202', factsWith({ codes: [codeFact(202)] }), { confidence: 'likely', basis: 'code' }],
])('finds %s', (_, facts, claim) => {
  expect(keyRingNotOpened.find(facts)).toMatchObject(claim)
})

test.each<[string, ConnectionFacts]>([['another code', factsWith({ codes: [codeFact(416)] })]])(
  'passes %s',
  (_, facts) => {
    expect(keyRingNotOpened.find(facts)).toBeUndefined()
  },
)

test.each<[string, CaseFacts, object]>([
  ['return code 202', { codes: [codeFact(202)], texts: [] }, { confidence: 'likely' }],
])('finds in the case %s', (_, facts, claim) => {
  expect(keyRingNotOpened.findInCase?.(facts)).toMatchObject(claim)
})

test.each<[string, CaseFacts]>([['nothing', { codes: [], texts: [] }]])('passes in the case %s', (_, facts) => {
  expect(keyRingNotOpened.findInCase?.(facts)).toBeUndefined()
})
