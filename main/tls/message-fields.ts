/** The `fields` of a message in the analysis document: names and order are that document's, code points stay numbers. */
import { sha256 } from './digest/sha256.ts'
import { dhPrimeBits } from './server-key-exchange.ts'
import { ocspResponseStatus } from './certificate-status.ts'
import type { ClientHello } from './client-hello.ts'
import type { Extension } from './extension.ts'
import { findExtension, hasExtension } from './extension.ts'
import type { HandshakeValue } from './handshake.ts'
import type { ServerHello } from './server-hello.ts'
import { downgradeSentinel, selectedVersion } from './server-hello.ts'
import { hex } from './text.ts'

const ALPN = 16

export type FieldValue = number | string | boolean | null | readonly number[] | readonly string[]
export type MessageFields = Readonly<Record<string, FieldValue>>

/** Empty for messages without documented fields, and without a value. What was not read is null, a list then empty. */
export function messageFields(value: HandshakeValue | undefined): MessageFields {
  switch (value?.name) {
    case 'client_hello':
      return clientHelloFields(value)
    case 'server_hello':
    case 'hello_retry_request':
      return serverHelloFields(value)
    case 'encrypted_extensions':
      return {
        extensions: types(value.extensions),
        ...optional(value.extensions ?? [], ALPN, 'applicationProtocol', null, applicationProtocol(value.extensions)),
        ...optional(
          value.extensions ?? [],
          10,
          'supportedGroups',
          [],
          findExtension(value.extensions, 'supported_groups')?.namedGroupList,
        ),
      }
    case 'compressed_certificate':
      return messageFields(value.certificate)
    case 'certificate':
      return { certificates: (value.certificateList ?? []).map((entry) => hex(sha256(entry.certData))) }
    case 'certificate_request': {
      const { extensions } = value
      return {
        certificateTypes: value.certificateTypes ?? [],
        signatureAlgorithms:
          value.supportedSignatureAlgorithms ??
          findExtension(extensions, 'signature_algorithms')?.supportedSignatureAlgorithms ??
          [],
        certificateAuthorities: (
          value.certificateAuthorities ??
          findExtension(extensions, 'certificate_authorities')?.authorities ??
          []
        ).map(hex),
      }
    }
    case 'certificate_verify':
      return { signatureScheme: value.algorithm ?? null }
    case 'server_key_exchange':
      return {
        keyExchange: value.keyExchange ?? null,
        group: value.namedGroup ?? null,
        signatureScheme: value.signatureScheme ?? null,
        dhPrimeBits: value.dhP === undefined ? null : dhPrimeBits(value.dhP),
      }
    case 'client_key_exchange':
      return { keyExchange: value.keyExchange ?? null, length: value.exchangeKeys?.length ?? null }
    case 'new_session_ticket':
      return {
        lifetime: value.ticketLifetime ?? null,
        ticketLength: value.ticket?.length ?? null,
        earlyDataSize: findExtension(value.extensions, 'early_data_size')?.maxEarlyDataSize ?? null,
      }
    case 'certificate_status':
      return {
        statusType: value.statusType ?? null,
        ocspStatus: value.response === undefined ? null : (ocspResponseStatus(value.response) ?? null),
      }
    default:
      return {}
  }
}

function clientHelloFields(hello: ClientHello): MessageFields {
  const extensions = hello.extensions ?? []
  const flag = (name: string, type: number): MessageFields => (hasExtension(extensions, type) ? { [name]: true } : {})
  return {
    legacyVersion: hello.legacyVersion ?? null,
    random: hexOrNull(hello.random),
    sessionId: hexOrNull(hello.legacySessionId),
    cipherSuites: hello.cipherSuites ?? [],
    compressionMethods: hello.legacyCompressionMethods ?? [],
    extensions: types(extensions),
    ...optional(
      extensions,
      0,
      'serverName',
      null,
      findExtension(extensions, 'server_name')?.serverNameList[0]?.hostName,
    ),
    ...optional(extensions, 43, 'supportedVersions', [], findExtension(extensions, 'supported_versions')?.versions),
    ...optional(extensions, 10, 'supportedGroups', [], findExtension(extensions, 'supported_groups')?.namedGroupList),
    ...optional(
      extensions,
      51,
      'keyShareGroups',
      [],
      findExtension(extensions, 'key_share')?.clientShares.map((share) => share.group),
    ),
    ...optional(
      extensions,
      13,
      'signatureAlgorithms',
      [],
      findExtension(extensions, 'signature_algorithms')?.supportedSignatureAlgorithms,
    ),
    ...optional(
      extensions,
      50,
      'signatureAlgorithmsCert',
      [],
      findExtension(extensions, 'signature_algorithms_cert')?.supportedSignatureAlgorithms,
    ),
    ...optional(
      extensions,
      ALPN,
      'applicationProtocols',
      [],
      findExtension(extensions, 'application_layer_protocol_negotiation')?.protocolNameList,
    ),
    ...optional(extensions, 45, 'pskModes', [], findExtension(extensions, 'psk_key_exchange_modes')?.keModes),
    ...optional(extensions, 41, 'pskIdentities', null, findExtension(extensions, 'pre_shared_key')?.identities.length),
    ...optional(extensions, 35, 'ticketLength', null, findExtension(extensions, 'session_ticket')?.bytes.length),
    ...flag('earlyData', 42),
    ...optional(extensions, 44, 'cookieLength', null, findExtension(extensions, 'cookie')?.bytes.length),
    ...flag('echPresent', 0xfe0d),
    ...optional(extensions, 28, 'recordSizeLimit', null, findExtension(extensions, 'record_size_limit')?.value),
    ...optional(extensions, 1, 'maxFragmentLength', null, findExtension(extensions, 'max_fragment_length')?.value),
    ...flag('extendedMasterSecret', 23),
    ...flag('encryptThenMac', 22),
    ...flag('renegotiationInfo', 0xff01),
    ...flag('statusRequest', 5),
    ...optional(
      extensions,
      47,
      'certificateAuthorities',
      [],
      findExtension(extensions, 'certificate_authorities')?.authorities.map(hex),
    ),
  }
}

function serverHelloFields(hello: ServerHello): MessageFields {
  const extensions = hello.extensions ?? []
  const share = findExtension(extensions, 'key_share')
  return {
    legacyVersion: hello.legacyVersion ?? null,
    selectedVersion: selectedVersion(hello) ?? null,
    random: hexOrNull(hello.random),
    sessionId: hexOrNull(hello.legacySessionIdEcho),
    cipherSuite: hello.cipherSuite ?? null,
    compressionMethod: hello.legacyCompressionMethod ?? null,
    extensions: types(extensions),
    ...optional(extensions, 51, 'keyShareGroup', null, share?.serverShare?.group ?? share?.selectedGroup),
    ...optional(
      extensions,
      41,
      'selectedIdentity',
      null,
      findExtension(extensions, 'pre_shared_key')?.selectedIdentity,
    ),
    downgradeSentinel: downgradeSentinel(hello.random) ?? null,
    ...optional(extensions, ALPN, 'applicationProtocol', null, applicationProtocol(extensions)),
  }
}

function types(extensions: readonly Extension[] | undefined): number[] {
  return (extensions ?? []).map((extension) => extension.extensionType)
}

function applicationProtocol(extensions: readonly Extension[] | undefined): string | undefined {
  return findExtension(extensions, 'application_layer_protocol_negotiation')?.protocolNameList[0]
}

function hexOrNull(bytes: Uint8Array | undefined): string | null {
  return bytes === undefined ? null : hex(bytes)
}

/** A field that is there if its extension is; `unread` where the extension's data could not be read. */
function optional(
  extensions: readonly Extension[],
  type: number,
  name: string,
  unread: null | readonly [],
  value: FieldValue | undefined,
): MessageFields {
  if (value !== undefined) return { [name]: value }
  return hasExtension(extensions, type) ? { [name]: unread } : {}
}
