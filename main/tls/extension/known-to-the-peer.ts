/** What a client has already: trusted_ca_keys (RFC 6066 §6), and cached_info (RFC 7924 §3). */
import type { FieldReader } from '../field-reader.ts'

export interface KnownToThePeerExtension {
  readonly name: 'trusted_ca_keys' | 'cached_info'
  readonly entries: { readonly type: number; readonly value: Uint8Array }[]
}

const SHA1_LENGTH = 20
const X509_NAME = 2
const IDENTIFIER_TYPES = ['pre_agreed', 'key_sha1_hash', 'x509_name', 'cert_sha1_hash']
const CACHED_TYPES = [undefined, 'cert', 'cert_req']
const NOTHING = new Uint8Array(0)

export function decodeTrustedCaKeys(data: FieldReader): KnownToThePeerExtension {
  const body: KnownToThePeerExtension = { name: 'trusted_ca_keys', entries: [] }
  // A server answers with empty data.
  if (data.left === 0) return body
  data.list('trusted_authorities_list', 2, (item) => {
    item.group('trusted_authority', (inside) => {
      const type = inside.uint('identifier_type', 1, (code) => IDENTIFIER_TYPES[code])
      body.entries.push({ type, value: identifier(inside, type) })
    })
  })
  return body
}

function identifier(inside: FieldReader, type: number): Uint8Array {
  if (type === 0) return NOTHING
  return type === X509_NAME ? inside.vector('distinguished_name', 2) : inside.opaque('sha1_hash', SHA1_LENGTH)
}

/** A client adds the hash of what it has; a server only says of what kind it will use it. */
export function decodeCachedInfo(data: FieldReader, fromClient: boolean): KnownToThePeerExtension {
  const body: KnownToThePeerExtension = { name: 'cached_info', entries: [] }
  data.list('cached_info', 2, (item) => {
    item.group('cached_object', (inside) => {
      const type = inside.uint('type', 1, (code) => CACHED_TYPES[code])
      body.entries.push({ type, value: fromClient ? inside.vector('hash_value', 1) : NOTHING })
    })
  })
  return body
}
