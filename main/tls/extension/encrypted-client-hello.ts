/** encrypted_client_hello, RFC 9849: the outer and inner ClientHello (§5), the server's new configurations (§4, §5), its HelloRetryRequest (§5). */
import type { FieldReader } from '../field-reader.ts'
import { safeAscii } from '../text.ts'

export interface EncryptedClientHelloExtension {
  readonly name: 'encrypted_client_hello'
  /** 0 outer, 1 inner; undefined in a server's message. */
  type: number | undefined
  payloadLength: number
  /** EncryptedExtensions: what the client should have used. */
  readonly retryConfigs: { readonly version: number; readonly publicName: string | undefined }[]
}

/** The version of a configuration is the number of the extension. */
const VERSION = 0xfe0d
const CONFIRMATION_LENGTH = 8

export function decodeEncryptedClientHello(
  data: FieldReader,
  message: 'client_hello' | 'hello_retry_request' | 'other',
): EncryptedClientHelloExtension {
  const body: EncryptedClientHelloExtension = {
    name: 'encrypted_client_hello',
    type: undefined,
    payloadLength: 0,
    retryConfigs: [],
  }
  if (message === 'hello_retry_request') data.opaque('confirmation', CONFIRMATION_LENGTH)
  else if (message === 'other') retryConfigs(data, body)
  else {
    body.type = data.uint('type', 1, (type) => ['outer', 'inner'][type])
    if (body.type === 0) outer(data, body)
  }
  return body
}

function outer(data: FieldReader, body: EncryptedClientHelloExtension): void {
  symmetricSuite(data)
  data.uint('config_id', 1)
  data.vector('enc', 2)
  body.payloadLength = data.vector('payload', 2).length
}

function symmetricSuite(data: FieldReader): void {
  data.group('cipher_suite', (suite) => {
    suite.uint('kdf_id', 2)
    suite.uint('aead_id', 2)
  })
}

function retryConfigs(data: FieldReader, body: EncryptedClientHelloExtension): void {
  data.list('retry_configs', 2, (item) => {
    item.group('ech_config', (config) => {
      const version = config.uint('version', 2)
      let publicName: string | undefined
      config.inside('contents', 2, (contents) => {
        if (version === VERSION) publicName = configContents(contents)
        else if (contents.left > 0) contents.rest('contents')
      })
      body.retryConfigs.push({ version, publicName })
    })
  })
}

function configContents(contents: FieldReader): string {
  contents.uint('config_id', 1)
  contents.uint('kem_id', 2)
  contents.vector('public_key', 2)
  contents.list('cipher_suites', 2, symmetricSuite)
  contents.count('maximum_name_length', 1)
  const publicName = safeAscii(contents.vector('public_name', 1, safeAscii))
  contents.vector('extensions', 2)
  return publicName
}
