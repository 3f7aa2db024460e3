import { expect, test } from 'vitest'
import type { ConnectionFacts } from '../../../../main/diagnose/facts.ts'
import { handshakeModifiedInTransit } from '../../../../main/diagnose/rule/handshake-modified-in-transit.ts'
import {
  alertFact,
  answerWith,
  eventFact,
  factsWith,
  messageFact,
  offerWith,
  refusedChain,
  serverChain,
  signedKeyExchange,
} from '../../../support/facts.ts'

const different: Partial<ConnectionFacts> = {
  version: 0x0304,
  events: [eventFact('keys_do_not_fit', 'server')],
  messages: [messageFact(1, 'client', 'alert', { content: 'alert', visibility: 'decrypted' })],
}

test.each<[string, ConnectionFacts, object]>([
  ['decrypt_error of the client', refusedChain(51, serverChain({})), { confidence: 'likely' }],
  [
    "decrypt_error of a server that checks a client's signature",
    factsWith({
      offers: [offerWith()],
      answer: answerWith(),
      certificateMessages: [{ n: 3, from: 'client', count: 1 }],
      messages: [
        messageFact(1, 'client', 'client_hello'),
        messageFact(2, 'server', 'server_hello'),
        messageFact(3, 'client', 'client_key_exchange'),
      ],
      alerts: [alertFact(4, 'server', 51)],
    }),
    { confidence: 'possible' },
  ],
  [
    'a Finished that does not verify',
    factsWith({ events: [eventFact('finished_does_not_verify', 'client')] }),
    { confidence: 'certain', evidence: [{ event: 0 }] },
  ],
  [
    'keys of one side that fit, beside those of the other',
    factsWith({ ...different, alerts: [alertFact(1, 'client', 20)] }),
    { confidence: 'likely', evidence: [{ event: 0 }, { message: 1 }] },
  ],
  [
    'as possible, a client of TLS 1.3 that opens nothing of the server',
    refusedChain(20, [], { version: 0x0304, answer: answerWith({ version: 0x0304 }), messages: [] }),
    { confidence: 'possible', evidence: [{ message: 6 }] },
  ],
])('finds %s', (_, facts, claim) => {
  expect(handshakeModifiedInTransit.find(facts)).toMatchObject(claim)
})

test.each<[string, ConnectionFacts]>([
  ['decrypt_error for a PSK', refusedChain(51, [], { cipherSuite: 0xa8 })],
  ['keys that fit no side', factsWith({ ...different, messages: [], alerts: [alertFact(1, 'client', 20)] })],
  ['keys that do not fit, and nobody who minds', factsWith(different)],
  [
    'keys that do not fit before TLS 1.3',
    factsWith({ ...different, version: 0x0303, alerts: [alertFact(1, 'client', 20)] }),
  ],
  ['another alert', refusedChain(42, serverChain({}))],
])('passes %s', (_, facts) => {
  expect(handshakeModifiedInTransit.find(facts)).toBeUndefined()
})

test.each<[string, number | undefined, boolean | undefined, boolean]>([
  ['a signature that does not verify, refused in any words', 40, false, true],
  ['the same, and a bare close', undefined, false, true],
  ['an alert that speaks of the certificate', 48, false, false],
  ['a signature that verifies', 40, true, false],
  ['one that cannot be told', 40, undefined, false],
])('of a signed key exchange: %s', (_, said, signatureFits, found) => {
  const keyExchange = signedKeyExchange(signatureFits)
  const claim = handshakeModifiedInTransit.find(refusedChain(said, serverChain({}), { keyExchange }))
  if (found) expect(claim).toMatchObject({ confidence: 'likely', detectedBy: 'client', evidence: [{ message: 4 }, {}] })
  else expect(claim).toBeUndefined()
})

test('as possible, decrypt_error to a flight whose signature verifies: a certificate is left', () => {
  const keyExchange = signedKeyExchange(true)
  const claim = handshakeModifiedInTransit.find(refusedChain(51, serverChain({}), { keyExchange }))
  expect(claim).toMatchObject({ confidence: 'possible' })
})

test.each<[string, boolean | undefined, number, boolean]>([
  ['does not verify', false, 0x0303, true],
  ['verifies', true, 0x0303, false],
  ['cannot be told', undefined, 0x0303, false],
  ['is of TLS 1.3, where changed hellos make other keys', false, 0x0304, false],
])('of a client that signed: %s', (_, fits, version, found) => {
  const claim = handshakeModifiedInTransit.find(
    factsWith({
      version,
      offers: [offerWith()],
      answer: answerWith({ version }),
      messages: [
        messageFact(1, 'client', 'client_hello'),
        messageFact(2, 'server', 'server_hello'),
        messageFact(3, 'client', 'certificate_verify'),
      ],
      verifies: [{ n: 3, from: 'client', scheme: 0x0403, fits }],
      alerts: [alertFact(4, 'server', 40)],
    }),
  )
  if (found) expect(claim).toMatchObject({ confidence: 'likely', detectedBy: 'server', evidence: [{ message: 3 }, {}] })
  else expect(claim).toBeUndefined()
})
