import { expect, test } from 'vitest'
import type { ConnectionFacts } from '../../../../main/diagnose/facts.ts'
import { clientCertificateRequired } from '../../../../main/diagnose/rule/client-certificate-required.ts'
import {
  alertFact,
  answerWith,
  codeFact,
  eventFact,
  factsWith,
  messageFact,
  offerWith,
} from '../../../support/facts.ts'
import { ascii } from '../../../support/tls-bytes.ts'

const refusalPage = eventFact('application_data', 'server', {
  bytes: Uint8Array.from(ascii('HTTP/1.1 400 Bad Request\n400 No required SSL certificate was sent')),
})

test.each<[string, ConnectionFacts, object]>([
  [
    'an empty list, refused',
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
      certificateRequest: { n: 4, types: [1], signatureAlgorithms: undefined, authorities: [] },
      certificateMessages: [{ n: 5, from: 'client', count: 0 }],
      alerts: [alertFact(6, 'server', 42)],
    }),
    { confidence: 'certain', detectedBy: 'server', evidence: [{ message: 4 }, { message: 5 }, { message: 6 }] },
  ],
  [
    'an empty list and a bare close',
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
      certificateRequest: { n: 4, types: [1], signatureAlgorithms: undefined, authorities: [] },
      certificateMessages: [{ n: 5, from: 'client', count: 0 }],
      events: [eventFact('fin', 'server', { afterMessage: 5 })],
    }),
    { confidence: 'certain' },
  ],
  [
    'a record of the size of an empty list under TLS 1.3',
    factsWith({
      version: 0x0304,
      cipherSuite: 0x1301,
      offers: [offerWith({ versions: [0x0304] })],
      answer: answerWith({ version: 0x0304 }),
      events: [
        eventFact('application_data', 'client', { afterMessage: 2, length: 25 }),
        eventFact('application_data', 'client', { afterMessage: 2, length: 53 }),
        eventFact('application_data', 'server', { afterMessage: 2, length: 19 }),
        eventFact('fin', 'server', { afterMessage: 2 }),
      ],
    }),
    { confidence: 'likely', evidence: [{ event: 0 }, { event: 2 }] },
  ],
  [
    'a page that asks for one after the handshake',
    factsWith({
      outcome: 'established',
      clientAuthentication: 'absent',
      certificateRequest: { n: 4, types: [1], signatureAlgorithms: undefined, authorities: [] },
      certificateMessages: [{ n: 5, from: 'client', count: 0 }],
      events: [refusalPage],
    }),
    { confidence: 'certain', detectedBy: 'server', evidence: [{ message: 4 }, { message: 5 }, { event: 0 }] },
  ],
  [
    'the same with the Finished in one record',
    factsWith({
      version: 0x0304,
      cipherSuite: 0x1301,
      offers: [offerWith({ versions: [0x0304] })],
      answer: answerWith({ version: 0x0304 }),
      events: [
        eventFact('application_data', 'client', { afterMessage: 2, length: 61 }),
        eventFact('application_data', 'client', { afterMessage: 2, length: 662 }),
        eventFact('application_data', 'server', { afterMessage: 2, length: 19 }),
        eventFact('fin', 'client', { afterMessage: 2 }),
      ],
    }),
    { confidence: 'likely', evidence: [{ event: 0 }, { event: 2 }] },
  ],
  [
    'a client that is asked for one and leaves',
    factsWith({
      version: 0x0303,
      offers: [offerWith()],
      answer: answerWith(),
      messages: [
        messageFact(1, 'client', 'client_hello'),
        messageFact(2, 'server', 'server_hello'),
        messageFact(3, 'server', 'certificate_request'),
      ],
      certificateRequest: { n: 3, types: [1], signatureAlgorithms: undefined, authorities: [] },
      events: [eventFact('fin', 'client', { afterMessage: 3 })],
    }),
    { confidence: 'possible', detectedBy: 'client' },
  ],
  ['return code 403', factsWith({ codes: [codeFact(403)] }), { confidence: 'likely' }],
  ['return code 5001 of AT-TLS', factsWith({ codes: [codeFact(5001, 'at-tls')] }), { confidence: 'likely' }],
])('finds %s', (_, facts, claim) => {
  expect(clientCertificateRequired.find(facts)).toMatchObject(claim)
})

test.each<[string, ConnectionFacts]>([
  ['such a page where the server had asked for none', factsWith({ outcome: 'established', events: [refusalPage] })],
  [
    'an empty list that the server put up with',
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
      certificateRequest: { n: 4, types: [1], signatureAlgorithms: undefined, authorities: [] },
      certificateMessages: [{ n: 5, from: 'client', count: 0 }],
    }),
  ],
  [
    'a list with a certificate',
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
      certificateRequest: { n: 4, types: [1], signatureAlgorithms: undefined, authorities: [] },
      certificateMessages: [{ n: 5, from: 'client', count: 1 }],
      alerts: [alertFact(6, 'server', 42)],
    }),
  ],
])('passes %s', (_, facts) => {
  expect(clientCertificateRequired.find(facts)).toBeUndefined()
})

test('the policy that asks for it is evidence', () => {
  const value = (keyword: string, word: string, line: number) => ({
    keyword,
    values: [word],
    from: 'environment' as const,
    line,
    documented: undefined,
  })
  const policy = {
    source: 4,
    rule: 'R1',
    line: 1,
    origin: 'active' as const,
    release: undefined,
    hostIs: 'server' as const,
    how: 'named' as const,
    open: [],
    values: [value('HandshakeRole', 'ServerWithClientAuth', 5), value('ClientAuthType', 'Required', 6)],
    statements: [],
  }
  const facts = factsWith({ codes: [codeFact(403)], policy })
  expect(clientCertificateRequired.find(facts)?.evidence).toContainEqual({
    source: 4,
    line: 6,
    text: 'ClientAuthType Required',
  })
  const client = factsWith({ codes: [codeFact(403)], policy: { ...policy, hostIs: 'client' } })
  expect(clientCertificateRequired.find(client)?.evidence).toHaveLength(1)
})
