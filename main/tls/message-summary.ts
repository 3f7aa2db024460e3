/** One short clause for the ladder: what a message says that matters. */
import { certificateCompressionName } from '../reference/compression.ts'
import { cipherSuiteName } from '../reference/cipher-suite.ts'
import { isGrease } from '../reference/code-point-name.ts'
import { signatureSchemeName } from '../reference/signature-scheme.ts'
import { groupName } from '../reference/supported-group.ts'
import { versionName } from '../reference/version.ts'
import { clientCertificateTypeName } from './certificate-request.ts'
import type { ClientHello } from './client-hello.ts'
import { highestOffered } from './client-hello.ts'
import { findExtension, hasExtension } from './extension.ts'
import type { HandshakeValue } from './handshake.ts'
import type { TlsMessage } from './message.ts'
import type { ServerHello } from './server-hello.ts'
import { selectedVersion } from './server-hello.ts'
import { dhPrimeBits } from './server-key-exchange.ts'

/** What is known of the first certificate of a message, from whoever reads certificates. */
export interface LeafFacts {
  readonly subject: string
  readonly keyType: string
  readonly keyBits: number | null
}

/** What a message says beside its name and size; empty where that is all. */
export function messageSummary(message: TlsMessage, value: HandshakeValue | undefined, leaf?: LeafFacts): string {
  if (value === undefined) return ''
  const said = handshakeSummary(value, leaf)
  if (message.complete) return said
  return said === '' ? 'incomplete' : `${said} (incomplete)`
}

function handshakeSummary(value: HandshakeValue, leaf: LeafFacts | undefined): string {
  switch (value.name) {
    case 'client_hello':
      return clientHelloSummary(value)
    case 'server_hello':
    case 'hello_retry_request':
      return serverHelloSummary(value)
    case 'encrypted_extensions':
      return protocol(value.extensions)
    case 'certificate':
      return certificateSummary(value.certificateList?.length, leaf)
    case 'compressed_certificate':
      return value.algorithm === undefined
        ? ''
        : clauses(
            value.certificate === undefined ? '' : certificateSummary(value.certificate.certificateList?.length, leaf),
            `${certificateCompressionName(value.algorithm)}, ${value.uncompressedLength ?? 0} bytes unpacked`,
          )
    case 'certificate_request':
      return clauses(
        value.certificateTypes === undefined
          ? ''
          : value.certificateTypes.map((type) => clientCertificateTypeName(type) ?? String(type)).join(' '),
        counted(
          (value.certificateAuthorities ?? findExtension(value.extensions, 'certificate_authorities')?.authorities)
            ?.length,
          'issuer',
          'issuers',
        ),
      )
    case 'certificate_verify':
      return value.algorithm === undefined ? '' : signatureSchemeName(value.algorithm)
    case 'server_key_exchange':
      return clauses(
        value.keyExchange === 'other' ? '' : (value.keyExchange ?? ''),
        value.namedGroup === undefined ? '' : groupName(value.namedGroup),
        value.dhP === undefined ? '' : `${dhPrimeBits(value.dhP)} bits`,
        value.signatureScheme === undefined ? '' : signatureSchemeName(value.signatureScheme),
      )
    case 'client_key_exchange':
      return value.keyExchange === 'other' ? '' : (value.keyExchange ?? '')
    case 'new_session_ticket':
      return clauses(
        value.ticketLifetime === undefined ? '' : `valid ${value.ticketLifetime} s`,
        value.ticket === undefined ? '' : `${value.ticket.length} bytes`,
      )
    case 'certificate_status':
      return value.response === undefined ? '' : `OCSP response, ${value.response.length} bytes`
    case 'hello_verify_request':
      return value.cookie === undefined ? '' : `cookie of ${value.cookie.length} bytes`
    case 'key_update':
      return value.requestUpdate === 1 ? 'update requested' : ''
    case 'next_protocol':
      return value.selectedProtocol ?? ''
    case 'certificate_url':
      return value.urls?.[0] ?? ''
    case 'request_connection_id':
    case 'new_connection_id':
    case 'client_certificate_request':
    case 'supplemental_data':
    case 'ekt_key':
    case 'draft_hello_retry_request':
    case 'finished':
    case 'hello_request':
    case 'server_hello_done':
    case 'end_of_early_data':
    case 'other':
      return ''
  }
}

function clientHelloSummary(hello: ClientHello): string {
  const highest = highestOffered(hello)
  return clauses(
    highest === undefined ? '' : versionName(highest),
    counted(hello.cipherSuites?.filter((suite) => !isGrease(suite)).length, 'suite', 'suites'),
    findExtension(hello.extensions, 'server_name')?.serverNameList[0]?.hostName ?? '',
    hasExtension(hello.extensions, 41) ? 'resumes' : '',
    hello.sslv2 === true ? 'SSL 2.0 form' : '',
  )
}

function serverHelloSummary(hello: ServerHello): string {
  const version = selectedVersion(hello)
  const share = findExtension(hello.extensions, 'key_share')
  const group = share?.serverShare?.group ?? share?.selectedGroup
  return clauses(
    version === undefined ? '' : versionName(version),
    hello.cipherSuite === undefined ? '' : cipherSuiteName(hello.cipherSuite),
    group === undefined ? '' : groupName(group),
    hasExtension(hello.extensions, 41) ? 'resumed' : '',
    protocol(hello.extensions),
  )
}

function certificateSummary(count: number | undefined, leaf: LeafFacts | undefined): string {
  if (count === undefined) return ''
  if (count === 0) return 'no certificate'
  const key = leaf === undefined ? '' : [leaf.keyType, leaf.keyBits ?? ''].join(' ').trim()
  return clauses(counted(count, 'certificate', 'certificates'), leaf?.subject.split(/(?<!\\),/)[0] ?? '', key)
}

function protocol(extensions: ServerHello['extensions']): string {
  return findExtension(extensions, 'application_layer_protocol_negotiation')?.protocolNameList[0] ?? ''
}

function counted(count: number | undefined, one: string, many: string): string {
  if (count === undefined) return ''
  return `${count} ${count === 1 ? one : many}`
}

function clauses(...texts: readonly string[]): string {
  return texts.filter((text) => text !== '').join(', ')
}
