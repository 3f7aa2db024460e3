/** Certificate: RFC 8446 §4.4.2 for TLS 1.3 (a context, and extensions beside each certificate), RFC 5246 §7.4.2 before. */
import type { Extension } from './extension.ts'
import { decodeExtensions } from './extension.ts'
import type { FieldReader } from './field-reader.ts'

export interface CertificateEntry {
  /** DER of the certificate, or of a raw public key. */
  readonly certData: Uint8Array
  /** TLS 1.3 only. */
  readonly extensions: Extension[]
}

export interface CertificateMessage {
  readonly name: 'certificate'
  certificateRequestContext?: Uint8Array
  /** Leaf first. Empty: the sender has none. */
  certificateList?: CertificateEntry[]
}

/** Bytes of a length; and what a raw public key begins with. */
const LENGTH = 3
const DER_SEQUENCE = 0x30

export function decodeCertificate(body: FieldReader, into: CertificateMessage, tls13: boolean): void {
  if (tls13) into.certificateRequestContext = body.vector('certificate_request_context', 1)
  const list: CertificateEntry[] = (into.certificateList = [])
  // RFC 7250 §3: a raw public key stands in place of the whole list. No list is as long as its first byte would say.
  if (!tls13 && body.peek()[LENGTH] === DER_SEQUENCE) {
    list.push({ certData: body.vector('subject_public_key_info', LENGTH), extensions: [] })
    return
  }
  body.list('certificate_list', 3, (item) => {
    item.group('certificate_entry', (entry) => {
      const extensions: Extension[] = []
      const certData = entry.vector('cert_data', 3)
      list.push({ certData, extensions })
      if (tls13) decodeExtensions(entry, 'certificate', extensions)
    })
  })
}

/** Which form it is, from the lengths inside; for a message whose handshake is not in the trace. */
export function looksLikeTls13Certificate(body: Uint8Array): boolean {
  return 3 + (((body[0] ?? 0) << 16) | ((body[1] ?? 0) << 8) | (body[2] ?? 0)) !== body.length
}
