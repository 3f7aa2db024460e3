/** The tree of fields of any message, for the window. */
import { alertLevelName, alertName } from '../reference/alert.ts'
import { decodeInContext } from './conversation.ts'
import type { Field, OpenField } from './field.ts'
import { DecodeError, FieldReader } from './field-reader.ts'
import type { TlsMessage } from './message.ts'

/** The fields of the message at `index` (from 0), read in the light of those before it. */
export function messageTree(messages: readonly TlsMessage[], index: number): readonly Field[] {
  const message = messages[index]
  if (message === undefined) return []
  if (message.bytes.length === 0) return message.visibility === 'encrypted' ? [encryptedField(message)] : []
  switch (message.content) {
    case 'handshake':
      return decodeInContext(messages, index)?.fields ?? []
    case 'alert':
      return decodeAlert(message.bytes).fields
    case 'change_cipher_spec':
      return read(message.bytes, (body) => {
        body.uint('type', 1, (type) => (type === 1 ? 'change_cipher_spec' : undefined))
      })
    case 'heartbeat':
      return read(message.bytes, heartbeat)
  }
}

export interface Alert {
  level?: number
  description?: number
}

/** Alert, RFC 8446 §6: two bytes in clear. */
export function decodeAlert(bytes: Uint8Array): { readonly alert: Alert; readonly fields: readonly Field[] } {
  const alert: Alert = {}
  const fields = read(bytes, (body) => {
    alert.level = body.uint('level', 1, alertLevelName)
    alert.description = body.uint('description', 1, alertName)
  })
  return { alert, fields }
}

/** HeartbeatMessage, RFC 6520 §4. A payload_length beyond the message is how memory was read out of peers (CVE-2014-0160). */
function heartbeat(body: FieldReader): void {
  body.uint('type', 1, (type) => [undefined, 'heartbeat_request', 'heartbeat_response'][type])
  body.vector('payload', 2)
  if (body.left > 0) body.rest('padding')
}

function read(bytes: Uint8Array, decode: (body: FieldReader) => void): readonly Field[] {
  const fields: OpenField[] = []
  const reader = new FieldReader(bytes, 0, bytes.length, fields)
  try {
    decode(reader)
    reader.finish()
  } catch (error) {
    // The field that does not fit carries its problem.
    if (!(error instanceof DecodeError)) throw error
  }
  return fields
}

function encryptedField(message: TlsMessage): Field {
  return {
    name: 'encrypted',
    start: 0,
    end: 0,
    value: `${message.length} bytes`,
    meaning: null,
    sentence: 'The content cannot be read without the keys of the connection.',
    problem: null,
    children: [],
  }
}
