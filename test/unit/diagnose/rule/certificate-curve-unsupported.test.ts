import { expect, test } from 'vitest'
import type { ConnectionFacts } from '../../../../main/diagnose/facts.ts'
import { certificateCurveUnsupported } from '../../../../main/diagnose/rule/certificate-curve-unsupported.ts'
import { refusedChain, refusedHello, serverChain } from '../../../support/facts.ts'

test.each<[string, ConnectionFacts, object]>([
  [
    'a certificate on a curve that was not offered',
    refusedChain(47, serverChain({ keyType: 'EC', keyBits: 521, curve: 'secp521r1' })),
    { confidence: 'certain', detectedBy: 'client' },
  ],
  [
    'the same with a bare close',
    refusedChain(undefined, serverChain({ keyType: 'EC', keyBits: 521, curve: 'secp521r1' })),
    { confidence: 'likely' },
  ],
  [
    'ECDSA suites with one curve',
    refusedHello({ cipherSuites: [0xc02b, 0xc02f], groups: [23] }),
    { confidence: 'possible', fit: 0.65 },
  ],
])('finds %s', (_, facts, claim) => {
  expect(certificateCurveUnsupported.find(facts)).toMatchObject(claim)
})

test.each<[string, ConnectionFacts]>([
  [
    'a certificate on an offered curve',
    refusedChain(42, serverChain({ keyType: 'EC', keyBits: 256, curve: 'secp256r1' })),
  ],
  ['an RSA certificate', refusedChain(42, serverChain({}))],
  ['many curves', refusedHello({ cipherSuites: [0xc02b], groups: [23, 24, 25, 29] })],
])('passes %s', (_, facts) => {
  expect(certificateCurveUnsupported.find(facts)).toBeUndefined()
})
