import { describeForms, TLS12 } from '../../support/message-form.ts'
import { ascii, filled, handshake, vector } from '../../support/tls-bytes.ts'

describeForms([
  [
    'client_key_exchange RSA',
    handshake(16, vector(2, filled(48))),
    { version: 0x0303, cipherSuite: 0x002f },
    { name: 'client_key_exchange', keyExchange: 'RSA' },
  ],
  [
    'client_key_exchange RSA of SSL 3.0',
    handshake(16, filled(64)),
    { version: 0x0300, cipherSuite: 0x0005 },
    { name: 'client_key_exchange', exchangeKeys: Uint8Array.from(filled(64)) },
  ],
  [
    'client_key_exchange DHE',
    handshake(16, vector(2, 1, 2)),
    { version: 0x0303, cipherSuite: 0x009e },
    { name: 'client_key_exchange', keyExchange: 'DHE', exchangeKeys: Uint8Array.of(1, 2) },
  ],
  [
    'client_key_exchange ECDHE',
    handshake(16, vector(1, 4, 1)),
    TLS12,
    { name: 'client_key_exchange', keyExchange: 'ECDHE', exchangeKeys: Uint8Array.of(4, 1) },
  ],
  [
    'client_key_exchange PSK',
    handshake(16, vector(2, ascii('me'))),
    { version: 0x0303, cipherSuite: 0x00a8 },
    { name: 'client_key_exchange', keyExchange: 'PSK', pskIdentity: Uint8Array.from(ascii('me')) },
  ],
  [
    'client_key_exchange of an unknown suite',
    handshake(16, [1, 2, 3]),
    {},
    { name: 'client_key_exchange', keyExchange: 'other', exchangeKeys: Uint8Array.of(1, 2, 3) },
  ],
])
