import { expect, test } from 'vitest'
import { tcpResetInHandshake } from '../../../../main/diagnose/rule/tcp-reset-in-handshake.ts'
import { alertFact, codeFact, eventFact, factsWith } from '../../../support/facts.ts'

test('a RST before any alert', () => {
  const facts = factsWith({ events: [eventFact('syn', 'client'), eventFact('rst', 'server')] })
  expect(tcpResetInHandshake.find(facts)).toMatchObject({ detectedBy: 'network', evidence: [{ event: 1 }] })
})

test('a code that says no more than that the connection is gone', () => {
  const claim = tcpResetInHandshake.find(factsWith({ codes: [codeFact(420)] }))
  expect(claim).toMatchObject({ confidence: 'possible', basis: 'code', returnCodes: [{ code: 420 }] })
})

test.each([
  ['a FIN that came first', { events: [eventFact('fin', 'client'), eventFact('rst', 'server')] }],
  ['a RST after an alert is its echo', { events: [eventFact('rst', 'server')], alerts: [alertFact(2, 'client', 48)] }],
  ['no end at all', { events: [] }],
])('is quiet: %s', (_, some) => {
  expect(tcpResetInHandshake.find(factsWith(some))).toBeUndefined()
})
