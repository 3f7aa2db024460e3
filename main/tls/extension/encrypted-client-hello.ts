/** encrypted_client_hello, RFC 9849: the outer and inner ClientHello, the server's new configurations, its HelloRetryRequest. */
import type { FieldReader } from '../field-reader.ts'

export interface EncryptedClientHelloExtension {
  readonly name: 'encrypted_client_hello'
  /** 0 outer, 1 inner; undefined in a server's message. */
  type: number | undefined
  payloadLength: number
}

export function decodeEncryptedClientHello(data: FieldReader, fromClient: boolean): EncryptedClientHelloExtension {
  const body: EncryptedClientHelloExtension = { name: 'encrypted_client_hello', type: undefined, payloadLength: 0 }
  if (!fromClient) {
    data.rest('payload')
    return body
  }
  body.type = data.uint('type', 1, (type) => ['outer', 'inner'][type])
  if (body.type !== 0) return body
  data.group('cipher_suite', (suite) => {
    suite.uint('kdf_id', 2)
    suite.uint('aead_id', 2)
  })
  data.uint('config_id', 1)
  data.vector('enc', 2)
  body.payloadLength = data.vector('payload', 2).length
  return body
}
