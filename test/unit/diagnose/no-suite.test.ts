import { expect, test } from 'vitest'
import { diagnose } from '../../../main/diagnose/diagnose.ts'
import type { ConnectionFacts } from '../../../main/diagnose/facts.ts'
import { namedSuite } from '../../../main/diagnose/no-suite.ts'
import type { ConnectionView } from '../../../main/tls/connection-view.ts'
import { codeFact, factsWith, ringCertificate, textFact } from '../../support/facts.ts'

const view: ConnectionView = { messages: [], events: [], beginningSeen: true, endSeen: true, role: 'server' }
const named = textFact('EZD1284I', 'GSK_ATTRIBUTE_GET_BUFFER  GSK_CONNECT_CIPHER_SPEC(207) - C02B')
const ring = (curve: string): ConnectionFacts['keyRing'] => ({
  source: 3,
  owner: 'START1',
  ring: 'TN3270',
  line: 1,
  hostIs: 'server',
  complete: true,
  certificates: [
    ringCertificate({ label: 'NISTECC', isDefault: true, keyType: 'EC', keyBits: 384, curve, source: 5, line: 12 }),
  ],
})

test('the suite that System SSL had come to', () => {
  expect(namedSuite({ texts: [textFact('EZD1287I', 'RC: 402'), named] })?.suite).toBe(0xc02b)
  expect(namedSuite({ texts: [] })).toBeUndefined()
})

// An EC certificate on P-384 fails with 402, one on P-521 works: what can explain it, and what to compare; nothing about sizes.
test('a suite was found and still could not be used: every reading, none of them sure', () => {
  const findings = diagnose(
    factsWith({ codes: [codeFact(402)], texts: [named], keyRing: ring('secp384r1'), role: 'server' }),
    view,
  )
  expect(findings.map(({ cause, confidence }) => [cause, confidence])).toEqual([
    ['certificate-curve-unsupported', 'possible'],
    ['cipher-needs-other-certificate', 'possible'],
    ['no-common-signature-algorithm', 'possible'],
  ])
  for (const { explanation, evidence } of findings) {
    expect(explanation).toContain('C02B TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256')
    expect(evidence.map(({ text }) => text).join()).toContain('certificate "NISTECC" in the ring: EC secp384r1')
    // Displayed in another source than the ring.
    expect(evidence.find(({ text }) => text.includes('NISTECC'))).toMatchObject({ source: 5, line: 12 })
  }
  const [curve, key, scheme] = findings.map(({ explanation }) => explanation)
  expect(curve).toContain('supported_groups')
  expect(key).toContain('RACDCERT LIST')
  expect(scheme).toContain('signature_algorithms')
})

test('the code alone names what to compare', () => {
  const [only] = diagnose(factsWith({ codes: [codeFact(402)] }), view)
  expect(only).toMatchObject({ cause: 'no-common-cipher', confidence: 'possible' })
  for (const part of ['V3CipherSuites', 'RACDCERT LIST', 'supported_groups', 'signature_algorithms'])
    expect(only?.explanation).toContain(part)
})

test('another code says nothing of a suite', () => {
  expect(diagnose(factsWith({ codes: [codeFact(428)], texts: [named] }), view)[0]?.cause).toBe(
    'no-acceptable-key-label',
  )
})
