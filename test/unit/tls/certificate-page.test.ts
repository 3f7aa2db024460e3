import { expect, it } from 'vitest'
import { certificatePage } from '../../../main/tls/certificate-page.ts'
import { ascii } from '../../support/tls-bytes.ts'

const bytes = (text: string): Uint8Array => Uint8Array.from(ascii(text))
const NGINX =
  'HTTP/1.1 400 Bad Request\r\nServer: nginx\r\n\r\n<html>\r\n<head><title>400 No required SSL certificate was sent</title></head>'

it.each([
  [NGINX, 'HTTP/1.1 400 Bad Request\n400 No required SSL certificate was sent'],
  [
    'HTTP/1.1 403 Forbidden\r\nA: b\r\n\r\nThis page asks for a Certificate.\r\n',
    'HTTP/1.1 403 Forbidden\nThis page asks for a Certificate.',
  ],
  ['HTTP/1.1 200 OK\r\n\r\nabout a certificate', undefined],
  ['HTTP/1.1 404 Not Found\r\n\r\nno such page', undefined],
  ['HTTP/1.1 400 Bad Request\r\nX-Client-certificate: none\r\n\r\nno', undefined],
  ['HTTP/1.1 400 Bad Request', undefined],
  ['GET /certificate HTTP/1.1\r\n\r\n', undefined],
  ['', undefined],
])('%j says %j', (page, words) => {
  expect(certificatePage(bytes(page))).toEqual(words === undefined ? undefined : bytes(words))
})

it('keeps little of whatever length, and nothing of a page that is cut before the words', () => {
  expect(certificatePage(bytes(`HTTP/1.1 400 ${'x'.repeat(9_000)}\r\n\r\ncertificate`))).toBeUndefined()
  expect(certificatePage(bytes(`HTTP/1.1 400 No\r\n\r\n${'y'.repeat(900)} certificate `))?.length).toBeLessThan(200)
  for (let end = 0; end < NGINX.indexOf('certificate') + 11; end++)
    expect(certificatePage(bytes(NGINX.slice(0, end)))).toBeUndefined()
})
