/** certificate_authorities (RFC 8446 §4.2.4) and oid_filters (§4.2.5). */
import type { FieldReader } from '../field-reader.ts'

export interface CertificateAuthoritiesExtension {
  readonly name: 'certificate_authorities'
  /** Each a Name in DER. */
  readonly authorities: Uint8Array[]
}

export interface OidFiltersExtension {
  readonly name: 'oid_filters'
  readonly filters: { oid: Uint8Array; values: Uint8Array }[]
}

export function decodeCertificateAuthorities(data: FieldReader): CertificateAuthoritiesExtension {
  const body: CertificateAuthoritiesExtension = { name: 'certificate_authorities', authorities: [] }
  data.list('certificate_authorities', 2, (item) => body.authorities.push(item.vector('distinguished_name', 2)))
  return body
}

export function decodeOidFilters(data: FieldReader): OidFiltersExtension {
  const body: OidFiltersExtension = { name: 'oid_filters', filters: [] }
  data.list('filters', 2, (item) => {
    body.filters.push(
      item.group('oid_filter', (inside) => ({
        oid: inside.vector('certificate_extension_oid', 1),
        values: inside.vector('certificate_extension_values', 2),
      })),
    )
  })
  return body
}
