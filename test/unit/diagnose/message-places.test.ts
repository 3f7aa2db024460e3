import { expect, test } from 'vitest'
import { messagePlaces } from '../../../main/diagnose/message-places.ts'
import type { SpokenMessage } from '../../../main/tls/conversation.ts'

/** Of a message only its content and its name are looked at. */
function spoken(name: string): SpokenMessage {
  const alert = name === 'alert'
  return {
    message: { content: alert ? 'alert' : 'handshake' },
    value: alert || name === 'unread' ? undefined : { name },
  } as unknown as SpokenMessage
}

test('finds the first of some, and all of those that come again', () => {
  const names = [
    'client_hello',
    'hello_retry_request',
    'client_hello',
    'server_hello',
    'certificate',
    'server_key_exchange',
    'certificate_request',
    'unread',
    'compressed_certificate',
    'certificate_verify',
    'server_hello',
    'hello_retry_request',
    'server_key_exchange',
    'certificate_request',
    'certificate_verify',
    'alert',
  ]
  expect(messagePlaces(names.map(spoken))).toEqual({
    hellos: [0, 2],
    retry: 1,
    answer: 3,
    keyExchange: 5,
    certificateRequest: 6,
    certificates: [4, 8],
    verifies: [9, 14],
    alerts: [15],
  })
})

test('finds nothing where nothing was said', () => {
  expect(messagePlaces([])).toEqual({
    hellos: [],
    retry: undefined,
    answer: undefined,
    keyExchange: undefined,
    certificateRequest: undefined,
    certificates: [],
    verifies: [],
    alerts: [],
  })
})
