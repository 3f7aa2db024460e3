import type { TlsMessage } from '../../main/tls/message.ts'

/** A handshake message for tests: `type` and body decide its bytes, the rest can be set. */
export function madeMessage(type: number, body: readonly number[], set: Partial<TlsMessage> = {}): TlsMessage {
  return {
    timeNs: undefined,
    frame: undefined,
    line: undefined,
    from: 'client',
    content: 'handshake',
    type,
    level: undefined,
    recordVersion: undefined,
    length: body.length,
    visibility: 'plain',
    complete: true,
    bytes: Uint8Array.of(type, 0, body.length >> 8, body.length & 255, ...body),
    offset: 0,
    extent: 0,
    ...set,
  }
}
