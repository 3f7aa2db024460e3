import type { MessageRow } from '../../preload/contract/connection.ts'
import { alertName } from '../reference/alert.ts'
import { handshakeTypeName } from '../reference/handshake-type.ts'
import type { HandshakeValue } from '../tls/handshake.ts'
import { HANDSHAKE_TYPE } from '../tls/handshake.ts'
import type { TlsMessage } from '../tls/message.ts'

/** `client_hello`, `handshake_failure`, `change_cipher_spec`; null while encrypted and unknown. */
export function messageName(message: TlsMessage, value: HandshakeValue | undefined): string | null {
  switch (message.content) {
    case 'change_cipher_spec':
    case 'heartbeat': return message.content
    case 'alert': return message.type === undefined ? null : alertName(message.type)
    case 'handshake':
      // A HelloRetryRequest has the type of a ServerHello and is told by its random (RFC 8446 §4.1.3).
      if (value?.name === 'hello_retry_request') return value.name
      if (message.type === undefined) return null
      return message.type === HANDSHAKE_TYPE.helloRetryRequest ? 'hello_retry_request' : handshakeTypeName(message.type)
  }
}

export function presentMessage(
  n: number, source: number, message: TlsMessage, value: HandshakeValue | undefined, summary: string,
): MessageRow {
  return {
    n,
    timeNs: message.timeNs ?? null,
    source,
    frame: message.frame ?? null,
    line: message.line ?? null,
    from: message.from,
    content: message.content,
    type: message.type ?? null,
    name: messageName(message, value),
    level: message.level ?? null,
    recordVersion: message.recordVersion ?? null,
    length: message.length,
    visibility: message.visibility,
    complete: message.complete,
    summary,
  }
}
