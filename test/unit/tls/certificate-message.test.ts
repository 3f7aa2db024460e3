import { test } from 'vitest'
import type { MessageForm } from '../../support/message-form.ts'
import type { Bytes } from '../../support/tls-bytes.ts'
import { decode, describeForms, expectPart, TLS12, TLS13 } from '../../support/message-form.ts'
import { handshake, vector } from '../../support/tls-bytes.ts'

const certificate = (...der: Bytes[]): number[] => vector(3, ...der.map((one) => vector(3, one)))

const forms: MessageForm[] = [
  [
    'certificate of TLS 1.2',
    handshake(11, certificate([1, 2], [3])),
    TLS12,
    {
      name: 'certificate',
      certificateList: [
        { certData: Uint8Array.of(1, 2), extensions: [] },
        { certData: Uint8Array.of(3), extensions: [] },
      ],
    },
  ],
  [
    'certificate of TLS 1.3',
    handshake(11, [...vector(1), ...vector(3, vector(3, 1, 2), vector(2))]),
    TLS13,
    {
      name: 'certificate',
      certificateRequestContext: new Uint8Array(0),
      certificateList: [{ certData: Uint8Array.of(1, 2), extensions: [] }],
    },
  ],
  [
    'certificate that is a raw public key',
    handshake(11, vector(3, 0x30, 3, 1, 2, 3)),
    TLS12,
    { name: 'certificate', certificateList: [{ certData: Uint8Array.of(0x30, 3, 1, 2, 3), extensions: [] }] },
  ],
  ['certificate without any', handshake(11, certificate()), TLS12, { name: 'certificate', certificateList: [] }],
]

describeForms(forms)

test('without a version the lengths inside tell the forms apart', () => {
  for (const [, bytes, , value] of forms) expectPart(decode(bytes).value, value)
})
