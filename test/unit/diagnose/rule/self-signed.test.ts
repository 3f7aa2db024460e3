import { expect, test } from 'vitest'
import type { ConnectionFacts } from '../../../../main/diagnose/facts.ts'
import { selfSigned } from '../../../../main/diagnose/rule/self-signed.ts'
import { codeFact, factsWith, refusedChain, serverChain } from '../../../support/facts.ts'

test.each<[string, ConnectionFacts, object]>([
  [
    'a leaf that is its own issuer',
    refusedChain(48, serverChain({ subject: 'CN=host.example', issuer: 'CN=host.example', selfSigned: true })),
    { confidence: 'certain' },
  ],
  [
    'with another alert',
    refusedChain(46, serverChain({ subject: 'CN=host.example', issuer: 'CN=host.example', selfSigned: true })),
    { confidence: 'likely' },
  ],
  ['return code 417', factsWith({ codes: [codeFact(417)] }), { confidence: 'likely' }],
])('finds %s', (_, facts, claim) => {
  expect(selfSigned.find(facts)).toMatchObject(claim)
})

test.each<[string, ConnectionFacts]>([
  [
    'a chain whose root was sent',
    refusedChain(48, serverChain({}, { subject: 'CN=host.example', issuer: 'CN=host.example', selfSigned: true })),
  ],
  [
    'one that nobody minded',
    factsWith({
      outcome: 'established',
      certificates: serverChain({ subject: 'CN=host.example', issuer: 'CN=host.example', selfSigned: true }),
    }),
  ],
])('passes %s', (_, facts) => {
  expect(selfSigned.find(facts)).toBeUndefined()
})
