import { expect, test } from 'vitest'
import type { ConnectionFacts } from '../../../../main/diagnose/facts.ts'
import { plaintextOnTlsPort } from '../../../../main/diagnose/rule/plaintext-on-tls-port.ts'
import { alertFact, codeFact, eventFact, factsWith, messageFact, refusedHello } from '../../../support/facts.ts'

test.each<[string, ConnectionFacts, object]>([
  [
    'clear bytes that the server refuses',
    factsWith({
      events: [eventFact('not_tls', 'client', { afterMessage: 0 })],
      messages: [messageFact(1, 'server', 'alert', { content: 'alert' })],
      alerts: [alertFact(1, 'server', 10)],
    }),
    { confidence: 'certain', detectedBy: 'server' },
  ],
  ['return code 5003', factsWith({ codes: [codeFact(5003, 'at-tls')] }), { confidence: 'likely' }],
])('finds %s', (_, facts, claim) => {
  expect(plaintextOnTlsPort.find(facts)).toMatchObject(claim)
})

test.each<[string, ConnectionFacts]>([
  ['a hello first', refusedHello()],
  [
    'clear bytes that nobody answers with TLS',
    factsWith({ events: [eventFact('not_tls', 'client', { afterMessage: 0 })] }),
  ],
])('passes %s', (_, facts) => {
  expect(plaintextOnTlsPort.find(facts)).toBeUndefined()
})
