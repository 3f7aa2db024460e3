import { describeForms, TLS12 } from '../../support/message-form.ts'
import { handshake, vector } from '../../support/tls-bytes.ts'

describeForms([
  [
    'certificate_status',
    handshake(22, [1, ...vector(3, 0x30, 3, 0x0a, 1, 0)]),
    TLS12,
    { name: 'certificate_status', statusType: 1, response: Uint8Array.of(0x30, 3, 0x0a, 1, 0) },
  ],
  [
    'certificate_status of several',
    handshake(22, [2, ...vector(3, vector(3, 1), vector(3))]),
    TLS12,
    { name: 'certificate_status', statusType: 2, response: Uint8Array.of(1) },
  ],
])
