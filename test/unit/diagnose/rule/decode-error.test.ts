import { expect, test } from 'vitest'
import type { ConnectionFacts } from '../../../../main/diagnose/facts.ts'
import { decodeError } from '../../../../main/diagnose/rule/decode-error.ts'
import {
  alertFact,
  codeFact,
  eventFact,
  factsWith,
  messageFact,
  refusedChain,
  refusedHello,
  serverChain,
} from '../../../support/facts.ts'

test.each<[string, ConnectionFacts, object]>([
  [
    'a hello that does not fit',
    factsWith({
      messages: [messageFact(1, 'client', 'client_hello', { problem: { offset: 44, text: 'a length too long' } })],
      alerts: [alertFact(2, 'server', 50)],
    }),
    { confidence: 'certain', evidence: [{ message: 1, byteRange: [44, 45] }, { message: 2 }] },
  ],
  [
    'whatever the alert calls it',
    factsWith({
      messages: [messageFact(1, 'client', 'client_hello', { problem: { offset: 44, text: 'a length too long' } })],
      alerts: [alertFact(2, 'server', 10)],
    }),
    { confidence: 'certain' },
  ],
  ['a certificate that is none', refusedChain(42, serverChain({ unreadable: 'no DER' })), { confidence: 'certain' }],
  ['decode_error with nothing wrong in view', refusedHello({}, 50), { confidence: 'possible' }],
  ['return code 410', factsWith({ codes: [codeFact(410)] }), { confidence: 'likely' }],
])('finds %s', (_, facts, claim) => {
  expect(decodeError.find(facts)).toMatchObject(claim)
})

test.each<[string, ConnectionFacts]>([
  [
    'a message that was cut off',
    factsWith({
      messages: [messageFact(1, 'client', 'client_hello', { complete: false, problem: { offset: 1, text: 'cut' } })],
      alerts: [alertFact(2, 'server', 40)],
    }),
  ],
  [
    'decode_error as the echo of a close',
    refusedHello({}, 50, { events: [eventFact('fin', 'client', { afterMessage: 1 })] }),
  ],
  ['a well-formed hello', refusedHello()],
  ['decode_error to a host that left for a reason of its own', refusedHello({}, 50, { codes: [codeFact(435)] })],
])('passes %s', (_, facts) => {
  expect(decodeError.find(facts)).toBeUndefined()
})
