/** CertificateRequest in its three forms: RFC 8446 §4.3.2 (TLS 1.3), RFC 5246 §7.4.4 (TLS 1.2), RFC 4346 §7.4.4 (before). */
import type { Extension } from './extension.ts'
import { decodeExtensions } from './extension.ts'
import type { FieldReader } from './field-reader.ts'
import { signatureSchemeMeaning } from './meaning.ts'

export interface CertificateRequest {
  readonly name: 'certificate_request'
  /** TLS 1.3. */
  certificateRequestContext?: Uint8Array
  extensions?: Extension[]
  /** TLS 1.2 and earlier. */
  certificateTypes?: number[]
  /** TLS 1.2. */
  supportedSignatureAlgorithms?: number[]
  /** TLS 1.2 and earlier: names in DER. */
  certificateAuthorities?: Uint8Array[]
}

export type CertificateRequestForm = 'TLS 1.3' | 'TLS 1.2' | 'TLS 1.1'

export function decodeCertificateRequest(
  body: FieldReader,
  into: CertificateRequest,
  form: CertificateRequestForm,
): void {
  if (form === 'TLS 1.3') {
    into.certificateRequestContext = body.vector('certificate_request_context', 1)
    decodeExtensions(body, 'certificate_request', (into.extensions = []))
    return
  }
  const types: number[] = (into.certificateTypes = [])
  body.list('certificate_types', 1, (item) => types.push(item.uint('certificate_type', 1, clientCertificateTypeName)))
  if (form === 'TLS 1.2') {
    const algorithms: number[] = (into.supportedSignatureAlgorithms = [])
    body.list('supported_signature_algorithms', 2, (item) =>
      algorithms.push(item.uint('signature_scheme', 2, signatureSchemeMeaning)),
    )
  }
  const authorities: Uint8Array[] = (into.certificateAuthorities = [])
  body.list('certificate_authorities', 2, (item) => authorities.push(item.vector('distinguished_name', 2)))
}

/** IANA "TLS ClientCertificateType Identifiers". */
export function clientCertificateTypeName(code: number): string | undefined {
  return CLIENT_CERTIFICATE_TYPES[code]
}

const CLIENT_CERTIFICATE_TYPES: Readonly<Record<number, string>> = {
  1: 'rsa_sign',
  2: 'dss_sign',
  3: 'rsa_fixed_dh',
  4: 'dss_fixed_dh',
  5: 'rsa_ephemeral_dh',
  6: 'dss_ephemeral_dh',
  20: 'fortezza_dms',
  64: 'ecdsa_sign',
  65: 'rsa_fixed_ecdh',
  66: 'ecdsa_fixed_ecdh',
  67: 'gost_sign256',
  68: 'gost_sign512',
}
