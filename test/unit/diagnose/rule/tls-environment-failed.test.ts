import { expect, test } from 'vitest'
import type { CaseFacts, ConnectionFacts } from '../../../../main/diagnose/facts.ts'
import { tlsEnvironmentFailed } from '../../../../main/diagnose/rule/tls-environment-failed.ts'
import { codeFact, factsWith } from '../../../support/facts.ts'

test.each<[string, ConnectionFacts, object]>([
  [
    'return code 5006',
    factsWith({ codes: [codeFact(5006, 'at-tls')] }),
    { confidence: 'likely', detectedBy: 'server' },
  ],
])('finds %s', (_, facts, claim) => {
  expect(tlsEnvironmentFailed.find(facts)).toMatchObject(claim)
})

test.each<[string, ConnectionFacts]>([['a code of System SSL', factsWith({ codes: [codeFact(416)] })]])(
  'passes %s',
  (_, facts) => {
    expect(tlsEnvironmentFailed.find(facts)).toBeUndefined()
  },
)

test.each<[string, CaseFacts, object]>([
  ['return code 5018', { codes: [codeFact(5018, 'at-tls')], texts: [] }, { confidence: 'likely' }],
])('finds in the case %s', (_, facts, claim) => {
  expect(tlsEnvironmentFailed.findInCase?.(facts)).toMatchObject(claim)
})

test.each<[string, CaseFacts]>([['nothing', { codes: [], texts: [] }]])('passes in the case %s', (_, facts) => {
  expect(tlsEnvironmentFailed.findInCase?.(facts)).toBeUndefined()
})
