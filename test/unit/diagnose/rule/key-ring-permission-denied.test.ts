import { expect, test } from 'vitest'
import type { CaseFacts, ConnectionFacts } from '../../../../main/diagnose/facts.ts'
import { keyRingPermissionDenied } from '../../../../main/diagnose/rule/key-ring-permission-denied.ts'
import { codeFact, factsWith, textFact } from '../../../support/facts.ts'

test.each<[string, ConnectionFacts, object]>([
  ['return code 416', factsWith({ codes: [codeFact(416)] }), { confidence: 'likely' }],
  [
    '416 with the message of RACF',
    factsWith({
      codes: [codeFact(416)],
      caseTexts: [
        textFact('ICH408I', 'ICH408I USER(START1)', {
          user: 'START1',
          class: 'RDATALIB',
          resource: 'START1.RING.LST',
          intent: 'READ',
          allowed: 'NONE',
        }),
      ],
    }),
    { confidence: 'certain', returnCodes: [{ code: 416 }] },
  ],
])('finds %s', (_, facts, claim) => {
  expect(keyRingPermissionDenied.find(facts)).toMatchObject(claim)
})

test.each<[string, ConnectionFacts]>([
  [
    'another code',
    factsWith({
      codes: [codeFact(402)],
      caseTexts: [
        textFact('ICH408I', 'ICH408I USER(START1)', {
          user: 'START1',
          class: 'RDATALIB',
          resource: 'START1.RING.LST',
          intent: 'READ',
          allowed: 'NONE',
        }),
      ],
    }),
  ],
  ['nothing', factsWith()],
])('passes %s', (_, facts) => {
  expect(keyRingPermissionDenied.find(facts)).toBeUndefined()
})

test.each<[string, CaseFacts, object]>([
  [
    'ICH408I for a ring',
    {
      codes: [],
      texts: [
        textFact('ICH408I', 'ICH408I USER(START1)', {
          user: 'START1',
          class: 'RDATALIB',
          resource: 'START1.RING.LST',
          intent: 'READ',
          allowed: 'NONE',
        }),
      ],
    },
    { confidence: 'certain', evidence: [{ source: 2, line: 7 }] },
  ],
])('finds in the case %s', (_, facts, claim) => {
  expect(keyRingPermissionDenied.findInCase?.(facts)).toMatchObject(claim)
})

test.each<[string, CaseFacts]>([
  [
    'ICH408I for a data set',
    { codes: [], texts: [textFact('ICH408I', 'x', { class: 'DATASET', resource: 'SYS1.X' })] },
  ],
])('passes in the case %s', (_, facts) => {
  expect(keyRingPermissionDenied.findInCase?.(facts)).toBeUndefined()
})
