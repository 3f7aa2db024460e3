import { expect, test } from 'vitest'
import type { ConnectionFacts } from '../../../../main/diagnose/facts.ts'
import { incompleteChain } from '../../../../main/diagnose/rule/incomplete-chain.ts'
import { codeFact, factsWith, refusedChain, serverChain } from '../../../support/facts.ts'

test.each<[string, ConnectionFacts, object]>([
  ['an issuer that was not sent', refusedChain(48, serverChain({})), { confidence: 'possible', fit: 0.7 }],
  [
    'an issuer that is called a root, as less fitting',
    refusedChain(48, serverChain({ issuer: 'CN=Root' })),
    { fit: 0.4 },
  ],
  [
    'return code 435, which says no more',
    factsWith({ codes: [codeFact(435)] }),
    { confidence: 'possible', basis: 'code' },
  ],
])('finds %s', (_, facts, claim) => {
  expect(incompleteChain.find(facts)).toMatchObject(claim)
})

test.each<[string, ConnectionFacts]>([
  [
    'a whole chain',
    refusedChain(48, serverChain({ issuer: 'CN=R' }, { subject: 'CN=R', issuer: 'CN=R', selfSigned: true })),
  ],
  ['a chain with another fault', refusedChain(42, serverChain({ notAfter: '2023-06-01T00:00:00Z' }))],
  ['certificate_revoked', refusedChain(44, serverChain({}))],
])('passes %s', (_, facts) => {
  expect(incompleteChain.find(facts)).toBeUndefined()
})
