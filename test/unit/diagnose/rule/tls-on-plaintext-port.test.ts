import { expect, test } from 'vitest'
import type { EventFact } from '../../../../main/diagnose/facts.ts'
import { tlsOnPlaintextPort } from '../../../../main/diagnose/rule/tls-on-plaintext-port.ts'
import { alertFact, eventFact, factsWith, messageFact, offerWith } from '../../../support/facts.ts'

const said = (from: 'client' | 'server', text: string, afterMessage: number): EventFact =>
  eventFact(afterMessage === 0 ? 'clear_text' : 'not_tls', from, {
    afterMessage,
    bytes: Uint8Array.from(text, (character) => character.charCodeAt(0)),
  })
const offers = [offerWith()]
const hello = messageFact(1, 'client', 'client_hello')

test.each([
  ['text after the hello', 'SSH-2.0-x\r\n', 1, 'the identification of SSH'],
  ['a greeting before the hello', '+OK\r\n', 0, 'the greeting of POP3'],
  ['telnet negotiation', '\xff\xfd\x28', 1, 'telnet negotiation'],
  ['bytes of no known protocol', '\0\x0c\0\0', 1, 'bytes that are no TLS record (00 0C 00 00)'],
])('finds %s', (_, text, after, name) => {
  const facts = factsWith({ offers, messages: [hello], events: [said('server', text, after)] })
  const claim = tlsOnPlaintextPort.find(facts)
  expect(claim).toMatchObject({ confidence: 'certain', detectedBy: 'client' })
  expect(claim?.explanation).toContain(name)
})

test.each([
  ['silence', { offers, messages: [hello], events: [eventFact('fin', 'server')] }],
  ['no hello', { events: [said('server', '+OK\r\n', 0)] }],
  [
    'a client that talked in clear first',
    { offers, events: [said('client', 'EHLO x\r\n', 0), said('server', '502\r\n', 1)] },
  ],
  [
    'a server that speaks TLS too',
    {
      offers,
      messages: [hello, messageFact(2, 'server', 'alert')],
      alerts: [alertFact(2, 'server', 40)],
      events: [said('server', 'x', 1)],
    },
  ],
  ['bytes after a hole', { offers, messages: [hello], events: [eventFact('gap', 'server'), said('server', 'x', 1)] }],
  [
    'a connection from its middle',
    { beginningSeen: false, offers, messages: [hello], events: [said('server', 'x', 1)] },
  ],
])('passes %s', (_, some) => {
  expect(tlsOnPlaintextPort.find(factsWith(some))).toBeUndefined()
})
