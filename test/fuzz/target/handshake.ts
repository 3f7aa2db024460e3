import { decodeHandshake } from '../../../main/tls/handshake.ts'
import { messageFields } from '../../../main/tls/message-fields.ts'
import { inside } from '../examine-leg.ts'
import type { Target } from '../target.ts'
import { messagesIn } from './messages.ts'

/** What the messages before may have settled. */
const CONTEXTS = [
  {},
  { version: 0x0303, cipherSuite: 0xc02f },
  { version: 0x0303, cipherSuite: 0x009e },
  { version: 0x0304 },
]

/** Any bytes as a handshake message, whatever was settled before. */
export const handshakeTarget = (files: readonly Uint8Array[]): Target => ({
  name: 'handshake',
  seeds: [Uint8Array.of(1, 0, 0, 0), ...messagesIn(files).map(({ bytes }) => bytes.slice())],
  run(bytes) {
    for (const context of CONTEXTS) {
      const { value, error, fields } = decodeHandshake(bytes, context, true)
      if (error !== undefined && !(error.offset >= 0 && error.offset <= bytes.length))
        throw new Error(`an error at ${error.offset} of ${bytes.length}`)
      inside(fields, 0, bytes.length)
      messageFields(value)
    }
  },
})
