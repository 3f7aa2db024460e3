/** Extensions that are a list of code points: groups, signature algorithms, point formats, versions, modes, compressions, certificate types. */
import { certificateCompressionName } from '../../reference/compression.ts'
import { ecPointFormatName, pskKeyExchangeModeName } from '../../reference/psk-mode-and-point-format.ts'
import { versionName } from '../../reference/version.ts'
import type { FieldReader } from '../field-reader.ts'
import { groupMeaning, signatureSchemeMeaning } from '../meaning.ts'

/** supported_groups (RFC 8446 §4.2.7), earlier elliptic_curves (RFC 8422 §5.1.1). */
export interface SupportedGroupsExtension {
  readonly name: 'supported_groups'
  readonly namedGroupList: number[]
}

/** signature_algorithms and signature_algorithms_cert (RFC 8446 §4.2.3), delegated_credentials (RFC 9345 §4.1.1). */
export interface SignatureAlgorithmsExtension {
  readonly name: 'signature_algorithms' | 'signature_algorithms_cert' | 'delegated_credentials'
  readonly supportedSignatureAlgorithms: number[]
}

/** ec_point_formats (RFC 8422 §5.1.2). */
export interface EcPointFormatsExtension {
  readonly name: 'ec_point_formats'
  readonly ecPointFormatList: number[]
}

/** supported_versions (RFC 8446 §4.2.1): a list from the client, one version from the server. */
export interface SupportedVersionsExtension {
  readonly name: 'supported_versions'
  readonly versions: number[]
  selectedVersion: number | undefined
}

/** psk_key_exchange_modes (RFC 8446 §4.2.9). */
export interface PskKeyExchangeModesExtension {
  readonly name: 'psk_key_exchange_modes'
  readonly keModes: number[]
}

/** compress_certificate (RFC 8879 §3). */
export interface CompressCertificateExtension {
  readonly name: 'compress_certificate'
  readonly algorithms: number[]
}

/** client_certificate_type and server_certificate_type (RFC 7250 §3): a list from the client, one type from the server. */
export interface CertificateTypeExtension {
  readonly name: 'client_certificate_type' | 'server_certificate_type'
  readonly certificateTypes: number[]
}

export function decodeSupportedGroups(data: FieldReader): SupportedGroupsExtension {
  const body: SupportedGroupsExtension = { name: 'supported_groups', namedGroupList: [] }
  data.list('named_group_list', 2, (item) => body.namedGroupList.push(item.uint('named_group', 2, groupMeaning)))
  return body
}

export function decodeSignatureAlgorithms(
  data: FieldReader,
  name: SignatureAlgorithmsExtension['name'],
): SignatureAlgorithmsExtension {
  const body: SignatureAlgorithmsExtension = { name, supportedSignatureAlgorithms: [] }
  data.list('supported_signature_algorithms', 2, (item) => {
    body.supportedSignatureAlgorithms.push(item.uint('signature_scheme', 2, signatureSchemeMeaning))
  })
  return body
}

export function decodeEcPointFormats(data: FieldReader): EcPointFormatsExtension {
  const body: EcPointFormatsExtension = { name: 'ec_point_formats', ecPointFormatList: [] }
  data.list('ec_point_format_list', 1, (item) =>
    body.ecPointFormatList.push(item.uint('ec_point_format', 1, ecPointFormatName)),
  )
  return body
}

export function decodeSupportedVersions(data: FieldReader, fromClient: boolean): SupportedVersionsExtension {
  const body: SupportedVersionsExtension = { name: 'supported_versions', versions: [], selectedVersion: undefined }
  if (fromClient) data.list('versions', 1, (item) => body.versions.push(item.uint('version', 2, versionName)))
  else body.selectedVersion = data.uint('selected_version', 2, versionName)
  return body
}

export function decodePskKeyExchangeModes(data: FieldReader): PskKeyExchangeModesExtension {
  const body: PskKeyExchangeModesExtension = { name: 'psk_key_exchange_modes', keModes: [] }
  data.list('ke_modes', 1, (item) => body.keModes.push(item.uint('ke_mode', 1, pskKeyExchangeModeName)))
  return body
}

export function decodeCompressCertificate(data: FieldReader): CompressCertificateExtension {
  const body: CompressCertificateExtension = { name: 'compress_certificate', algorithms: [] }
  data.list('algorithms', 1, (item) =>
    body.algorithms.push(item.uint('compression_algorithm', 2, certificateCompressionName)),
  )
  return body
}

export function decodeCertificateType(
  data: FieldReader,
  name: CertificateTypeExtension['name'],
  fromClient: boolean,
): CertificateTypeExtension {
  const body: CertificateTypeExtension = { name, certificateTypes: [] }
  const one = (item: FieldReader) => body.certificateTypes.push(item.uint('certificate_type', 1, certificateTypeName))
  if (fromClient) data.list('certificate_types', 1, one)
  else one(data)
  return body
}

/** IANA "TLS Certificate Types". */
function certificateTypeName(code: number): string | undefined {
  return ['X509', 'OpenPGP', 'Raw Public Key', '1609Dot2'][code]
}
