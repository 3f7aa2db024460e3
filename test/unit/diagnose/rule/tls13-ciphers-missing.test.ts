import { expect, test } from 'vitest'
import type { ConnectionFacts } from '../../../../main/diagnose/facts.ts'
import { tls13CiphersMissing } from '../../../../main/diagnose/rule/tls13-ciphers-missing.ts'
import { answerWith, codeFact, factsWith, offerWith, refusedHello } from '../../../support/facts.ts'

test.each<[string, ConnectionFacts, object]>([
  [
    'TLS 1.3 alone without a suite of it',
    refusedHello({ versions: [0x0304], cipherSuites: [0xc02f] }),
    { confidence: 'certain' },
  ],
  [
    'one suite of three',
    refusedHello({ versions: [0x0304], cipherSuites: [0x1303] }),
    { confidence: 'possible', fit: 0.75 },
  ],
  ['return code 519', factsWith({ codes: [codeFact(519)] }), { confidence: 'likely', returnCodes: [{ code: 519 }] }],
])('finds %s', (_, facts, claim) => {
  expect(tls13CiphersMissing.find(facts)).toMatchObject(claim)
})

test.each<[string, ConnectionFacts]>([
  ['a hello of TLS 1.2', refusedHello()],
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
  expect(tls13CiphersMissing.find(facts)).toBeUndefined()
})
