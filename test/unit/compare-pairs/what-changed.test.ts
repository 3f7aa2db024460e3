import { expect, it } from 'vitest'
import { pathsOf } from '../../compare-pairs/what-changed.ts'

it.each([
  ['the server certificate has a P-521 key.', 'certificates'],
  ['the server has an Ed25519 certificate instead of an RSA one.', 'certificates'],
  ["the client's certificate is issued by an authority of the server.", 'certificates'],
  ["the client's suite list also holds one of the server's suites.", 'client_hello.cipherSuites'],
  ['the client offers a suite of TLS 1.2.', 'client_hello.cipherSuites'],
  ['both ends share a curve.', 'client_hello'],
  ['nothing changes the versions on the way.', 'client_hello'],
  ['the client resumes with a ticket the server knows.', 'client_hello'],
  ['the server answers before the client gives up.', 'messages'],
  ['no packet is dropped.', 'messages'],
])('knows where a recording could show that %s', (says, path) => {
  expect(pathsOf(`In the good one ${says}`)).toContain(path)
})

it('does not guess what it has no word for', () => {
  expect(pathsOf('In the good one the moon is full.')).toBeUndefined()
})
