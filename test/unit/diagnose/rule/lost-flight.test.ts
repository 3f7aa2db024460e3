import { expect, test } from 'vitest'
import type { ConnectionFacts, EventFact } from '../../../../main/diagnose/facts.ts'
import { lostFlight } from '../../../../main/diagnose/rule/lost-flight.ts'
import { alertFact, answerWith, eventFact, factsWith, messageFact, offerWith } from '../../../support/facts.ts'

const hello = messageFact(1, 'client', 'client_hello', { timeNs: 0n })
const answer = messageFact(2, 'server', 'server_hello', { timeNs: 1_000_000n })
const end = (seconds: bigint, afterMessage: number): EventFact =>
  eventFact('fin', 'client', { timeNs: seconds * 1_000_000_000n, afterMessage })
const half = messageFact(3, 'server', 'certificate', { complete: false, length: 9_000, timeNs: 1_000_000n })
const gap = (length: number): EventFact => eventFact('gap', 'server', { length })
const again = eventFact('retransmission', 'server', { afterMessage: 2, timeNs: 300_000_000n })
const record = (from: 'client' | 'server', length: number): EventFact =>
  eventFact('application_data', from, { length, afterMessage: 2, timeNs: 2_000_000n })
const offers = [offerWith()]
const answered: Partial<ConnectionFacts> = { offers, answer: answerWith(), messages: [hello, answer] }

test.each<[string, Partial<ConnectionFacts>, object]>([
  [
    'a message that is never whole',
    { ...answered, messages: [hello, answer, half], events: [end(8n, 2)] },
    { message: 3 },
  ],
  ['bytes that never arrive', { offers, messages: [hello], events: [end(9n, 1), gap(2_896)] }, { event: 1 }],
  ['a flight that is sent again', { ...answered, events: [record('server', 16_401), again, end(8n, 2)] }, { event: 1 }],
  [
    'a large hello that is sent again',
    {
      offers,
      messages: [messageFact(1, 'client', 'client_hello', { length: 1_700, timeNs: 0n })],
      events: [
        eventFact('syn_ack', 'server', { timeNs: 0n, afterMessage: 0 }),
        eventFact('retransmission', 'client', { timeNs: 1n }),
        end(9n, 1),
      ],
    },
    { event: 1 },
  ],
])('finds %s', (_, some, exhibit) => {
  const claim = lostFlight.find(factsWith(some))
  expect(claim).toMatchObject({ confidence: 'likely', detectedBy: 'network' })
  expect(claim?.evidence[0]).toMatchObject(exhibit)
})

test.each<[string, Partial<ConnectionFacts>]>([
  ['a close in the middle of a message', { ...answered, messages: [hello, answer, half], events: [end(1n, 2)] }],
  [
    'a small hello that is sent again',
    { offers, messages: [hello], events: [eventFact('retransmission', 'client', { timeNs: 1n }), end(9n, 1)] },
  ],
  ['a client that went on after the hole', { ...answered, events: [gap(2_896), record('client', 400), end(9n, 2)] }],
  ['an alert', { offers, messages: [hello], alerts: [alertFact(2, 'client', 50)], events: [gap(2_896), end(9n, 2)] }],
  ['silence with nothing lost', { ...answered, events: [end(9n, 2)] }],
  ['no end', { offers, messages: [hello], events: [gap(2_896)] }],
  ['no hello', { events: [gap(2_896), end(9n, 0)] }],
])('passes %s', (_, some) => {
  expect(lostFlight.find(factsWith(some))).toBeUndefined()
})

test('a hello that is sent again and again without a byte in answer may be it', () => {
  const again = eventFact('retransmission', 'client', { text: '6 retransmissions before the next message' })
  const some = { offers: [offerWith()], messages: [messageFact(1, 'client', 'client_hello')], events: [again] }
  const find = (more: object) => lostFlight.find(factsWith({ ...some, ...more }))
  expect(find({})).toMatchObject({
    confidence: 'possible',
    detectedBy: 'network',
    evidence: [{ message: 1 }, { event: 0 }],
  })
  expect(find({ beginningSeen: false })).toBeUndefined()
  expect(find({ events: [eventFact('retransmission', 'client')] })).toBeUndefined()
  expect(find({ events: [again, eventFact('icmp', 'server')] })).toBeUndefined()
  expect(find({ alerts: [alertFact(2, 'server', 40)] })).toBeUndefined()
})
