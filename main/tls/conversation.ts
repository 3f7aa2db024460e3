/** The messages of a connection as values: each is read in the light of those before it. */
import type { DecodeError } from './field-reader.ts'
import type { DecodedHandshake, HandshakeContext, HandshakeValue } from './handshake.ts'
import { decodeHandshake, HANDSHAKE_TYPE } from './handshake.ts'
import type { TlsMessage } from './message.ts'
import { selectedVersion } from './server-hello.ts'

/** A message and what it says; `value` is undefined for what is no handshake message or was not readable. */
export interface SpokenMessage {
  readonly message: TlsMessage
  readonly value: HandshakeValue | undefined
  /** The first thing that did not fit its structure. */
  readonly error?: DecodeError | undefined
}

/** Decodes all messages of a connection in order. */
export function decodeConversation(messages: readonly TlsMessage[]): SpokenMessage[] {
  const settled = new Settled()
  return messages.map((message) => {
    if (!isReadableHandshake(message)) return { message, value: undefined }
    const { value, error } = decodeOnce(message, settled.contextOf(message))
    settled.learn(value)
    return { message, value, error }
  })
}

/** Certificate messages that are the same array (same-bytes.ts, db/query/shared-bytes.ts) as values, and the version they were read for. */
const certificates = new WeakMap<Uint8Array, DecodedHandshake & { readonly version: number | undefined }>()

function decodeOnce({ bytes, type }: TlsMessage, context: HandshakeContext): DecodedHandshake {
  if (type !== HANDSHAKE_TYPE.certificate) return decodeHandshake(bytes, context, false)
  const { version } = context
  const known = certificates.get(bytes)
  if (known !== undefined && known.version === version) return known
  const decoded = { ...decodeHandshake(bytes, context, false), version }
  certificates.set(bytes, decoded)
  return decoded
}

/** Decodes the message at `index` with its tree of fields, in the light of those before it. */
export function decodeInContext(messages: readonly TlsMessage[], index: number): DecodedHandshake | undefined {
  const settled = new Settled()
  for (const [position, message] of messages.entries()) {
    if (position === index)
      return isReadableHandshake(message) ? decodeHandshake(message.bytes, settled.contextOf(message), true) : undefined
    if (message.type === HANDSHAKE_TYPE.serverHello && isReadableHandshake(message)) {
      settled.learn(decodeHandshake(message.bytes, {}, false).value)
    }
  }
  return undefined
}

function isReadableHandshake(message: TlsMessage): boolean {
  return message.content === 'handshake' && message.type !== undefined && message.bytes.length > 0
}

/** What ServerHellos have settled so far. */
class Settled {
  #version: number | undefined
  #cipherSuite: number | undefined

  contextOf({ unpacked }: TlsMessage): HandshakeContext {
    return { version: this.#version, cipherSuite: this.#cipherSuite, unpacked }
  }

  learn(value: HandshakeValue): void {
    if (value.name !== 'server_hello' && value.name !== 'hello_retry_request') return
    this.#version = selectedVersion(value)
    this.#cipherSuite = value.cipherSuite
  }
}
