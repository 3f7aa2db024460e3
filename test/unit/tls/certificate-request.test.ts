import { test } from 'vitest'
import type { MessageForm } from '../../support/message-form.ts'
import { decode, describeForms, expectPart, TLS10, TLS12, TLS13 } from '../../support/message-form.ts'
import { extension, handshake, u16, vector } from '../../support/tls-bytes.ts'

const forms: MessageForm[] = [
  [
    'certificate_request of TLS 1.0',
    handshake(13, [...vector(1, 1, 64), ...vector(2, vector(2, 0x30, 0))]),
    TLS10,
    {
      name: 'certificate_request',
      certificateTypes: [1, 64],
      supportedSignatureAlgorithms: undefined,
      certificateAuthorities: [Uint8Array.of(0x30, 0)],
    },
  ],
  [
    'certificate_request of TLS 1.2',
    handshake(13, [...vector(1, 1), ...vector(2, u16(0x0401)), ...vector(2)]),
    TLS12,
    {
      name: 'certificate_request',
      certificateTypes: [1],
      supportedSignatureAlgorithms: [0x0401],
      certificateAuthorities: [],
    },
  ],
  [
    'certificate_request of TLS 1.3',
    handshake(13, [...vector(1), ...vector(2, extension(13, vector(2, u16(0x0403))))]),
    TLS13,
    { name: 'certificate_request', certificateTypes: undefined },
  ],
]

describeForms(forms)

test('without a version the lengths inside tell the forms apart', () => {
  for (const [, bytes, , value] of forms) expectPart(decode(bytes).value, value)
})
