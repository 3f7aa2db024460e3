import { alertName } from '../reference/alert.ts'
import { handshakeTypeName } from '../reference/handshake-type.ts'
import { HANDSHAKE_TYPE, type HandshakeValue } from '../tls/handshake.ts'
import type { TlsMessage } from '../tls/message.ts'

/** `client_hello`, `handshake_failure`, `change_cipher_spec`; null while encrypted and unknown. */
export function messageName(message: TlsMessage, value: HandshakeValue | undefined): string | null {
  switch (message.content) {
    case 'change_cipher_spec':
    case 'heartbeat':
      return message.content
    case 'alert':
      return message.type === undefined ? null : alertName(message.type)
    case 'handshake':
      // A HelloRetryRequest has the type of a ServerHello and is told by its random (RFC 8446 §4.1.3).
      if (value?.name === 'hello_retry_request') return value.name
      if (message.type === undefined) return null
      return message.type === HANDSHAKE_TYPE.helloRetryRequest ? 'hello_retry_request' : handshakeTypeName(message.type)
  }
}
