import { expect, test } from 'vitest'
import { decodeAlert, messageTree } from '../../../main/tls/message-tree.ts'
import {
  alertMessage,
  changeCipherSpec,
  clientHello,
  handshake,
  message,
  protectedMessage,
  SELECTED_VERSION_13,
  serverHello,
  vector,
} from '../../support/tls-bytes.ts'

test('a handshake message is read in the light of those before it', () => {
  const answer = message('server', serverHello({ suite: 0x1301, extensions: [SELECTED_VERSION_13] }))
  const certificate = message('server', handshake(11, [...vector(1), ...vector(3)]))
  expect(messageTree([message('client', clientHello()), answer, certificate], 2).map(({ name }) => name)).toEqual([
    'msg_type',
    'length',
    'certificate_request_context',
    'certificate_list',
  ])
})

test('an alert', () => {
  expect(
    messageTree([alertMessage('server', 2, 40)], 0).map(({ name, value, meaning }) => [name, value, meaning]),
  ).toEqual([
    ['level', '02', 'fatal'],
    ['description', '28', 'handshake_failure'],
  ])
  expect(decodeAlert(Uint8Array.of(2))).toMatchObject({
    alert: { level: 2 },
    fields: [{ name: 'level' }, { name: 'description', problem: '1 byte expected, 0 there' }],
  })
})

test('a change_cipher_spec', () => {
  expect(messageTree([changeCipherSpec('client')], 0)).toMatchObject([
    { name: 'type', value: '01', meaning: 'change_cipher_spec' },
  ])
})

test('a heartbeat whose length lies', () => {
  const heartbeat = message('client', [1, 0x40, 0, 7], { content: 'heartbeat', type: undefined })
  expect(messageTree([heartbeat], 0)).toMatchObject([
    { meaning: 'heartbeat_request' },
    { name: 'payload', problem: 'says 16384 bytes, 1 are there' },
  ])
})

test('what is under keys has one field that says so', () => {
  expect(messageTree([protectedMessage('client')], 0)).toMatchObject([{ name: 'encrypted', value: '40 bytes' }])
})

test('a message that is not there', () => {
  expect(messageTree([], 0)).toEqual([])
})
