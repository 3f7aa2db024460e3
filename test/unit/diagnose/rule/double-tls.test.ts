import { expect, test } from 'vitest'
import type { ConnectionFacts, EventFact } from '../../../../main/diagnose/facts.ts'
import { doubleTls } from '../../../../main/diagnose/rule/double-tls.ts'
import { answerWith, eventFact, factsWith, offerWith } from '../../../support/facts.ts'

const data = (from: 'client' | 'server', ...bytes: number[]): EventFact =>
  eventFact('application_data', from, {
    afterMessage: 8,
    length: 540,
    ...(bytes.length ? { bytes: Uint8Array.of(...bytes) } : {}),
  })
const HELLO = [22, 3, 1, 2, 0, 1]
const established = (...events: EventFact[]): ConnectionFacts =>
  factsWith({ outcome: 'established', boundary: 'application', offers: [offerWith()], answer: answerWith(), events })

test.each<[string, ConnectionFacts, object]>([
  [
    'a hello inside, and a server that leaves',
    established(data('client', ...HELLO), eventFact('fin', 'server', { afterMessage: 8 })),
    { confidence: 'certain', detectedBy: 'server', evidence: [{ event: 0 }, { event: 1 }] },
  ],
  [
    'a hello inside, answered in clear text',
    established(data('client', ...HELLO), data('server'), eventFact('fin', 'client')),
    { confidence: 'certain', detectedBy: 'client' },
  ],
  ['a hello inside without an end', established(data('client', ...HELLO)), { confidence: 'likely' }],
])('finds %s', (_, facts, claim) => {
  expect(doubleTls.find(facts)).toMatchObject(claim)
})

test.each<[string, ConnectionFacts]>([
  ['a tunnel', established(data('client', ...HELLO), data('server', 22, 3, 3, 0, 90, 2))],
  ['data of an application', established(data('client'), data('server'), eventFact('fin', 'server'))],
  ['data that could not be decrypted', established(data('client'), eventFact('fin', 'server'))],
  ['another record inside', established(data('client', 23, 3, 3, 0, 90, 1), eventFact('fin', 'server'))],
  ['a hello that is not the first', established(data('client'), data('client', ...HELLO))],
])('passes %s', (_, facts) => {
  expect(doubleTls.find(facts)).toBeUndefined()
})
