import { expect, test } from 'vitest'
import type { ConnectionFacts } from '../../../../main/diagnose/facts.ts'
import { cipherNeedsOtherCertificate } from '../../../../main/diagnose/rule/cipher-needs-other-certificate.ts'
import { answerWith, codeFact, factsWith, offerWith, refusedHello, ringCertificate } from '../../../support/facts.ts'

const ring = (some: Partial<NonNullable<ConnectionFacts['keyRing']>> = {}): ConnectionFacts['keyRing'] => ({
  source: 3,
  owner: 'START1',
  ring: 'TN3270',
  line: 1,
  hostIs: 'server',
  complete: true,
  certificates: [ringCertificate({ keyType: 'EC' }), ringCertificate({ keyType: 'RSA', usage: 'CERTAUTH' })],
  ...some,
})

test.each<[string, ConnectionFacts, object]>([
  [
    'an RSA offer to a server whose ring holds EC, and an RSA authority',
    refusedHello({ cipherSuites: [0xc02f, 0x9c] }, 40, { keyRing: ring() }),
    { confidence: 'likely', fit: 0.95 },
  ],
  [
    'the same, and a ring that may hold more',
    refusedHello({ cipherSuites: [0xc02f, 0x9c] }, 40, { keyRing: ring({ complete: false }) }),
    { confidence: 'possible' },
  ],
  [
    'suites for EC certificates alone',
    refusedHello({ cipherSuites: [0xc02b, 0xc02c] }),
    { confidence: 'possible', fit: 0.8 },
  ],
  [
    'an RSA offer to a server whose other handshakes show EC',
    refusedHello({ cipherSuites: [0xc02f, 0x9c] }, 40, {
      elsewhere: {
        certificates: [{ connection: 4, keyType: 'EC', curve: 'secp384r1', source: 1, frame: 9, line: undefined }],
        cipherSuites: [],
        versions: [],
      },
    }),
    { confidence: 'likely', fit: 0.95 },
  ],
  [
    'the same with return code 402',
    refusedHello({ cipherSuites: [0xc02f] }, 40, {
      codes: [codeFact(402)],
      elsewhere: {
        certificates: [{ connection: 4, keyType: 'EC', curve: null, source: 1, frame: 9, line: undefined }],
        cipherSuites: [],
        versions: [],
      },
    }),
    { confidence: 'certain' },
  ],
])('finds %s', (_, facts, claim) => {
  expect(cipherNeedsOtherCertificate.find(facts)).toMatchObject(claim)
})

test.each<[string, ConnectionFacts]>([
  [
    'a ring that may hold more, and holds the right one',
    refusedHello({ cipherSuites: [0xc02b] }, 40, { keyRing: ring({ complete: false }) }),
  ],
  ['suites for both kinds', refusedHello({ cipherSuites: [0xc02b, 0xc02f] })],
  [
    'a server known to have the right one',
    refusedHello({ cipherSuites: [0xc02f] }, 40, {
      elsewhere: {
        certificates: [{ connection: 4, keyType: 'RSA', curve: null, source: 1, frame: 9, line: undefined }],
        cipherSuites: [],
        versions: [],
      },
    }),
  ],
  [
    'a handshake that went through',
    factsWith({
      outcome: 'established',
      boundary: 'application',
      offers: [offerWith()],
      answer: answerWith(),
      version: 0x0303,
    }),
  ],
])('passes %s', (_, facts) => {
  expect(cipherNeedsOtherCertificate.find(facts)).toBeUndefined()
})
