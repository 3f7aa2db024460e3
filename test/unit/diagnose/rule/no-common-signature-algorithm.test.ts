import { expect, test } from 'vitest'
import type { ConnectionFacts } from '../../../../main/diagnose/facts.ts'
import { noCommonSignatureAlgorithm } from '../../../../main/diagnose/rule/no-common-signature-algorithm.ts'
import {
  alertFact,
  answerWith,
  codeFact,
  factsWith,
  messageFact,
  offerWith,
  refusedHello,
  serverChain,
  stoppedServer,
} from '../../../support/facts.ts'

test.each<[string, ConnectionFacts, object]>([
  [
    'RSA suites without an RSA signature',
    refusedHello({ cipherSuites: [0xc02f], signatureAlgorithms: [0x0403] }),
    { confidence: 'possible', fit: 0.9 },
  ],
  [
    'SHA-1 is no signature any more',
    refusedHello({ cipherSuites: [0xc02f], signatureAlgorithms: [0x0201, 0x0403] }),
    { fit: 0.9 },
  ],
  [
    'a short list',
    refusedHello({ versions: [0x0304], cipherSuites: [0x1301], signatureAlgorithms: [0x0403] }),
    { fit: 0.75 },
  ],
  [
    'an Ed25519 certificate that the client cannot check',
    factsWith({
      version: 0x0303,
      offers: [offerWith({ signatureAlgorithms: [0x0403, 0x0804] })],
      answer: answerWith(),
      certificates: serverChain({ keyType: 'Ed25519' }),
      messages: [
        messageFact(1, 'client', 'client_hello'),
        messageFact(2, 'server', 'server_hello'),
        messageFact(3, 'server', 'certificate'),
      ],
      alerts: [alertFact(4, 'server', 40)],
    }),
    { confidence: 'certain' },
  ],
  [
    'a server that stops under keys, and a short list',
    stoppedServer({ signatureAlgorithms: [0x0403] }),
    { confidence: 'possible', fit: 0.7, detectedBy: 'server' },
  ],
  [
    'the same and a long one',
    stoppedServer({ signatureAlgorithms: [0x0403, 0x0804, 0x0807] }, [26]),
    { confidence: 'possible', fit: 0.3 },
  ],
  ['return code 468 alone', factsWith({ codes: [codeFact(468)] }), { confidence: 'likely', basis: 'code' }],
])('finds %s', (_, facts, claim) => {
  expect(noCommonSignatureAlgorithm.find(facts)).toMatchObject(claim)
})

test.each<[string, ConnectionFacts]>([
  ['a hello without the list', refusedHello({ signatureAlgorithms: undefined })],
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
  expect(noCommonSignatureAlgorithm.find(facts)).toBeUndefined()
})
