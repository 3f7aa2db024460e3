import { expect, test } from 'vitest'
import { keysInRing, serverKeys } from '../../../main/diagnose/server-keys.ts'
import type { KeyRingFact } from '../../../main/diagnose/facts.ts'
import { ringCertificate } from '../../support/facts.ts'

const ring = (some: Partial<KeyRingFact>): KeyRingFact => ({
  source: 3,
  owner: 'START1',
  ring: 'TN3270',
  line: 1,
  hostIs: 'server',
  complete: true,
  certificates: [ringCertificate({ keyType: 'EC', curve: 'secp256r1' }), ringCertificate({ usage: 'CERTAUTH' })],
  ...some,
})

test("a server's own keys are those of its ring, without authorities", () => {
  expect(serverKeys({ keyRing: ring({}), elsewhere: undefined })).toEqual([
    { keyType: 'EC', curve: 'secp256r1', from: 'key ring TN3270' },
  ])
})

test("a client's ring says nothing of the server", () => {
  expect(serverKeys({ keyRing: ring({ hostIs: 'client' }), elsewhere: undefined })).toEqual([])
})

test('a ring with a certificate whose key is not displayed may hold any kind', () => {
  expect(keysInRing(ring({}))?.complete).toBe(true)
  expect(keysInRing(ring({ certificates: [ringCertificate({ keyType: undefined })] }))?.complete).toBe(false)
})
