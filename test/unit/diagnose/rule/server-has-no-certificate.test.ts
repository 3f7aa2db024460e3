import { expect, test } from 'vitest'
import type { ConnectionFacts } from '../../../../main/diagnose/facts.ts'
import { serverHasNoCertificate } from '../../../../main/diagnose/rule/server-has-no-certificate.ts'
import { refusedChain, refusedHello, serverChain } from '../../../support/facts.ts'

test.each<[string, ConnectionFacts, object]>([
  [
    'protocol_version to a hello that allows every version',
    refusedHello({ versions: [0x0304, 0x0303, 0x0302, 0x0301] }, 70),
    { confidence: 'possible', fit: 0.7 },
  ],
  ['a refused hello, as hardly fitting', refusedHello(), { confidence: 'possible', fit: 0.3 }],
])('finds %s', (_, facts, claim) => {
  expect(serverHasNoCertificate.find(facts)).toMatchObject(claim)
})

test.each<[string, ConnectionFacts]>([
  ['protocol_version to a hello of TLS 1.2', refusedHello({}, 70)],
  ['a certificate that was shown', refusedChain(42, serverChain({}))],
])('passes %s', (_, facts) => {
  expect(serverHasNoCertificate.find(facts)).toBeUndefined()
})
