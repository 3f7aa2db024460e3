import { expect, it } from 'vitest'
import type { ConnectionFacts, EventFact } from '../../../main/diagnose/facts.ts'
import { hiddenClientAlert, hiddenServerAlert } from '../../../main/diagnose/hidden-alert.ts'
import { answerWith, eventFact, factsWith, messageFact, offerWith } from '../../support/facts.ts'

/** Under AES-128-GCM with SHA-256. */
const ALERT = 19
const FINISHED = 53
const PADDED = 35

const record = (from: 'client' | 'server', length: number): EventFact =>
  eventFact('application_data', from, { afterMessage: 2, length })
const fin = eventFact('fin', 'client', { afterMessage: 2 })
const flight = record('server', 900)

function handshake(events: readonly EventFact[], some: Partial<ConnectionFacts> = {}): ConnectionFacts {
  return factsWith({
    version: 0x0304,
    cipherSuite: 0x1301,
    offers: [offerWith({ versions: [0x0304] })],
    answer: answerWith({ version: 0x0304, cipherSuite: 0x1301 }),
    messages: [messageFact(1, 'client', 'client_hello'), messageFact(2, 'server', 'server_hello')],
    events,
    ...some,
  })
}

it.each<[string, EventFact[], number | undefined]>([
  ['an alert', [flight, record('client', ALERT)], 1],
  ['a padded one, after which nothing comes', [flight, record('client', PADDED), fin], 1],
  ['a short record that may go on', [flight, record('client', PADDED)], undefined],
  ['a short record and a Finished', [flight, record('client', PADDED), record('client', FINISHED), fin], undefined],
  ['a Finished', [flight, record('client', FINISHED), fin], undefined],
  ['nothing', [flight, fin], undefined],
])('of a client: %s', (_, events, at) => {
  expect(hiddenClientAlert(handshake(events))).toBe(at === undefined ? undefined : events[at])
})

it.each<[string, EventFact[], number | undefined]>([
  ['an alert alone', [flight, record('client', FINISHED), record('client', 44), record('server', ALERT), fin], 3],
  ['a ticket first', [flight, record('client', FINISHED), record('server', 250), record('server', ALERT)], undefined],
  [
    'the client closes',
    [flight, record('client', FINISHED), record('client', ALERT), record('server', ALERT)],
    undefined,
  ],
  ['nothing', [flight, record('client', FINISHED), fin], undefined],
  ['all that came behind its hello', [record('server', ALERT), fin], 0],
  ['the end of its own flight', [flight, record('server', ALERT), fin], 1],
  ['its own flight, unanswered', [flight, fin], undefined],
])('of a server: %s', (_, events, at) => {
  expect(hiddenServerAlert(handshake(events))).toBe(at === undefined ? undefined : events[at])
})

it('says nothing of what was readable, of earlier versions and of what was established', () => {
  const events = [flight, record('client', ALERT)]
  const decrypted = messageFact(3, 'client', 'finished', { visibility: 'decrypted' })
  expect(hiddenClientAlert(handshake(events, { messages: [decrypted] }))).toBeUndefined()
  expect(hiddenClientAlert(handshake(events, { answer: answerWith() }))).toBeUndefined()
  expect(hiddenClientAlert(handshake(events, { answer: undefined }))).toBeUndefined()
  const refused = [flight, record('client', FINISHED), record('client', 44), record('server', ALERT)]
  expect(hiddenServerAlert(handshake(refused, { outcome: 'established' }))).toBeUndefined()
})
