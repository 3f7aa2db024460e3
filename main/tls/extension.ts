/** Extensions (RFC 8446 §4.2): `extension_type`, then `extension_data` of the length that it states. */
import { extensionName } from '../reference/extension.ts'
import type { ApplicationProtocolsExtension } from './extension/application-protocols.ts'
import {
  decodeApplicationProtocols,
  decodeApplicationSettings,
  decodeNextProtocolNegotiation,
} from './extension/application-protocols.ts'
import type { CertificateAuthoritiesExtension, OidFiltersExtension } from './extension/certificate-authorities.ts'
import { decodeCertificateAuthorities, decodeOidFilters } from './extension/certificate-authorities.ts'
import type {
  CertificateTypeExtension,
  CompressCertificateExtension,
  EcPointFormatsExtension,
  PskKeyExchangeModesExtension,
  SignatureAlgorithmsExtension,
  SupportedGroupsExtension,
  SupportedVersionsExtension,
} from './extension/code-point-list.ts'
import {
  decodeCertificateType,
  decodeCompressCertificate,
  decodeEcPointFormats,
  decodePskKeyExchangeModes,
  decodeSignatureAlgorithms,
  decodeSupportedGroups,
  decodeSupportedVersions,
} from './extension/code-point-list.ts'
import type { DelegatedCredentialExtension } from './extension/delegated-credential.ts'
import { decodeDelegatedCredential } from './extension/delegated-credential.ts'
import type { EncryptedClientHelloExtension } from './extension/encrypted-client-hello.ts'
import { decodeEncryptedClientHello } from './extension/encrypted-client-hello.ts'
import type { KeyShareExtension } from './extension/key-share.ts'
import { decodeKeyShare } from './extension/key-share.ts'
import type { KnownToThePeerExtension } from './extension/known-to-the-peer.ts'
import { decodeCachedInfo, decodeTrustedCaKeys } from './extension/known-to-the-peer.ts'
import type { NumberListExtension } from './extension/number-list.ts'
import {
  decodeDnssecChain,
  decodeNumberList,
  decodeTicketRequest,
  decodeTokenBinding,
  decodeUseSrtp,
} from './extension/number-list.ts'
import type { PreSharedKeyExtension } from './extension/pre-shared-key.ts'
import { decodePreSharedKey } from './extension/pre-shared-key.ts'
import type { ServerNameExtension } from './extension/server-name.ts'
import { decodeServerName } from './extension/server-name.ts'
import type {
  BytesExtension,
  EarlyDataSizeExtension,
  FlagExtension,
  NumberExtension,
} from './extension/small-extension.ts'
import {
  decodeBytes,
  decodeCookie,
  decodeEarlyDataSize,
  decodeHeartbeatMode,
  decodeMaxFragmentLength,
  decodeRecordSizeLimit,
  decodeRenegotiationInfo,
  decodeVector,
} from './extension/small-extension.ts'
import type { SignedCertificateTimestampExtension, StatusRequestExtension } from './extension/status-request.ts'
import {
  decodeSignedCertificateTimestamp,
  decodeStatusRequest,
  decodeStatusRequestV2,
} from './extension/status-request.ts'
import type { FieldReader } from './field-reader.ts'
import { DecodeError } from './field-reader.ts'

export type ExtensionBody =
  | ServerNameExtension
  | ApplicationProtocolsExtension
  | SupportedGroupsExtension
  | SignatureAlgorithmsExtension
  | EcPointFormatsExtension
  | SupportedVersionsExtension
  | PskKeyExchangeModesExtension
  | CompressCertificateExtension
  | CertificateTypeExtension
  | KeyShareExtension
  | PreSharedKeyExtension
  | StatusRequestExtension
  | SignedCertificateTimestampExtension
  | CertificateAuthoritiesExtension
  | OidFiltersExtension
  | EncryptedClientHelloExtension
  | DelegatedCredentialExtension
  | KnownToThePeerExtension
  | NumberListExtension
  | FlagExtension
  | EarlyDataSizeExtension
  | NumberExtension
  | BytesExtension

export interface Extension {
  readonly extensionType: number
  /** Position of `extension_type` in the message, and the end of its data. */
  readonly start: number
  end: number
  extensionData: Uint8Array
  /** Undefined where the data could not be read. */
  body: ExtensionBody | undefined
  /** What is wrong with the data. */
  error: DecodeError | undefined
}

/** The message that carries the extension: the same type looks different in each. */
export type ExtensionPlace =
  | 'client_hello'
  | 'server_hello'
  | 'hello_retry_request'
  | 'encrypted_extensions'
  | 'certificate'
  | 'certificate_request'
  | 'new_session_ticket'

/** `extensions<0..2^16-1>`, added to `into` one by one. An error in one extension's data does not hide those behind it. */
export function decodeExtensions(reader: FieldReader, place: ExtensionPlace, into: Extension[]): void {
  reader.list('extensions', 2, (item) => {
    item.group(
      'extension',
      (inside) => {
        const start = inside.offset
        const extensionType = inside.uint('extension_type', 2, extensionName)
        const extension: Extension = {
          extensionType,
          start,
          end: inside.end,
          extensionData: inside.bytes.subarray(0, 0),
          body: undefined,
          error: undefined,
        }
        into.push(extension)
        inside.inside('extension_data', 2, (data) => {
          extension.extensionData = data.peek()
          extension.end = data.end
          try {
            extension.body = decodeExtensionBody(data, extensionType, place)
            data.finish()
          } catch (error) {
            if (!(error instanceof DecodeError)) throw error
            extension.error = error
            data.abandon()
          }
        })
        return extensionType
      },
      extensionName,
    )
  })
}

/** The member of the union whose `name` may be this one. */
type BodyNamed<Name, Body = ExtensionBody> = Body extends { readonly name: infer Names }
  ? Name extends Names
    ? Body
    : never
  : never

/** The body of the first extension with this name, typed. */
export function findExtension<Name extends ExtensionBody['name']>(
  extensions: readonly Extension[] | undefined,
  name: Name,
): BodyNamed<Name> | undefined {
  for (const { body } of extensions ?? []) if (body?.name === name) return body as BodyNamed<Name>
  return undefined
}

export function hasExtension(extensions: readonly Extension[] | undefined, extensionType: number): boolean {
  return extensions?.some((extension) => extension.extensionType === extensionType) ?? false
}

function decodeExtensionBody(data: FieldReader, type: number, place: ExtensionPlace): ExtensionBody {
  const fromClient = place === 'client_hello'
  switch (type) {
    case 0:
      return decodeServerName(data)
    case 1:
      return decodeMaxFragmentLength(data)
    case 2:
      return { name: 'client_certificate_url' }
    case 3:
      return decodeTrustedCaKeys(data)
    case 4:
      return { name: 'truncated_hmac' }
    case 5:
      return decodeStatusRequest(data, place === 'certificate')
    case 6:
      return decodeNumberList(data, 'user_mapping', fromClient)
    case 7:
      return decodeNumberList(data, 'client_authz', fromClient)
    case 8:
      return decodeNumberList(data, 'server_authz', fromClient)
    case 9:
      return decodeNumberList(data, 'cert_type', fromClient)
    case 10:
      return decodeSupportedGroups(data)
    case 11:
      return decodeEcPointFormats(data)
    case 12:
      return decodeVector(data, 'srp')
    case 13:
      return decodeSignatureAlgorithms(data, 'signature_algorithms')
    case 14:
      return decodeUseSrtp(data)
    case 15:
      return decodeHeartbeatMode(data)
    case 16:
      return decodeApplicationProtocols(data)
    case 17:
      return decodeStatusRequestV2(data)
    case 18:
      return decodeSignedCertificateTimestamp(data)
    case 19:
      return decodeCertificateType(data, 'client_certificate_type', fromClient)
    case 20:
      return decodeCertificateType(data, 'server_certificate_type', fromClient)
    case 21:
    // Before the number was assigned.
    case 35655:
      return decodeBytes(data, 'padding', 'padding')
    case 22:
      return { name: 'encrypt_then_mac' }
    case 23:
      return { name: 'extended_master_secret' }
    case 24:
      return decodeTokenBinding(data)
    case 25:
      return decodeCachedInfo(data, fromClient)
    case 27:
      return decodeCompressCertificate(data)
    case 28:
      return decodeRecordSizeLimit(data)
    case 29:
      return decodeVector(data, 'pwd_protect')
    case 30:
      return decodeVector(data, 'pwd_clear')
    case 33:
      return { name: 'tls_cert_with_extern_psk' }
    case 34:
      // RFC 9345 §4.1.1: a list of algorithms in the hello, the credential itself beside the certificate.
      return place === 'certificate'
        ? decodeDelegatedCredential(data)
        : decodeSignatureAlgorithms(data, 'delegated_credentials')
    case 35:
      return decodeBytes(data, 'session_ticket', 'ticket')
    case 39:
      return decodeNumberList(data, 'supported_ekt_ciphers', fromClient)
    case 41:
      return decodePreSharedKey(data, fromClient)
    case 42:
      return place === 'new_session_ticket' ? decodeEarlyDataSize(data) : { name: 'early_data' }
    case 43:
      return decodeSupportedVersions(data, fromClient)
    case 44:
      return decodeCookie(data)
    case 45:
      return decodePskKeyExchangeModes(data)
    case 47:
      return decodeCertificateAuthorities(data)
    case 48:
      return decodeOidFilters(data)
    case 49:
      return { name: 'post_handshake_auth' }
    case 50:
      return decodeSignatureAlgorithms(data, 'signature_algorithms_cert')
    // 40 in the drafts of TLS 1.3 up to 22.
    case 40:
    case 51:
      // Elsewhere key_share must not appear; its bytes are then only shown.
      if (place !== 'client_hello' && place !== 'server_hello' && place !== 'hello_retry_request') break
      return decodeKeyShare(data, place)
    case 52:
      return decodeSignedCertificateTimestamp(data, 'transparency_info')
    case 54:
      return decodeVector(data, 'connection_id')
    case 55:
      return decodeVector(data, 'external_id_hash')
    case 56:
      return decodeVector(data, 'external_session_id')
    case 57:
    case 0xffa5:
      return decodeBytes(data, 'quic_transport_parameters', 'payload')
    case 58:
      return decodeTicketRequest(data, fromClient)
    case 59:
      return decodeDnssecChain(data, fromClient)
    case 62:
      return decodeVector(data, 'tls_flags')
    case 13172:
      return decodeNextProtocolNegotiation(data)
    case 17513:
    case 17613:
      return decodeApplicationSettings(data, fromClient)
    case 0xfd00:
      return decodeNumberList(data, 'ech_outer_extensions', fromClient)
    case 0xfe0d:
      return decodeEncryptedClientHello(
        data,
        place === 'client_hello' || place === 'hello_retry_request' ? place : 'other',
      )
    case 0xff01:
      return decodeRenegotiationInfo(data)
  }
  return decodeBytes(data, 'other', 'payload')
}
