import { expect, test } from 'vitest'
import { tcpClosedInHandshake } from '../../../../main/diagnose/rule/tcp-closed-in-handshake.ts'
import { alertFact, answerWith, eventFact, factsWith } from '../../../support/facts.ts'

test('a FIN before any alert, whatever alert echoes it', () => {
  const facts = factsWith({
    events: [eventFact('fin', 'client', { afterMessage: 1 })],
    alerts: [alertFact(2, 'server', 50)],
  })
  expect(tcpClosedInHandshake.find(facts)).toMatchObject({ detectedBy: 'network', evidence: [{ event: 0 }] })
})

test.each([
  ['a RST', { events: [eventFact('rst', 'server')] }],
  [
    'an alert first',
    { events: [eventFact('fin', 'server', { afterMessage: 2 })], alerts: [alertFact(2, 'server', 40)] },
  ],
  ['no end at all', { events: [] }],
  [
    'an alert under keys before it',
    {
      version: 0x0304,
      cipherSuite: 0x1301,
      answer: answerWith({ version: 0x0304 }),
      events: [
        eventFact('application_data', 'server', { afterMessage: 2, length: 2_000 }),
        eventFact('application_data', 'client', { afterMessage: 2, length: 19 }),
        eventFact('fin', 'client', { afterMessage: 2 }),
      ],
    },
  ],
])('is quiet: %s', (_, some) => {
  expect(tcpClosedInHandshake.find(factsWith(some))).toBeUndefined()
})
