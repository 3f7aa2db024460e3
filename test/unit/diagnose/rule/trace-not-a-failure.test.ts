import { expect, test } from 'vitest'
import type { CaseFacts, ConnectionFacts } from '../../../../main/diagnose/facts.ts'
import { traceNotAFailure } from '../../../../main/diagnose/rule/trace-not-a-failure.ts'
import { factsWith, textFact } from '../../../support/facts.ts'

test.each<[string, ConnectionFacts]>([
  ['any connection', factsWith({ texts: [textFact('134CC000', 'System SSL 0x134cc000')] })],
])('passes %s', (_, facts) => {
  expect(traceNotAFailure.find(facts)).toBeUndefined()
})

test.each<[string, CaseFacts, object]>([
  ['134CC000', { codes: [], texts: [textFact('134CC000', 'System SSL 0x134cc000')] }, { confidence: 'certain' }],
])('finds in the case %s', (_, facts, claim) => {
  expect(traceNotAFailure.findInCase?.(facts)).toMatchObject(claim)
})

test.each<[string, CaseFacts]>([
  ['a code that means something', { codes: [], texts: [textFact('134CC19E', '0x134cc19e')] }],
  ['a longer number', { codes: [], texts: [textFact('', '134CC0001')] }],
])('passes in the case %s', (_, facts) => {
  expect(traceNotAFailure.findInCase?.(facts)).toBeUndefined()
})
