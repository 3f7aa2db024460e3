import { describeForms } from '../../support/message-form.ts'
import {
  extension,
  handshake,
  RANDOM,
  RETRY_RANDOM,
  SELECTED_VERSION_13,
  serverHello,
  u16,
  vector,
} from '../../support/tls-bytes.ts'

describeForms([
  [
    'server_hello',
    serverHello({ sessionId: [7] }),
    {},
    { name: 'server_hello', legacyVersion: 0x0303, cipherSuite: 0xc02f, legacyCompressionMethod: 0 },
  ],
  [
    'hello_retry_request',
    serverHello({ random: RETRY_RANDOM, suite: 0x1301, extensions: [SELECTED_VERSION_13, extension(51, u16(23))] }),
    {},
    { name: 'hello_retry_request' },
  ],
  [
    'server_hello of draft 18',
    handshake(2, [...u16(0x7f12), ...RANDOM, ...u16(0x1301), ...vector(2)]),
    {},
    { name: 'server_hello', legacyVersion: 0x7f12, cipherSuite: 0x1301, extensions: [] },
  ],
])
