import { expect, test } from 'vitest'
import type { EventFact } from '../../../../main/diagnose/facts.ts'
import { middleboxInjectedReset } from '../../../../main/diagnose/rule/middlebox-injected-reset.ts'
import { alertFact, eventFact, factsWith, messageFact, offerWith } from '../../../support/facts.ts'

const before = { ttl: 52, ipId: 0, window: 65_160 }
const packet = (ttl: number, window = 500): Pick<EventFact, 'packet'> => ({
  packet: { ttl, ipId: 7, window, sequenceAhead: 0, before },
})
const reset = (ttl: number, window?: number): EventFact => eventFact('rst', 'server', packet(ttl, window))
const goesOn = eventFact('after_reset', 'server', packet(52))

test.each<[string, EventFact[], string]>([
  ['another time to live', [reset(255, 0)], 'likely'],
  ['another time to live, and a sender that goes on', [reset(64), goesOn], 'certain'],
  ['a sender that goes on', [reset(52), goesOn], 'possible'],
])('finds %s', (_, events, confidence) => {
  const claim = middleboxInjectedReset.find(factsWith({ offers: [offerWith()], events }))
  expect(claim).toMatchObject({ confidence, detectedBy: 'network' })
  expect(claim?.evidence).toContainEqual({ event: 0, text: 'the RST' })
})

test('passes a reset that fits its sender, or whose sender is not known, or that comes after an end or an alert', () => {
  const find = (some: Parameters<typeof factsWith>[0]) => middleboxInjectedReset.find(factsWith(some))
  expect(find({ events: [reset(52, 0)] })).toBeUndefined()
  expect(find({ events: [reset(53)] })).toBeUndefined()
  expect(find({ events: [eventFact('rst', 'server')] })).toBeUndefined()
  expect(find({ events: [eventFact('fin', 'server'), reset(255)] })).toBeUndefined()
  expect(find({ events: [reset(255)], alerts: [alertFact(2, 'client', 48)] })).toBeUndefined()
  expect(find({ events: [reset(52), eventFact('after_reset', 'client', packet(52))] })).toBeUndefined()
})

test('a hello that is sent again and again without a byte in answer may be it', () => {
  const again = eventFact('retransmission', 'client', { text: '6 retransmissions before the next message' })
  const some = { offers: [offerWith()], messages: [messageFact(1, 'client', 'client_hello')], events: [again] }
  const find = (more: object) => middleboxInjectedReset.find(factsWith({ ...some, ...more }))
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
