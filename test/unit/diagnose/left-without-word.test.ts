import { expect, test } from 'vitest'
import { diagnose } from '../../../main/diagnose/diagnose.ts'
import type { ConnectionFacts } from '../../../main/diagnose/facts.ts'
import { refusalOf } from '../../../main/diagnose/refusal.ts'
import { leftWithoutWord } from '../../../main/diagnose/left-without-word.ts'
import type { ConnectionView } from '../../../main/tls/connection-view.ts'
import {
  answerWith,
  codeFact,
  eventFact,
  factsWith,
  messageFact,
  offerWith,
  refusedChain,
  refusedHello,
  serverChain,
} from '../../support/facts.ts'

const selfSigned = serverChain({ subject: 'CN=host.example', issuer: 'CN=host.example', selfSigned: true })
const silentServer = factsWith({
  offers: [offerWith()],
  messages: [messageFact(1, 'client', 'client_hello')],
  events: [eventFact('fin', 'server')],
})
const afterOwnFlight = refusedChain(undefined, selfSigned, {
  messages: [
    messageFact(1, 'client', 'client_hello'),
    messageFact(2, 'server', 'server_hello'),
    messageFact(3, 'server', 'certificate'),
    messageFact(4, 'client', 'client_key_exchange'),
  ],
  events: [eventFact('fin', 'client', { afterMessage: 4 })],
})

test.each<[string, ConnectionFacts, boolean]>([
  ['a server at the hello', silentServer, true],
  ['a server with an alert', refusedHello(), false],
  ['a client before its own flight', refusedChain(undefined, selfSigned), true],
  ['a client with an alert', refusedChain(48, selfSigned), false],
  ['a client after its own flight, where applications judge', afterOwnFlight, false],
  ['a client in TLS 1.3', refusedChain(undefined, selfSigned, { answer: answerWith({ version: 0x0304 }) }), false],
])('%s', (_, facts, left) => {
  const refusal = refusalOf(facts)
  expect(refusal && leftWithoutWord(facts, refusal)).toBe(left)
})

const view: ConnectionView = { messages: [], events: [], beginningSeen: true, endSeen: true, role: 'wire' }
const ranked = (facts: ConnectionFacts) =>
  diagnose(facts, view).map(({ cause, confidence }) => `${cause} ${confidence}`)

test('an end without the word that is due says how it ended first, what may fit after', () => {
  expect(ranked(refusedChain(undefined, selfSigned))).toEqual([
    'tcp-closed-in-handshake possible',
    'self-signed possible',
  ])
  // No trust in the issuer would make it another name.
  const elsewhere = serverChain({ subjectAltNames: ['dns:elsewhere.example'] })
  expect(ranked(refusedChain(undefined, elsewhere))).toEqual([
    'hostname-mismatch possible',
    'tcp-closed-in-handshake possible',
  ])
  expect(ranked(silentServer)[0]).toBe('tcp-closed-in-handshake possible')
  expect(ranked(afterOwnFlight)).toEqual(['self-signed likely'])
})

test('a reason that the host printed goes before a fault that it did not mention', () => {
  const facts = refusedChain(undefined, selfSigned, { codes: [codeFact(0x03353084, 'cms')] })
  expect(ranked(facts).slice(0, 1)).toEqual(['certificate-processing-failed likely'])
})

test('a fault that the host printed is likely again', () => {
  expect(ranked(refusedChain(undefined, selfSigned, { codes: [codeFact(417)] }))[0]).toBe('self-signed likely')
})
