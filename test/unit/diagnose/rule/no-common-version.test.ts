import { expect, test } from 'vitest'
import type { ConnectionFacts } from '../../../../main/diagnose/facts.ts'
import { noCommonVersion } from '../../../../main/diagnose/rule/no-common-version.ts'
import {
  answerWith,
  codeFact,
  factsWith,
  offerWith,
  refusedChain,
  refusedHello,
  serverChain,
} from '../../../support/facts.ts'

test.each<[string, ConnectionFacts, object]>([
  ['protocol_version', refusedHello({}, 70), { confidence: 'certain' }],
  [
    'protocol_version to every version, with doubt',
    refusedHello({ versions: [0x0304, 0x0303, 0x0302, 0x0301] }, 70),
    { confidence: 'possible' },
  ],
  [
    'a hello of SSL 2.0',
    refusedHello({ sslv2: true, legacyVersion: 2, cipherSuites: [0x0700c0] }),
    { confidence: 'certain' },
  ],
  [
    'an answer below what the client allows',
    refusedChain(70, [], { offers: [offerWith({ versions: [0x0304] })] }),
    { confidence: 'certain', detectedBy: 'client' },
  ],
  ['a vague alert to an old client', refusedHello({ legacyVersion: 0x0301 }), { confidence: 'possible', fit: 0.55 }],
  [
    'the same with a list of suites that nobody made by hand',
    refusedHello({ legacyVersion: 0x0301, cipherSuites: [0xc009, 0xc00a, 0xc013, 0xc014, 0x002f, 0x0035] }),
    { confidence: 'possible', fit: 0.75 },
  ],
  [
    'a vague alert to a client of TLS 1.3 alone',
    refusedHello({ versions: [0x0304], cipherSuites: [0x1301, 0x1302, 0x1303] }),
    { confidence: 'possible', fit: 0.35 },
  ],
  ['return code 412', factsWith({ codes: [codeFact(412)] }), { confidence: 'likely' }],
])('finds %s', (_, facts, claim) => {
  expect(noCommonVersion.find(facts)).toMatchObject(claim)
})

test.each<[string, ConnectionFacts]>([
  ['an answer that the client allows', refusedChain(42, serverChain({}))],
  ['a vague alert to a client of TLS 1.3', refusedHello({ versions: [0x0304, 0x0303] })],
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
  expect(noCommonVersion.find(facts)).toBeUndefined()
})
