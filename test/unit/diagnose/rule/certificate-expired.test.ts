import { expect, test } from 'vitest'
import type { ConnectionFacts } from '../../../../main/diagnose/facts.ts'
import { certificateExpired } from '../../../../main/diagnose/rule/certificate-expired.ts'
import { answerWith, codeFact, factsWith, refusedChain, ringCertificate, serverChain } from '../../../support/facts.ts'

/** A flight of TLS 1.3 that the client refused, and a server whose ring holds a certificate out of date. */
const sealed = (said: number | undefined): ConnectionFacts =>
  refusedChain(said, [], {
    version: 0x0304,
    answer: answerWith({ version: 0x0304 }),
    keyRing: {
      source: 3,
      owner: 'START1',
      ring: 'TN3270',
      line: 5,
      hostIs: 'server',
      complete: true,
      certificates: [ringCertificate({ isDefault: true, notAfter: 1_600_000_000, endDate: '2020/09/13 12:26:40' })],
    },
  })

test.each<[string, ConnectionFacts, object]>([
  [
    'the alert by name',
    refusedChain(45, serverChain({ notAfter: '2023-06-01T00:00:00Z' })),
    { confidence: 'certain', detectedBy: 'client' },
  ],
  ['another alert', refusedChain(42, serverChain({ notAfter: '2023-06-01T00:00:00Z' })), { confidence: 'likely' }],
  [
    'a bare close',
    refusedChain(undefined, serverChain({ notAfter: '2023-06-01T00:00:00Z' })),
    { confidence: 'likely' },
  ],
  [
    'an issuer out of date',
    refusedChain(45, serverChain({}, { notAfter: '2023-06-01T00:00:00Z' })),
    { confidence: 'certain' },
  ],
  [
    'the alert alone, the certificate encrypted',
    refusedChain(45, [], { version: 0x0304, answer: answerWith({ version: 0x0304 }) }),
    { confidence: 'likely' },
  ],
  [
    'the certificate of the ring, where a flight under keys was refused',
    sealed(undefined),
    { confidence: 'likely', basis: 'text', evidence: [{ source: 3, line: 9 }] },
  ],
  ['the same, named by the alert', sealed(45), { confidence: 'certain', basis: 'text' }],
  [
    'the alert by name where the source has no date',
    refusedChain(45, serverChain({ notAfter: '2023-06-01T00:00:00Z' }), { startNs: 1_000n }),
    { confidence: 'likely', detectedBy: 'client' },
  ],
  [
    'the alert by name beside a chain in its dates: an issuer or a clock that is not in view',
    refusedChain(45, serverChain({})),
    { confidence: 'possible', detectedBy: 'client' },
  ],
  ['return code 401', factsWith({ codes: [codeFact(401)] }), { confidence: 'likely', basis: 'code' }],
])('finds %s', (_, facts, claim) => {
  expect(certificateExpired.find(facts)).toMatchObject(claim)
})

test.each<[string, ConnectionFacts]>([
  ['a certificate in its dates', refusedChain(42, serverChain({}))],
  ['a source without a date', refusedChain(42, serverChain({ notAfter: '2023-06-01T00:00:00Z' }), { startNs: 1_000n })],
  [
    '401 for one that is not valid yet',
    refusedChain(42, serverChain({ notBefore: '2026-01-01T00:00:00Z' }), { codes: [codeFact(401)] }),
  ],
  ['the alert for one that is not valid yet', refusedChain(45, serverChain({ notBefore: '2026-01-01T00:00:00Z' }))],
  ['the certificate of the ring beside an alert that names something else', sealed(48)],
  [
    'an expired certificate that nobody minded',
    factsWith({ outcome: 'established', certificates: serverChain({ notAfter: '2023-06-01T00:00:00Z' }) }),
  ],
])('passes %s', (_, facts) => {
  expect(certificateExpired.find(facts)).toBeUndefined()
})
