/** Handshake messages that are seldom met: of DTLS 1.3 and of extensions that few have. */
import type { Extension } from './extension.ts'
import { decodeExtensions } from './extension.ts'
import type { FieldReader } from './field-reader.ts'
import { safeAscii } from './text.ts'

/** RFC 9147 §9: how many names the sender would like to have, and names that it gives. */
export interface ConnectionIdMessage {
  readonly name: 'request_connection_id' | 'new_connection_id'
  /** Wanted. */
  count?: number
  cids?: Uint8Array[]
  /** 0 at once, 1 in reserve. */
  usage?: number
}

/** RFC 9261 §4: a client asks for the server's certificate in an exported authenticator. */
export interface ClientCertificateRequest {
  readonly name: 'client_certificate_request'
  certificateRequestContext?: Uint8Array
  extensions?: Extension[]
}

/** RFC 6066 §5: where the client's certificates lie. */
export interface CertificateUrl {
  readonly name: 'certificate_url'
  /** 0 individual certificates, 1 a path. */
  type?: number
  urls?: string[]
}

/** RFC 4680 §2. */
export interface SupplementalData {
  readonly name: 'supplemental_data'
  entries?: { readonly type: number; readonly data: Uint8Array }[]
}

/** RFC 8870 §5.2.2. */
export interface EktKey {
  readonly name: 'ekt_key'
  spi?: number
  /** In seconds. */
  timeToLive?: number
}

/** Drafts of TLS 1.3 up to 21 had a message of its own for what is a ServerHello now. */
export interface DraftRetryRequest {
  readonly name: 'draft_hello_retry_request'
  serverVersion?: number
  extensions?: Extension[]
}

export type RareMessage =
  ConnectionIdMessage | ClientCertificateRequest | CertificateUrl | SupplementalData | EktKey | DraftRetryRequest

const SHA1_LENGTH = 20

export function decodeRareMessage(body: FieldReader, into: RareMessage): void {
  switch (into.name) {
    case 'request_connection_id':
      into.count = body.count('num_cids', 1)
      return
    case 'new_connection_id': {
      const cids: Uint8Array[] = (into.cids = [])
      body.list('cids', 2, (item) => cids.push(item.vector('cid', 1)))
      into.usage = body.uint('usage', 1, (code) => ['cid_immediate', 'cid_spare'][code])
      return
    }
    case 'client_certificate_request':
      into.certificateRequestContext = body.vector('certificate_request_context', 1)
      return decodeExtensions(body, 'certificate_request', (into.extensions = []))
    case 'certificate_url':
      return certificateUrl(body, into)
    case 'supplemental_data': {
      const entries: NonNullable<SupplementalData['entries']> = (into.entries = [])
      body.list('supp_data', 3, (item) => {
        item.group('supplemental_data_entry', (inside) => {
          entries.push({ type: inside.uint('supp_data_type', 2), data: inside.vector('data', 2) })
        })
      })
      return
    }
    case 'ekt_key':
      body.vector('ekt_key_value', 2)
      body.vector('srtp_master_salt', 2)
      into.spi = body.uint('ekt_spi', 2)
      into.timeToLive = body.count('ekt_ttl', 3, 'seconds')
      return
    case 'draft_hello_retry_request':
      into.serverVersion = body.uint('server_version', 2)
      // Drafts 19 to 21 have the suite here; the length of the extensions tells.
      if (body.left >= 4 && extensionsLength(body.peek()) !== body.left - 2) body.uint('cipher_suite', 2)
      return decodeExtensions(body, 'hello_retry_request', (into.extensions = []))
  }
}

function certificateUrl(body: FieldReader, into: CertificateUrl): void {
  const urls: string[] = (into.urls = [])
  into.type = body.uint('type', 1, (code) => ['individual_certs', 'pkipath'][code])
  body.list('url_and_hash_list', 2, (item) => {
    item.group('url_and_hash', (inside) => {
      urls.push(safeAscii(inside.vector('url', 2, safeAscii)))
      inside.uint('padding', 1)
      inside.opaque('sha1_hash', SHA1_LENGTH)
    })
  })
}

function extensionsLength(bytes: Uint8Array): number {
  return ((bytes[0] ?? 0) << 8) | (bytes[1] ?? 0)
}
