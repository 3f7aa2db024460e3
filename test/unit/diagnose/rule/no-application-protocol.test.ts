import { expect, test } from 'vitest'
import type { ConnectionFacts } from '../../../../main/diagnose/facts.ts'
import { noApplicationProtocol } from '../../../../main/diagnose/rule/no-application-protocol.ts'
import { answerWith, factsWith, offerWith, refusedHello, stoppedServer } from '../../../support/facts.ts'

test.each<[string, ConnectionFacts, object]>([
  ['the alert', refusedHello({ applicationProtocols: ['h2'] }, 120), { confidence: 'certain' }],
  [
    'the alert in the words of a trace',
    factsWith({ toldAlerts: [{ level: 2, description: 120, source: 2, line: 9, text: 'Alert 2, 120 to partner' }] }),
    { confidence: 'likely', detectedBy: 'server', evidence: [{ source: 2, line: 9 }] },
  ],
  ['the alert to an offer that was not seen', refusedHello({}, 120), { confidence: 'likely' }],
  [
    'a server of TLS 1.3 that stops under keys at once',
    stoppedServer({ applicationProtocols: ['h2'] }),
    { confidence: 'possible', detectedBy: 'server', evidence: [{ message: 1 }, { message: 2 }, { event: 0 }] },
  ],
])('finds %s', (_, facts, claim) => {
  expect(noApplicationProtocol.find(facts)).toMatchObject(claim)
})

test.each<[string, ConnectionFacts]>([
  ['the same behind its EncryptedExtensions', stoppedServer({ applicationProtocols: ['h2'] }, [26])],
  ['the same to a client without protocols', stoppedServer()],
  ['another alert', refusedHello({ applicationProtocols: ['h2'] })],
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
  expect(noApplicationProtocol.find(facts)).toBeUndefined()
})
