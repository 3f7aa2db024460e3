import { expect, test } from 'vitest'
import {
  asksForTls,
  endsWithAskingForTls,
  greetsBeforeTls,
  isBadRequest,
  offersTls,
  onlyAsksWhatIsThere,
  protocolOf,
  refusesHttp,
  saysNo,
} from '../../../main/tls/clear-text.ts'

const bytes = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0))

test.each<[string, string | undefined]>([
  ['GET / HTTP/1.1\r\n', 'an HTTP request'],
  ['HTTP/1.1 400 Bad Request\r\n', 'an HTTP response'],
  ['<!DOCTYPE HTML>\n', 'an HTML page'],
  ['SSH-2.0-x\r\n', 'the identification of SSH'],
  ['PROXY TCP4 192.0.2.1 192.0.2.2 1 2\r\n', 'a header of the PROXY protocol'],
  ['\r\n\r\n\0\r\nQUIT\n\x21\x11', 'a header of the PROXY protocol'],
  ['\xff\xfd\x28', 'telnet negotiation'],
  ['220 host ready\r\n', 'the greeting of SMTP or FTP'],
  ['+OK\r\n', 'the greeting of POP3'],
  ['* OK ready\r\n', 'the greeting of IMAP'],
  ['\x30\x0c\x02\x01\x01\x60\x07', 'an LDAP message'],
  ['\x4a\0\0\0\x0a8.0', 'the greeting of MySQL'],
  ['\x16\x03\x01\x02\0\x01', undefined],
  ['', undefined],
])('names the protocol of %j', (text, name) => {
  expect(protocolOf(bytes(text))).toBe(name)
})

test('no cut of a greeting is taken for another protocol', () => {
  const whole = '220 host ready\r\n'
  for (let end = 0; end < whole.length; end++)
    expect([undefined, 'the greeting of SMTP or FTP']).toContain(protocolOf(bytes(whole.slice(0, end))))
})

test.each<[string, boolean, boolean]>([
  ['EHLO me\r\nSTARTTLS\r\n', true, true],
  ['EHLO me\r\nSTARTTLS\r\nQUIT\r\n', true, true],
  ['EHLO me\r\nSTARTTLS\r\nMAIL FROM:<a@b>\r\n', true, false],
  ['STLS\r\n', true, true],
  ['a1 STARTTLS\r\n', true, true],
  ['AUTH TLS\r\n', true, true],
  ['\0\0\0\x08\x04\xd2\x16\x2f', true, true],
  ['\0\0\0\x08\x04\xd2\x16\x2f\0\0\0\x20', true, false],
  ['\x30\x1d\x02\x01\x01\x77\x18\x80\x161.3.6.1.4.1.1466.20037', true, false],
  ['MAIL FROM:<STARTTLS@x>\r\n', false, false],
])('%j asks for TLS: %s, and for nothing after it: %s', (text, asks, last) => {
  expect([asksForTls(bytes(text)), endsWithAskingForTls(bytes(text))]).toEqual([asks, last])
})

test.each([
  ['220 x ESMTP\r\n', true],
  ['+OK\r\n', true],
  ['* OK x\r\n', true],
  ['SSH-2.0-x\r\n', false],
  ['* BYE\r\n', false],
])('%j greets a protocol that may go over to TLS: %s', (text, does) => {
  expect(greetsBeforeTls(bytes(text))).toBe(does)
})

test.each([
  ['502 5.5.1 no\r\n', true],
  ['220 x\r\n454 TLS not available\r\n', true],
  ['-ERR no\r\n', true],
  ['a1 BAD no\r\n', true],
  ['220 ready\r\n250-x\r\n250 y\r\n', false],
  ['+OK\r\n', false],
])('%j says no: %s', (text, does) => {
  expect(saysNo(bytes(text))).toBe(does)
})

test.each([
  ['EHLO me\r\n', true],
  ['EHLO me\r\nQUIT\r\n', true],
  ['a1 CAPABILITY\r\na2 LOGOUT\r\n', true],
  ['QUIT\r\n', false],
  ['EHLO me\r\nMAIL FROM:<a@b>\r\n', false],
  ['', false],
])('%j only asks what is there: %s', (text, does) => {
  expect(onlyAsksWhatIsThere(bytes(text))).toBe(does)
})

test('an offer of TLS, and a page that says that a port is one for TLS', () => {
  expect(offersTls(bytes('250-STARTTLS\r\n'))).toBe(true)
  expect(offersTls(bytes('250-PIPELINING\r\n'))).toBe(false)
  const page = 'HTTP/1.1 400 Bad Request\r\n\r\nThe plain HTTP request was sent to HTTPS port'
  expect(refusesHttp(bytes(page))).toBe(true)
  expect(refusesHttp(bytes('HTTP/1.1 400 Bad Request\r\n\r\n'))).toBe(false)
  expect(isBadRequest(bytes('HTTP/1.1 400 Bad Request\r\n\r\n'))).toBe(true)
  expect(isBadRequest(bytes('HTTP/1.1 404 Not Found\r\n\r\n'))).toBe(false)
})
