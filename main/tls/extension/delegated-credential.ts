/** A delegated credential beside the certificate that it was made with (RFC 9345 §4). */
import type { FieldReader } from '../field-reader.ts'
import { signatureSchemeMeaning } from '../meaning.ts'

export interface DelegatedCredentialExtension {
  readonly name: 'delegated_credential'
  /** Seconds behind the certificate's notBefore. */
  validTime: number
  /** What CertificateVerify is signed with. */
  expectedCertVerifyAlgorithm: number
  /** A SubjectPublicKeyInfo in DER. */
  publicKey: Uint8Array | undefined
}

export function decodeDelegatedCredential(data: FieldReader): DelegatedCredentialExtension {
  const body: DelegatedCredentialExtension = {
    name: 'delegated_credential',
    validTime: data.count('valid_time', 4, 'seconds'),
    expectedCertVerifyAlgorithm: data.uint('expected_cert_verify_algorithm', 2, signatureSchemeMeaning),
    publicKey: undefined,
  }
  body.publicKey = data.vector('subject_public_key_info', 3)
  data.uint('algorithm', 2, signatureSchemeMeaning)
  data.vector('signature', 2)
  return body
}
