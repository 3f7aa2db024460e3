import { expect, test } from 'vitest'
import type { ConnectionFacts } from '../../../../main/diagnose/facts.ts'
import { certificateNotYetValid } from '../../../../main/diagnose/rule/certificate-not-yet-valid.ts'
import { codeFact, refusedChain, serverChain } from '../../../support/facts.ts'

test.each<[string, ConnectionFacts, object]>([
  [
    'a start in the future',
    refusedChain(42, serverChain({ notBefore: '2026-01-01T00:00:00Z' })),
    { confidence: 'likely', detectedBy: 'client' },
  ],
  [
    'with return code 401',
    refusedChain(42, serverChain({ notBefore: '2026-01-01T00:00:00Z' }), { codes: [codeFact(401)] }),
    { returnCodes: [{ code: 401 }] },
  ],
])('finds %s', (_, facts, claim) => {
  expect(certificateNotYetValid.find(facts)).toMatchObject(claim)
})

test.each<[string, ConnectionFacts]>([
  ['a certificate in its dates', refusedChain(42, serverChain({}))],
  ['one that has expired', refusedChain(45, serverChain({ notAfter: '2023-06-01T00:00:00Z' }))],
])('passes %s', (_, facts) => {
  expect(certificateNotYetValid.find(facts)).toBeUndefined()
})
