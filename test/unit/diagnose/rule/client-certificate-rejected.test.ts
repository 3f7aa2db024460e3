import { expect, test } from 'vitest'
import type { ConnectionFacts } from '../../../../main/diagnose/facts.ts'
import { clientCertificateRejected } from '../../../../main/diagnose/rule/client-certificate-rejected.ts'
import {
  alertFact,
  answerWith,
  certificateWith,
  codeFact,
  eventFact,
  factsWith,
  messageFact,
  offerWith,
} from '../../../support/facts.ts'
import { ascii } from '../../../support/tls-bytes.ts'

test.each<[string, ConnectionFacts, object]>([
  [
    'an alert that speaks of it',
    factsWith({
      version: 0x0303,
      offers: [offerWith()],
      answer: answerWith(),
      messages: [
        messageFact(1, 'client', 'client_hello'),
        messageFact(2, 'server', 'server_hello'),
        messageFact(3, 'server', 'certificate'),
        messageFact(4, 'server', 'certificate_request'),
        messageFact(5, 'client', 'certificate'),
      ],
      certificates: [
        { n: 5, from: 'client', position: 0, sha256: '', facts: certificateWith({ extendedKeyUsage: ['clientAuth'] }) },
      ],
      alerts: [alertFact(6, 'server', 48)],
    }),
    { confidence: 'certain', detectedBy: 'server' },
  ],
  [
    'an expired one and a close',
    factsWith({
      version: 0x0303,
      offers: [offerWith()],
      answer: answerWith(),
      messages: [
        messageFact(1, 'client', 'client_hello'),
        messageFact(2, 'server', 'server_hello'),
        messageFact(3, 'server', 'certificate'),
        messageFact(4, 'server', 'certificate_request'),
        messageFact(5, 'client', 'certificate'),
      ],
      certificates: [
        {
          n: 5,
          from: 'client',
          position: 0,
          sha256: '',
          facts: certificateWith({ extendedKeyUsage: ['clientAuth'], notAfter: '2023-06-01T00:00:00Z' }),
        },
      ],
      events: [eventFact('fin', 'server', { afterMessage: 5 })],
    }),
    { confidence: 'likely' },
  ],
  [
    'a vague alert to one without fault',
    factsWith({
      version: 0x0303,
      offers: [offerWith()],
      answer: answerWith(),
      messages: [
        messageFact(1, 'client', 'client_hello'),
        messageFact(2, 'server', 'server_hello'),
        messageFact(3, 'server', 'certificate'),
        messageFact(4, 'server', 'certificate_request'),
        messageFact(5, 'client', 'certificate'),
      ],
      certificates: [
        { n: 5, from: 'client', position: 0, sha256: '', facts: certificateWith({ extendedKeyUsage: ['clientAuth'] }) },
      ],
      alerts: [alertFact(6, 'server', 40)],
    }),
    { confidence: 'possible' },
  ],
  [
    'a flight with room for one under TLS 1.3',
    factsWith({
      version: 0x0304,
      cipherSuite: 0x1301,
      offers: [offerWith({ versions: [0x0304] })],
      answer: answerWith({ version: 0x0304 }),
      events: [
        eventFact('application_data', 'client', { afterMessage: 2, length: 895 }),
        eventFact('application_data', 'server', { afterMessage: 2, length: 19 }),
        eventFact('fin', 'server', { afterMessage: 2 }),
      ],
    }),
    { confidence: 'likely' },
  ],
  ['return code 5002 of AT-TLS', factsWith({ codes: [codeFact(5002, 'at-tls')] }), { confidence: 'likely' }],
])('finds %s', (_, facts, claim) => {
  expect(clientCertificateRejected.find(facts)).toMatchObject(claim)
})

test.each<[string, ConnectionFacts]>([
  [
    'one that was taken',
    factsWith({
      outcome: 'established',
      version: 0x0303,
      offers: [offerWith()],
      answer: answerWith(),
      messages: [
        messageFact(1, 'client', 'client_hello'),
        messageFact(2, 'server', 'server_hello'),
        messageFact(3, 'server', 'certificate'),
        messageFact(4, 'server', 'certificate_request'),
        messageFact(5, 'client', 'certificate'),
      ],
      certificates: [
        { n: 5, from: 'client', position: 0, sha256: '', facts: certificateWith({ extendedKeyUsage: ['clientAuth'] }) },
      ],
    }),
  ],
  [
    'an alert of the client',
    factsWith({
      version: 0x0303,
      offers: [offerWith()],
      answer: answerWith(),
      messages: [
        messageFact(1, 'client', 'client_hello'),
        messageFact(2, 'server', 'server_hello'),
        messageFact(3, 'server', 'certificate'),
        messageFact(4, 'server', 'certificate_request'),
        messageFact(5, 'client', 'certificate'),
      ],
      certificates: [
        { n: 5, from: 'client', position: 0, sha256: '', facts: certificateWith({ extendedKeyUsage: ['clientAuth'] }) },
      ],
      alerts: [alertFact(6, 'client', 48)],
    }),
  ],
])('passes %s', (_, facts) => {
  expect(clientCertificateRejected.find(facts)).toBeUndefined()
})

test('a page that refuses the certificate after the handshake', () => {
  const page = eventFact('application_data', 'server', {
    bytes: Uint8Array.from(ascii('HTTP/1.1 400 Bad Request\n400 The SSL certificate error')),
  })
  const facts = factsWith({
    outcome: 'established',
    clientAuthentication: 'sent',
    certificateRequest: { n: 4, types: [1], signatureAlgorithms: undefined, authorities: [] },
    certificateMessages: [{ n: 5, from: 'client', count: 1 }],
    events: [page],
  })
  expect(clientCertificateRejected.find(facts)).toMatchObject({
    confidence: 'likely',
    evidence: [{}, {}, { event: 0 }],
  })
  expect(clientCertificateRejected.find({ ...facts, clientAuthentication: 'absent' })).toBeUndefined()
  expect(clientCertificateRejected.find({ ...facts, events: [] })).toBeUndefined()
})
