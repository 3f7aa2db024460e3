/** status_request (RFC 6066 §8), status_request_v2 (RFC 6961 §2.2) and signed certificate timestamps (RFC 6962 §3.3). */
import type { FieldReader } from '../field-reader.ts'
import { decodeCertificateStatusBody } from '../certificate-status.ts'

export interface StatusRequestExtension {
  readonly name: 'status_request' | 'status_request_v2'
  /** 1 ocsp, 2 ocsp_multi; undefined where the extension is empty (a server says that it will answer). */
  statusType: number | undefined
  /** RFC 8446 §4.4.2.1: beside a certificate of TLS 1.3 it holds the answer itself. */
  response: Uint8Array | undefined
}

export interface SignedCertificateTimestampExtension {
  readonly name: 'signed_certificate_timestamp' | 'transparency_info'
  readonly sctList: Uint8Array[]
}

export function decodeStatusRequest(data: FieldReader, besideCertificate: boolean): StatusRequestExtension {
  const body: StatusRequestExtension = { name: 'status_request', statusType: undefined, response: undefined }
  if (data.left === 0) return body
  if (besideCertificate) {
    const status: { statusType?: number; response?: Uint8Array } = {}
    decodeCertificateStatusBody(data, status)
    body.statusType = status.statusType
    body.response = status.response
    return body
  }
  body.statusType = statusRequest(data)
  return body
}

export function decodeStatusRequestV2(data: FieldReader): StatusRequestExtension {
  const body: StatusRequestExtension = { name: 'status_request_v2', statusType: undefined, response: undefined }
  if (data.left === 0) return body
  data.list('certificate_status_req_list', 2, (item) => {
    item.group('certificate_status_request_item', (request) => {
      const type = request.uint('status_type', 1, statusTypeName)
      body.statusType ??= type
      request.inside('request', 2, ocspRequest)
    })
  })
  return body
}

/** transparency_info (RFC 9162 §6.5) is a list of the same form.  */
export function decodeSignedCertificateTimestamp(
  data: FieldReader,
  name: SignedCertificateTimestampExtension['name'] = 'signed_certificate_timestamp',
): SignedCertificateTimestampExtension {
  const body: SignedCertificateTimestampExtension = { name, sctList: [] }
  if (data.left > 0) data.list('sct_list', 2, (item) => body.sctList.push(item.vector('serialized_sct', 2)))
  return body
}

function statusTypeName(type: number): string | undefined {
  return [undefined, 'ocsp', 'ocsp_multi'][type]
}

function statusRequest(data: FieldReader): number {
  const type = data.uint('status_type', 1, statusTypeName)
  if (type === 1) ocspRequest(data)
  else data.rest('request')
  return type
}

function ocspRequest(data: FieldReader): void {
  data.list('responder_id_list', 2, (item) => item.vector('responder_id', 2))
  data.vector('request_extensions', 2)
}
