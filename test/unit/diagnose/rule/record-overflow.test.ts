import { expect, test } from 'vitest'
import type { ConnectionFacts } from '../../../../main/diagnose/facts.ts'
import { recordOverflow } from '../../../../main/diagnose/rule/record-overflow.ts'
import {
  alertFact,
  answerWith,
  codeFact,
  eventFact,
  factsWith,
  offerWith,
  refusedHello,
} from '../../../support/facts.ts'

const bytesOf = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex, 'hex'))

test.each<[string, ConnectionFacts, object]>([
  ['the alert', refusedHello({}, 22), { confidence: 'likely' }],
  [
    'the alert to bytes that were no hello, with doubt',
    factsWith({ alerts: [alertFact(1, 'server', 22)] }),
    { confidence: 'possible' },
  ],
  [
    "a header with a length above the limit, and the reader's close",
    factsWith({
      offers: [offerWith()],
      answer: answerWith(),
      events: [eventFact('not_tls', 'server', { bytes: bytesOf('1603034900') }), eventFact('fin', 'client')],
    }),
    { confidence: 'likely', detectedBy: 'client', evidence: [{ event: 0 }, { event: 1 }] },
  ],
  [
    'the same from a client, and the alert',
    factsWith({
      events: [eventFact('clear_text', 'client', { afterMessage: 0, bytes: bytesOf('160301480100') })],
      alerts: [alertFact(1, 'server', 22)],
    }),
    { confidence: 'certain', detectedBy: 'server' },
  ],
  ['return code 505', factsWith({ codes: [codeFact(505)] }), { confidence: 'likely' }],
])('finds %s', (_, facts, claim) => {
  expect(recordOverflow.find(facts)).toMatchObject(claim)
})

test.each<[string, ConnectionFacts]>([
  ['another alert', refusedHello()],
  ...(
    [
      ['the longest record that is allowed', '1603034800', false],
      ['a header cut short', '16030349', false],
      ['another major version', '1604034900', false],
      ['bytes that are no record', '4854545020', false],
      ['bytes behind a gap', '1603034900', true],
    ] as const
  ).map(([name, header, gap]): [string, ConnectionFacts] => [
    name,
    factsWith({
      events: [
        ...(gap ? [eventFact('gap', 'server')] : []),
        eventFact('not_tls', 'server', { bytes: bytesOf(header) }),
        eventFact('fin', 'client'),
      ],
    }),
  ]),
  [
    'a handshake that went through',
    factsWith({
      outcome: 'established',
      boundary: 'application',
      offers: [offerWith()],
      answer: answerWith(),
      version: 0x0303,
    }),
  ],
])('passes %s', (_, facts) => {
  expect(recordOverflow.find(facts)).toBeUndefined()
})
