import { expect, test } from 'vitest'
import type { CaseFacts, ConnectionFacts } from '../../../../main/diagnose/facts.ts'
import { policyStatementMisplaced } from '../../../../main/diagnose/rule/policy-statement-misplaced.ts'
import { codeFact, factsWith, textFact } from '../../../support/facts.ts'

test.each<[string, ConnectionFacts, object]>([
  [
    'a statement that is ignored',
    factsWith({
      caseTexts: [
        textFact(
          'WARNING',
          "WARNING:005: ..pinit_fetch_policy_profile: Ignoring non-image config file 'TTLSRule' statement",
          { quoted: 'TTLSRule' },
        ),
      ],
    }),
    { confidence: 'certain' },
  ],
])('finds %s', (_, facts, claim) => {
  expect(policyStatementMisplaced.find(facts)).toMatchObject(claim)
})

test.each<[string, ConnectionFacts]>([
  [
    'a stack whose AT-TLS gives codes',
    factsWith({
      caseTexts: [
        textFact(
          'WARNING',
          "WARNING:005: ..pinit_fetch_policy_profile: Ignoring non-image config file 'TTLSRule' statement",
          { quoted: 'TTLSRule' },
        ),
      ],
      codes: [codeFact(402)],
    }),
  ],
])('passes %s', (_, facts) => {
  expect(policyStatementMisplaced.find(facts)).toBeUndefined()
})

test.each<[string, CaseFacts, object]>([
  [
    'a statement that is ignored',
    {
      codes: [],
      texts: [
        textFact(
          'WARNING',
          "WARNING:005: ..pinit_fetch_policy_profile: Ignoring non-image config file 'TTLSRule' statement",
          { quoted: 'TTLSRule' },
        ),
      ],
    },
    { explanation: expect.stringContaining('TTLSRule') as string },
  ],
])('finds in the case %s', (_, facts, claim) => {
  expect(policyStatementMisplaced.findInCase?.(facts)).toMatchObject(claim)
})

test.each<[string, CaseFacts]>([
  ['another warning', { codes: [], texts: [textFact('WARNING', 'WARNING:005: x: slow')] }],
])('passes in the case %s', (_, facts) => {
  expect(policyStatementMisplaced.findInCase?.(facts)).toBeUndefined()
})
