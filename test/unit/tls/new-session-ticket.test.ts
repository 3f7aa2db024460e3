import { test } from 'vitest'
import type { MessageForm } from '../../support/message-form.ts'
import { decode, describeForms, expectPart, TLS12, TLS13 } from '../../support/message-form.ts'
import { extension, handshake, u32, vector } from '../../support/tls-bytes.ts'

const forms: MessageForm[] = [
  [
    'new_session_ticket of TLS 1.2',
    handshake(4, [...u32(300), ...vector(2, 1, 2)]),
    TLS12,
    { name: 'new_session_ticket', ticketLifetime: 300, ticket: Uint8Array.of(1, 2) },
  ],
  [
    'new_session_ticket of TLS 1.3',
    handshake(4, [
      ...u32(7200),
      ...u32(0x01020304),
      ...vector(1, 9),
      ...vector(2, 1, 2, 3),
      ...vector(2, extension(42, u32(16384))),
    ]),
    TLS13,
    {
      name: 'new_session_ticket',
      ticketLifetime: 7200,
      ticketAgeAdd: 0x01020304,
      ticketNonce: Uint8Array.of(9),
      ticket: Uint8Array.of(1, 2, 3),
    },
  ],
]

describeForms(forms)

test('without a version the lengths inside tell the forms apart', () => {
  for (const [, bytes, , value] of forms) expectPart(decode(bytes).value, value)
})
