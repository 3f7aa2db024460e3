import { expect, test } from 'vitest'
import type { ConnectionFacts } from '../../../../main/diagnose/facts.ts'
import { certificateRevoked } from '../../../../main/diagnose/rule/certificate-revoked.ts'
import { answerWith, codeFact, factsWith, refusedChain, serverChain } from '../../../support/facts.ts'

test.each<[string, ConnectionFacts, object]>([
  ['the alert by name', refusedChain(44, serverChain({})), { confidence: 'certain' }],
  [
    'the alert, the certificate encrypted',
    refusedChain(44, [], { version: 0x0304, answer: answerWith({ version: 0x0304 }) }),
    { confidence: 'certain' },
  ],
  ['a chain with nothing wrong in view', refusedChain(42, serverChain({})), { confidence: 'possible' }],
  ['return code 431', factsWith({ codes: [codeFact(431)] }), { confidence: 'likely' }],
])('finds %s', (_, facts, claim) => {
  expect(certificateRevoked.find(facts)).toMatchObject(claim)
})

test.each<[string, ConnectionFacts]>([
  ['an alert that names another fault', refusedChain(48, serverChain({}))],
  ['a fault in view', refusedChain(42, serverChain({ keyBits: 1024 }))],
  ['nothing at all', factsWith()],
])('passes %s', (_, facts) => {
  expect(certificateRevoked.find(facts)).toBeUndefined()
})
