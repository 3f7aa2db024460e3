/** CertificateStatus, RFC 6066 §8 and RFC 6961 §2.2. */
import type { FieldReader } from './field-reader.ts'

export interface CertificateStatus {
  readonly name: 'certificate_status'
  /** 1 ocsp, 2 ocsp_multi. */
  statusType?: number
  /** The (first) OCSP response in DER. */
  response?: Uint8Array
}

export function decodeCertificateStatusBody(
  body: FieldReader,
  into: { statusType?: number; response?: Uint8Array },
): void {
  into.statusType = body.uint('status_type', 1, (type) => [undefined, 'ocsp', 'ocsp_multi'][type])
  if (into.statusType === 1) into.response = body.vector('ocsp_response', 3)
  else if (into.statusType === 2) {
    body.list('ocsp_response_list', 3, (item) => {
      const response = item.vector('ocsp_response', 3)
      into.response ??= response
    })
  } else body.rest('payload')
}

/**
 * responseStatus of an OCSPResponse (RFC 6960 §4.2.1: 0 successful, 1 malformedRequest, 2 internalError, 3 tryLater, 5 sigRequired,
 * 6 unauthorized), read off its fixed place at the beginning: SEQUENCE, then ENUMERATED of one byte.
 */
export function ocspResponseStatus(response: Uint8Array): number | undefined {
  if (response[0] !== 0x30) return undefined
  const length = response[1] ?? 0
  const at = 2 + (length > 0x80 ? length & 0x7f : 0)
  return response[at] === 0x0a && response[at + 1] === 1 ? response[at + 2] : undefined
}
