import { expect, test } from 'vitest'
import { tcpClosedInHandshake } from '../../../../main/diagnose/rule/tcp-closed-in-handshake.ts'
import { alertFact, eventFact, factsWith } from '../../../support/facts.ts'

test('a FIN before any alert, whatever alert echoes it', () => {
  const facts = factsWith({
    events: [eventFact('fin', 'client', { afterMessage: 1 })],
    alerts: [alertFact(2, 'server', 50)],
  })
  expect(tcpClosedInHandshake.find(facts)).toMatchObject({ detectedBy: 'client', evidence: [{ event: 0 }] })
})

test.each([
  ['a RST', { events: [eventFact('rst', 'server')] }],
  [
    'an alert first',
    { events: [eventFact('fin', 'server', { afterMessage: 2 })], alerts: [alertFact(2, 'server', 40)] },
  ],
  ['no end at all', { events: [] }],
])('is quiet: %s', (_, some) => {
  expect(tcpClosedInHandshake.find(factsWith(some))).toBeUndefined()
})
