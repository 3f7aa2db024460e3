import { expect, test } from 'vitest'
import type { ConnectionFacts } from '../../../../main/diagnose/facts.ts'
import { weakCertificate } from '../../../../main/diagnose/rule/weak-certificate.ts'
import { refusedChain, serverChain, signedKeyExchange } from '../../../support/facts.ts'

const signedWell = signedKeyExchange(true)

test.each<[string, ConnectionFacts, object]>([
  ['a short RSA key', refusedChain(42, serverChain({ keyBits: 1024 })), { confidence: 'likely' }],
  [
    'SHA-1 in an issuer',
    refusedChain(46, serverChain({}, { signatureAlgorithm: 'sha1WithRSAEncryption' })),
    { confidence: 'likely' },
  ],
  [
    'MD5 and a bare close',
    refusedChain(undefined, serverChain({ signatureAlgorithm: 'md5WithRSAEncryption' })),
    { confidence: 'possible' },
  ],
  [
    'decrypt_error to a flight that is signed well',
    refusedChain(51, serverChain({ keyBits: 1024 }), { keyExchange: signedWell }),
    { confidence: 'likely', detectedBy: 'client' },
  ],
])('finds %s', (_, facts, claim) => {
  expect(weakCertificate.find(facts)).toMatchObject(claim)
})

test.each<[string, ConnectionFacts]>([
  ['a strong one', refusedChain(42, serverChain({}))],
  [
    'SHA-1 under a root, which protects nothing',
    refusedChain(42, serverChain({}, { signatureAlgorithm: 'sha1WithRSAEncryption', selfSigned: true })),
  ],
  [
    'decrypt_error where the signature over the handshake is what does not verify',
    refusedChain(51, serverChain({ keyBits: 1024 }), { keyExchange: { ...signedWell, signatureFits: false } }),
  ],
  ['a P-256 key', refusedChain(42, serverChain({ keyType: 'EC', keyBits: 256, curve: 'secp256r1' }))],
])('passes %s', (_, facts) => {
  expect(weakCertificate.find(facts)).toBeUndefined()
})
