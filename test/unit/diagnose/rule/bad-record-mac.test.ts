import { expect, test } from 'vitest'
import type { ConnectionFacts } from '../../../../main/diagnose/facts.ts'
import { badRecordMac } from '../../../../main/diagnose/rule/bad-record-mac.ts'
import {
  alertFact,
  answerWith,
  codeFact,
  eventFact,
  factsWith,
  messageFact,
  offerWith,
  refusedHello,
} from '../../../support/facts.ts'

test.each<[string, ConnectionFacts, object]>([
  [
    'the alert',
    factsWith({
      cipherSuite: 0xc02f,
      offers: [offerWith()],
      answer: answerWith(),
      messages: [
        messageFact(1, 'client', 'client_hello'),
        messageFact(2, 'server', 'server_hello'),
        messageFact(3, 'client', 'client_key_exchange'),
      ],
      alerts: [alertFact(4, 'server', 20)],
    }),
    { confidence: 'likely' },
  ],
  [
    'with less weight for a PSK suite',
    factsWith({
      cipherSuite: 0xa8,
      offers: [offerWith()],
      answer: answerWith(),
      messages: [
        messageFact(1, 'client', 'client_hello'),
        messageFact(2, 'server', 'server_hello'),
        messageFact(3, 'client', 'client_key_exchange'),
      ],
      alerts: [alertFact(4, 'server', 20)],
    }),
    { confidence: 'possible' },
  ],
  [
    'no more than possible where a client of TLS 1.3 has opened nothing',
    factsWith({
      version: 0x0304,
      cipherSuite: 0x1301,
      offers: [offerWith()],
      answer: answerWith({ version: 0x0304 }),
      messages: [messageFact(1, 'client', 'client_hello'), messageFact(2, 'server', 'server_hello')],
      alerts: [alertFact(3, 'client', 20)],
    }),
    { confidence: 'possible' },
  ],
  [
    'likely where it has opened what came before',
    factsWith({
      version: 0x0304,
      cipherSuite: 0x1301,
      offers: [offerWith()],
      answer: answerWith({ version: 0x0304 }),
      messages: [
        messageFact(1, 'client', 'client_hello'),
        messageFact(2, 'server', 'server_hello'),
        messageFact(3, 'server', 'encrypted_extensions', { visibility: 'decrypted' }),
      ],
      alerts: [alertFact(4, 'client', 20)],
    }),
    { confidence: 'likely' },
  ],
  [
    'a record that does not authenticate, and the alert',
    factsWith({ events: [eventFact('bad_record_mac', 'server')], alerts: [alertFact(2, 'client', 20)] }),
    { confidence: 'certain', evidence: [{ event: 0 }, { message: 2 }] },
  ],
  [
    'a record that does not open, before others that do',
    factsWith({
      events: [eventFact('keys_do_not_fit', 'server', { afterMessage: 1 })],
      messages: [messageFact(2, 'server', 'certificate', { visibility: 'decrypted' })],
    }),
    { confidence: 'likely', evidence: [{ event: 0 }] },
  ],
  ['return code 411', factsWith({ codes: [codeFact(411)] }), { confidence: 'likely' }],
])('finds %s', (_, facts, claim) => {
  expect(badRecordMac.find(facts)).toMatchObject(claim)
})

test.each<[string, ConnectionFacts]>([
  ['keys that open nothing', factsWith({ events: [eventFact('keys_do_not_fit', 'server')] })],
  ['the alert before there are keys', refusedHello({}, 20)],
  [
    'another alert',
    factsWith({
      offers: [offerWith()],
      answer: answerWith(),
      messages: [
        messageFact(1, 'client', 'client_hello'),
        messageFact(2, 'server', 'server_hello'),
        messageFact(3, 'client', 'client_key_exchange'),
      ],
      alerts: [alertFact(4, 'server', 51)],
    }),
  ],
])('passes %s', (_, facts) => {
  expect(badRecordMac.find(facts)).toBeUndefined()
})

test('an alert of the server under keys, right after the Finished of a client without a certificate, may be it', () => {
  const record = (from: 'client' | 'server', length: number) =>
    eventFact('application_data', from, { afterMessage: 2, length })
  const find = (...client: readonly number[]) =>
    badRecordMac.find(
      factsWith({
        version: 0x0304,
        cipherSuite: 0x1301,
        offers: [offerWith({ versions: [0x0304] })],
        answer: answerWith({ version: 0x0304, cipherSuite: 0x1301 }),
        messages: [messageFact(1, 'client', 'client_hello'), messageFact(2, 'server', 'server_hello')],
        events: [
          record('server', 900),
          ...client.map((length) => record('client', length)),
          record('server', 19),
          eventFact('fin', 'client', { afterMessage: 2 }),
        ],
      }),
    )
  expect(find(53, 44)).toMatchObject({ confidence: 'possible', detectedBy: 'server', evidence: [{ event: 3 }] })
  // With a certificate it is about that.
  expect(find(900, 53)).toBeUndefined()
})
