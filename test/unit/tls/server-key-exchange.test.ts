import { describeForms, TLS12 } from '../../support/message-form.ts'
import { ascii, handshake, u16, vector } from '../../support/tls-bytes.ts'

const rsaSignature = [...u16(0x0804), ...vector(2, 1, 2, 3)]

describeForms([
  [
    'server_key_exchange ECDHE',
    handshake(12, [3, ...u16(23), ...vector(1, 4, 5), ...rsaSignature]),
    TLS12,
    {
      name: 'server_key_exchange',
      keyExchange: 'ECDHE',
      namedGroup: 23,
      signatureScheme: 0x0804,
      signature: Uint8Array.of(1, 2, 3),
    },
  ],
  [
    'server_key_exchange ECDHE before TLS 1.2',
    handshake(12, [3, ...u16(23), ...vector(1, 4, 5), ...vector(2, 8)]),
    { version: 0x0301, cipherSuite: 0xc013 },
    { name: 'server_key_exchange', signatureScheme: undefined, signature: Uint8Array.of(8) },
  ],
  [
    'server_key_exchange DHE',
    handshake(12, [...vector(2, 0x7f, 0xff), ...vector(2, 2), ...vector(2, 5), ...rsaSignature]),
    { version: 0x0303, cipherSuite: 0x009e },
    { name: 'server_key_exchange', keyExchange: 'DHE', dhP: Uint8Array.of(0x7f, 0xff), publicKey: Uint8Array.of(5) },
  ],
  [
    'server_key_exchange DH_anon',
    handshake(12, [...vector(2, 7), ...vector(2, 2), ...vector(2, 5)]),
    { version: 0x0303, cipherSuite: 0x006c },
    { name: 'server_key_exchange', keyExchange: 'DHE', signature: undefined },
  ],
  [
    'server_key_exchange RSA export',
    handshake(12, [...vector(2, 9, 9), ...vector(2, 3), ...vector(2, 1)]),
    { version: 0x0301, cipherSuite: 0x0003 },
    { name: 'server_key_exchange', keyExchange: 'RSA', rsaModulus: Uint8Array.of(9, 9), signature: Uint8Array.of(1) },
  ],
  [
    'server_key_exchange PSK',
    handshake(12, vector(2, ascii('hint'))),
    { version: 0x0303, cipherSuite: 0x00a8 },
    { name: 'server_key_exchange', keyExchange: 'PSK', pskIdentityHint: Uint8Array.from(ascii('hint')) },
  ],
  [
    'server_key_exchange ECDHE_PSK',
    handshake(12, [...vector(2), ...[3], ...u16(29), ...vector(1, 1)]),
    { version: 0x0303, cipherSuite: 0xc037 },
    { name: 'server_key_exchange', keyExchange: 'ECDHE_PSK', namedGroup: 29, signature: undefined },
  ],
])
