import { expect, test } from 'vitest'
import type { ConnectionFacts } from '../../../../main/diagnose/facts.ts'
import { certificatePurposeWrong } from '../../../../main/diagnose/rule/certificate-purpose-wrong.ts'
import { answerWith, codeFact, factsWith, refusedChain, serverChain } from '../../../support/facts.ts'

test.each<[string, ConnectionFacts, object]>([
  [
    'a certificate for clients',
    refusedChain(43, serverChain({ extendedKeyUsage: ['clientAuth'] })),
    { confidence: 'certain' },
  ],
  [
    'RSA key transport without keyEncipherment',
    refusedChain(80, serverChain({ keyUsage: ['digitalSignature'] }), { cipherSuite: 0x9c }),
    { confidence: 'likely' },
  ],
  [
    'ECDHE without digitalSignature',
    refusedChain(43, serverChain({ keyUsage: ['keyEncipherment'] })),
    { confidence: 'certain' },
  ],
  [
    'unsupported_certificate alone',
    refusedChain(43, [], { version: 0x0304, answer: answerWith({ version: 0x0304 }) }),
    { confidence: 'likely' },
  ],
  ['return code 440', factsWith({ codes: [codeFact(440)] }), { confidence: 'likely', basis: 'code' }],
])('finds %s', (_, facts, claim) => {
  expect(certificatePurposeWrong.find(facts)).toMatchObject(claim)
})

test.each<[string, ConnectionFacts]>([
  ['a certificate with both usages', refusedChain(42, serverChain({}))],
  ['one that limits nothing', refusedChain(42, serverChain({ keyUsage: [], extendedKeyUsage: [] }))],
  ['one for anything', refusedChain(42, serverChain({ extendedKeyUsage: ['anyExtendedKeyUsage'] }))],
])('passes %s', (_, facts) => {
  expect(certificatePurposeWrong.find(facts)).toBeUndefined()
})
