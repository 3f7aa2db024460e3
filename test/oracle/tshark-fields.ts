/** tshark's fields of a message under the names that the analysis document has for them. */
import type { AnalysisConnection } from '../../main/report/analysis/schema.ts'
import type { TsharkClientHello, TsharkMessage, TsharkServerHello } from './tshark-document.ts'

type Fields = AnalysisConnection['messages'][number]['fields']
type Pairs = [name: string, value: Fields[string] | undefined][]

/** Only what tshark says: a field that it leaves out, or could not read, is not there. */
export function tsharkFields(message: TsharkMessage): Fields {
  const pairs: Pairs = message.client_hello
    ? clientHello(message.client_hello)
    : message.server_hello
      ? serverHello(message.server_hello)
      : others(message)
  return Object.fromEntries(pairs.filter((pair): pair is [string, Fields[string]] => pair[1] !== undefined))
}

function clientHello(hello: TsharkClientHello): Pairs {
  // Of the SSL 2.0 form tshark gives no random and no cipher suites, but the cipher specs that it really has.
  const sslv2 = hello.sslv2_cipher_specs
  return [
    ['legacyVersion', hello.legacy_version],
    ['random', hello.random ?? undefined],
    ['sessionId', hello.session_id],
    ['cipherSuites', list(sslv2 ?? hello.cipher_suites)],
    ['compressionMethods', list(hello.compression_methods)],
    ['extensions', list(hello.extensions)],
    ['serverName', hello.sni?.[0]],
    ['supportedVersions', list(hello.supported_versions)],
    ['supportedGroups', list(hello.supported_groups)],
    ['keyShareGroups', list(hello.key_share_groups)],
    ['signatureAlgorithms', list(hello.signature_algorithms)],
    ['signatureAlgorithmsCert', list(hello.signature_algorithms_cert)],
    ['applicationProtocols', hello.alpn && [...hello.alpn]],
    ['pskModes', list(hello.psk_modes)],
    ['pskIdentities', hello.psk_identities],
    ['ticketLength', hello.session_ticket_length],
    ['earlyData', hello.early_data],
  ]
}

function serverHello(hello: TsharkServerHello): Pairs {
  return [
    ['legacyVersion', hello.version],
    ['random', hello.random],
    ['sessionId', hello.session_id],
    ['cipherSuite', hello.cipher_suite],
    ['compressionMethod', hello.compression_method],
    ['extensions', list(hello.extensions)],
    ['selectedVersion', hello.selected_version ?? undefined],
    ['keyShareGroup', hello.key_share_group ?? undefined],
    ['applicationProtocol', hello.alpn?.[0]],
    ['selectedIdentity', hello.psk_selected],
  ]
}

function others(message: TsharkMessage): Pairs {
  return [
    ['certificates', message.certificates && [...message.certificates]],
    ['group', message.named_curve ?? undefined],
    ['signatureScheme', message.signature_algorithm ?? undefined],
    ['lifetime', message.ticket_lifetime_hint],
    ['ticketLength', message.ticket_length],
    ['certificateTypes', list(message.certificate_types)],
    ['signatureAlgorithms', list(message.signature_algorithms)],
    ['extensions', list(message.extensions)],
    ['applicationProtocol', message.alpn?.[0]],
  ]
}

function list(codes: readonly number[] | undefined): number[] | undefined {
  return codes && [...codes]
}
