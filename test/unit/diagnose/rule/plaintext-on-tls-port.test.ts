import { expect, test } from 'vitest'
import type { ConnectionFacts, EventFact } from '../../../../main/diagnose/facts.ts'
import { plaintextOnTlsPort } from '../../../../main/diagnose/rule/plaintext-on-tls-port.ts'
import {
  alertFact,
  answerWith,
  codeFact,
  eventFact,
  factsWith,
  offerWith,
  refusedHello,
} from '../../../support/facts.ts'

const said = (from: 'client' | 'server', text: string, afterMessage = 0): EventFact =>
  eventFact(afterMessage === 0 ? 'clear_text' : 'not_tls', from, {
    afterMessage,
    bytes: Uint8Array.from(text, (character) => character.charCodeAt(0)),
  })
const request = said('client', 'GET / HTTP/1.1\r\n')
const page = 'HTTP/1.1 400 Bad Request\r\n\r\n'
const proxy = said('client', 'PROXY TCP4 192.0.2.1 192.0.2.2 1 2\r\n')

test.each<[string, ConnectionFacts, object]>([
  [
    'clear bytes that the server refuses with an alert',
    factsWith({ events: [request], alerts: [alertFact(1, 'server', 10)] }),
    { confidence: 'certain', detectedBy: 'server' },
  ],
  [
    'a request that is told of TLS',
    factsWith({ events: [request, said('server', `${page}sent to HTTPS port`)] }),
    { confidence: 'certain', detectedBy: 'server' },
  ],
  [
    'something before the hello that the server cannot read',
    factsWith({ events: [proxy], offers: [offerWith()], alerts: [alertFact(2, 'server', 10)] }),
    { confidence: 'certain' },
  ],
  [
    'something before the hello, and a web server that cannot read it',
    factsWith({ events: [proxy, said('server', page, 1)], offers: [offerWith()] }),
    { confidence: 'likely' },
  ],
  [
    'a server that speaks TLS elsewhere',
    factsWith({ events: [request], elsewhere: { certificates: [], cipherSuites: [], versions: [0x0303] } }),
    { confidence: 'likely' },
  ],
  [
    'a server that leaves without a word',
    factsWith({ events: [request, eventFact('fin', 'server', { afterMessage: 0 })] }),
    { confidence: 'possible' },
  ],
  [
    'clear bytes and return code 5003',
    factsWith({ events: [request], codes: [codeFact(5003, 'at-tls')] }),
    { confidence: 'likely', basis: 'bytes' },
  ],
  ['return code 5003', factsWith({ codes: [codeFact(5003, 'at-tls')] }), { confidence: 'likely' }],
])('finds %s', (_, facts, claim) => {
  expect(plaintextOnTlsPort.find(facts)).toMatchObject(claim)
})

test.each<[string, ConnectionFacts]>([
  [
    'a TLS record that is too long',
    factsWith({ events: [said('client', '\x16\x03\x01\xff\xff\x01')], alerts: [alertFact(1, 'server', 22)] }),
  ],
  ['a hello first', refusedHello()],
  ['clear bytes that nobody answers', factsWith({ events: [request] })],
  ['clear bytes that the server answers in clear', factsWith({ events: [request, said('server', 'HTTP/1.1 200 OK')] })],
  ['a server that began to talk in clear', factsWith({ events: [said('server', '220 x\r\n'), request] })],
  [
    'a request for TLS',
    factsWith({ events: [said('client', '\0\0\0\x08\x04\xd2\x16\x2f'), eventFact('fin', 'server')] }),
  ],
  [
    'a server that took the hello behind them',
    factsWith({ events: [proxy], offers: [offerWith()], answer: answerWith(), alerts: [alertFact(3, 'server', 10)] }),
  ],
  [
    'a server that read the hello behind them and refused it',
    factsWith({ events: [proxy], offers: [offerWith()], alerts: [alertFact(2, 'server', 40)] }),
  ],
  [
    'bytes from the middle of a connection',
    factsWith({ beginningSeen: false, events: [request, eventFact('fin', 'server')] }),
  ],
])('passes %s', (_, facts) => {
  expect(plaintextOnTlsPort.find(facts)).toBeUndefined()
})
