import { expect, test } from 'vitest'
import type { ConnectionFacts } from '../../../../main/diagnose/facts.ts'
import { unknownCa } from '../../../../main/diagnose/rule/unknown-ca.ts'
import { answerWith, codeFact, factsWith, refusedChain, serverChain } from '../../../support/facts.ts'

test.each<[string, ConnectionFacts, object]>([
  [
    'a whole chain',
    refusedChain(48, serverChain({ issuer: 'CN=R' }, { subject: 'CN=R', issuer: 'CN=R', selfSigned: true })),
    { confidence: 'certain' },
  ],
  [
    'a leaf of a root that was not sent',
    refusedChain(48, serverChain({ issuer: 'CN=Example Root CA' })),
    { confidence: 'possible', fit: 0.75 },
  ],
  [
    'a leaf of an issuer that may be below a root',
    refusedChain(48, serverChain({})),
    { confidence: 'possible', fit: 0.5 },
  ],
  [
    'the alert alone',
    refusedChain(48, [], { version: 0x0304, answer: answerWith({ version: 0x0304 }) }),
    { confidence: 'possible' },
  ],
  ['return code 435', factsWith({ codes: [codeFact(435)] }), { confidence: 'possible', basis: 'code' }],
])('finds %s', (_, facts, claim) => {
  expect(unknownCa.find(facts)).toMatchObject(claim)
})

test.each<[string, ConnectionFacts]>([
  [
    'a leaf that signs itself',
    refusedChain(48, serverChain({ subject: 'CN=host.example', issuer: 'CN=host.example', selfSigned: true })),
  ],
  ['a chain with a fault in view', refusedChain(42, serverChain({ notAfter: '2023-06-01T00:00:00Z' }))],
  ['an alert of something else', refusedChain(40, serverChain({}))],
])('passes %s', (_, facts) => {
  expect(unknownCa.find(facts)).toBeUndefined()
})
