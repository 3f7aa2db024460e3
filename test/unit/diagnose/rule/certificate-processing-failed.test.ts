import { expect, test } from 'vitest'
import type { CaseFacts, ConnectionFacts } from '../../../../main/diagnose/facts.ts'
import { certificateProcessingFailed } from '../../../../main/diagnose/rule/certificate-processing-failed.ts'
import { codeFact, factsWith } from '../../../support/facts.ts'

test.each<[string, ConnectionFacts, object]>([
  ['return code 456', factsWith({ codes: [codeFact(456)] }), { fit: 0.5 }],
  [
    'a status of certificate management',
    factsWith({ codes: [codeFact(402), codeFact(0x03353084, 'cms')] }),
    { fit: 0.7, returnCodes: [{ system: 'cms', code: 0x03353084 }] },
  ],
])('finds %s', (_, facts, claim) => {
  expect(certificateProcessingFailed.find(facts)).toMatchObject(claim)
})

test.each<[string, ConnectionFacts]>([['another code', factsWith({ codes: [codeFact(402)] })]])(
  'passes %s',
  (_, facts) => {
    expect(certificateProcessingFailed.find(facts)).toBeUndefined()
  },
)

test.each<[string, CaseFacts, object]>([
  ['an ICSF reason', { codes: [codeFact(0x2b0c, 'icsf')], texts: [] }, { returnCodes: [{ system: 'icsf' }] }],
])('finds in the case %s', (_, facts, claim) => {
  expect(certificateProcessingFailed.findInCase?.(facts)).toMatchObject(claim)
})

test.each<[string, CaseFacts]>([['nothing', { codes: [], texts: [] }]])('passes in the case %s', (_, facts) => {
  expect(certificateProcessingFailed.findInCase?.(facts)).toBeUndefined()
})
