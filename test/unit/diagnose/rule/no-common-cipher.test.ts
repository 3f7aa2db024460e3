import { expect, test } from 'vitest'
import type { ConnectionFacts } from '../../../../main/diagnose/facts.ts'
import { noCommonCipher } from '../../../../main/diagnose/rule/no-common-cipher.ts'
import { answerWith, codeFact, factsWith, offerWith, refusedHello } from '../../../support/facts.ts'

test.each<[string, ConnectionFacts, object]>([
  [
    'one rare suite, refused',
    refusedHello({ cipherSuites: [0xcca8] }),
    { confidence: 'possible', basis: 'bytes', fit: 0.6 },
  ],
  ['a suite that nearly every server has, as less fitting', refusedHello({ cipherSuites: [0xc02f] }), { fit: 0.5 }],
  [
    'many suites, as hardly fitting',
    refusedHello({ cipherSuites: [0xc02f, 0xc030, 0xcca8, 0x9c, 0x9d] }),
    { fit: 0.2 },
  ],
  [
    'return code 402 beside the hello',
    refusedHello({ cipherSuites: [0xcca8] }, 40, { codes: [codeFact(402)] }),
    { confidence: 'possible', returnCodes: [{ code: 402, name: 'GSK_ERR_NO_CIPHERS' }] },
  ],
  [
    'suites that are none for any version of the hello',
    refusedHello({ legacyVersion: 0x0302, cipherSuites: [0xc02f, 0x009c, 0x00ff] }),
    { confidence: 'certain', explanation: expect.stringContaining('TLS 1.1') as string },
  ],
  [
    'what is left for the version in play',
    refusedHello({ versions: [0x0302], cipherSuites: [0xc02f, 0x002f] }),
    { confidence: 'possible', explanation: expect.stringContaining('one suite') as string },
  ],
  [
    'return code 402 alone',
    factsWith({ codes: [codeFact(402)] }),
    { confidence: 'possible', basis: 'code', evidence: [{ source: 2, line: 7 }] },
  ],
])('finds %s', (_, facts, claim) => {
  expect(noCommonCipher.find(facts)).toMatchObject(claim)
})

test.each<[string, ConnectionFacts]>([
  [
    'a hello that was answered',
    factsWith({
      outcome: 'established',
      boundary: 'application',
      offers: [offerWith()],
      answer: answerWith(),
      version: 0x0303,
    }),
  ],
  ['TLS 1.3 alone, which has suites of its own', refusedHello({ versions: [0x0304], cipherSuites: [0x1301] })],
  ['an alert that names another cause', refusedHello({}, 70)],
  ['a hello that cannot be parsed', refusedHello({ problem: { offset: 9, text: 'cut' } })],
])('passes %s', (_, facts) => {
  expect(noCommonCipher.find(facts)).toBeUndefined()
})
