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

export type FieldValue = number | string | boolean | null | readonly number[] | readonly string[]
export type MessageFields = Readonly<Record<string, FieldValue>>

/** Empty for messages without documented fields, and without a value. What was not read is null, a list then empty. */
export function messageFields(value: HandshakeValue | undefined): MessageFields {
  switch (value?.name) {
    case 'client_hello': return clientHelloFields(value)
    case 'server_hello': case 'hello_retry_request': return serverHelloFields(value)
    case 'encrypted_extensions':
      return {
        extensions: types(value.extensions),
        ...optional('applicationProtocol', applicationProtocol(value.extensions)),
        ...optional('supportedGroups', findExtension(value.extensions, 'supported_groups')?.namedGroupList),
      }
    case 'certificate': return { certificates: (value.certificateList ?? []).map((entry) => hex(sha256(entry.certData))) }
    case 'certificate_request': {
      const { extensions } = value
      return {
        certificateTypes: value.certificateTypes ?? [],
        signatureAlgorithms: value.supportedSignatureAlgorithms
          ?? findExtension(extensions, 'signature_algorithms')?.supportedSignatureAlgorithms ?? [],
        certificateAuthorities: (value.certificateAuthorities ?? findExtension(extensions, 'certificate_authorities')?.authorities ?? [])
          .map(hex),
      }
    }
    case 'certificate_verify': return { signatureScheme: value.algorithm ?? null }
    case 'server_key_exchange':
      return {
        keyExchange: value.keyExchange ?? null,
        group: value.namedGroup ?? null,
        signatureScheme: value.signatureScheme ?? null,
        dhPrimeBits: value.dhP === undefined ? null : dhPrimeBits(value.dhP),
      }
    case 'client_key_exchange': return { keyExchange: value.keyExchange ?? null, length: value.exchangeKeys?.length ?? null }
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
    default: return {}
  }
}

function clientHelloFields(hello: ClientHello): MessageFields {
  const { extensions } = hello
  const psk = findExtension(extensions, 'pre_shared_key')
  const algorithms = findExtension(extensions, 'signature_algorithms')
  const authorities = findExtension(extensions, 'certificate_authorities')
  return {
    legacyVersion: hello.legacyVersion ?? null,
    random: hexOrNull(hello.random),
    sessionId: hexOrNull(hello.legacySessionId),
    cipherSuites: hello.cipherSuites ?? [],
    compressionMethods: hello.legacyCompressionMethods ?? [],
    extensions: types(extensions),
    ...optional('serverName', findExtension(extensions, 'server_name')?.serverNameList[0]?.hostName),
    ...optional('supportedVersions', findExtension(extensions, 'supported_versions')?.versions),
    ...optional('supportedGroups', findExtension(extensions, 'supported_groups')?.namedGroupList),
    ...optional('keyShareGroups', findExtension(extensions, 'key_share')?.clientShares.map((share) => share.group)),
    ...optional('signatureAlgorithms', algorithms?.supportedSignatureAlgorithms),
    ...optional('signatureAlgorithmsCert', findExtension(extensions, 'signature_algorithms_cert')?.supportedSignatureAlgorithms),
    ...optional('applicationProtocols', findExtension(extensions, 'application_layer_protocol_negotiation')?.protocolNameList),
    ...optional('pskModes', findExtension(extensions, 'psk_key_exchange_modes')?.keModes),
    ...optional('pskIdentities', psk?.identities.length),
    ...optional('ticketLength', findExtension(extensions, 'session_ticket')?.bytes.length),
    ...flag('earlyData', extensions, 42),
    ...optional('cookieLength', findExtension(extensions, 'cookie')?.bytes.length),
    ...flag('echPresent', extensions, 0xfe0d),
    ...optional('recordSizeLimit', findExtension(extensions, 'record_size_limit')?.value),
    ...optional('maxFragmentLength', findExtension(extensions, 'max_fragment_length')?.value),
    ...flag('extendedMasterSecret', extensions, 23),
    ...flag('encryptThenMac', extensions, 22),
    ...flag('renegotiationInfo', extensions, 0xff01),
    ...flag('statusRequest', extensions, 5),
    ...optional('certificateAuthorities', authorities?.authorities.map(hex)),
  }
}

function serverHelloFields(hello: ServerHello): MessageFields {
  const { extensions } = hello
  const share = findExtension(extensions, 'key_share')
  return {
    legacyVersion: hello.legacyVersion ?? null,
    selectedVersion: selectedVersion(hello) ?? null,
    random: hexOrNull(hello.random),
    sessionId: hexOrNull(hello.legacySessionIdEcho),
    cipherSuite: hello.cipherSuite ?? null,
    compressionMethod: hello.legacyCompressionMethod ?? null,
    extensions: types(extensions),
    ...optional('keyShareGroup', share?.serverShare?.group ?? share?.selectedGroup),
    ...optional('selectedIdentity', findExtension(extensions, 'pre_shared_key')?.selectedIdentity),
    downgradeSentinel: downgradeSentinel(hello.random) ?? null,
    ...optional('applicationProtocol', applicationProtocol(extensions)),
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

function optional(name: string, value: FieldValue | undefined): Record<string, FieldValue> {
  return value === undefined ? {} : { [name]: value }
}

function flag(name: string, extensions: readonly Extension[] | undefined, extensionType: number): Record<string, FieldValue> {
  return hasExtension(extensions, extensionType) ? { [name]: true } : {}
}
