/** A connection in one row: what was agreed, how far it came, how it ended. */
import { alertName } from '../reference/alert.ts'
import { tlsEquivalent } from '../reference/version.ts'
import { certificateOf } from './sent-certificate.ts'
import type { ClientHello } from './client-hello.ts'
import type { Boundary, ConnectionView, Outcome } from './connection-view.ts'
import type { SpokenMessage } from './conversation.ts'
import { decodeConversation } from './conversation.ts'
import { findExtension } from './extension.ts'
import type { HandshakeValue } from './handshake.ts'
import { ja3 } from './ja3.ts'
import { ja3s } from './ja3s.ts'
import { ja4 } from './ja4.ts'
import type { Side } from './message.ts'
import { judgeProgress } from './progress.ts'
import type { ServerHello } from './server-hello.ts'
import { selectedVersion } from './server-hello.ts'
import { connectionSignature } from './signature.ts'
import { hex } from './text.ts'

export type Resumption = 'none' | 'session-id' | 'ticket' | 'psk'
export type ClientAuthentication = 'none' | 'requested' | 'sent' | 'absent'

/** The alert that ended the connection, else the last one. */
export interface EndingAlert {
  /** Position of its message, from 1. */
  readonly n: number
  readonly from: Side
  readonly level: number | undefined
  readonly description: number | undefined
  /** `encrypted` where it cannot be read. */
  readonly name: string
}

export interface Fingerprints {
  readonly ja3: string | undefined
  readonly ja3s: string | undefined
  readonly ja4: string | undefined
}

/** Code points are numbers; undefined where the trace does not show the thing. */
export interface HandshakeSummary {
  readonly version: number | undefined
  readonly cipherSuite: number | undefined
  readonly group: number | undefined
  readonly serverName: string | undefined
  readonly alpn: string | undefined
  /** 64 hex digits. */
  readonly clientRandom: string | undefined
  readonly resumption: Resumption
  readonly helloRetryRequest: boolean
  readonly clientAuthentication: ClientAuthentication
  /** Worked out when asked for: they cost more than all the rest, and indexing does not store them. */
  readonly fingerprints: () => Fingerprints
  readonly signature: string
  readonly outcome: Outcome
  readonly boundary: Boundary
  readonly alert: EndingAlert | undefined
}

/** `spoken` may be given where the messages were decoded before. */
export function summarize(
  view: ConnectionView,
  spoken: readonly SpokenMessage[] = decodeConversation(view.messages),
): HandshakeSummary {
  const clientHello = firstValue(spoken, 'client_hello')
  const serverHello = firstValue(spoken, 'server_hello')
  const retry = firstValue(spoken, 'hello_retry_request')
  const answer = serverHello ?? retry
  const version = answer === undefined ? quicVersion(view) : selectedVersion(answer)
  const cipherSuite = answer?.cipherSuite
  const progress = judgeProgress(view, spoken, version, cipherSuite)
  return {
    version,
    cipherSuite,
    group: agreedGroup(spoken, serverHello, retry),
    serverName: findExtension(clientHello?.extensions, 'server_name')?.serverNameList[0]?.hostName,
    alpn: agreedProtocol(spoken, serverHello),
    clientRandom: clientHello?.random === undefined ? undefined : hex(clientHello.random),
    resumption: resumption(spoken, clientHello, serverHello),
    helloRetryRequest: retry !== undefined,
    clientAuthentication: clientAuthentication(spoken),
    fingerprints: () => ({
      ja3: clientHello && ja3(clientHello),
      ja3s: answer && ja3s(answer),
      ja4: clientHello && ja4(clientHello),
    }),
    signature: connectionSignature(spoken, view.events),
    outcome: progress.outcome,
    boundary: progress.boundary,
    alert: endingAlert(view, progress.endingAlert),
  }
}

type ValueNamed<Name, Value = HandshakeValue> = Value extends { readonly name: infer Names }
  ? Name extends Names
    ? Value
    : never
  : never

function firstValue<Name extends HandshakeValue['name']>(
  spoken: readonly SpokenMessage[],
  name: Name,
): ValueNamed<Name> | undefined {
  return spoken.find(({ value }) => value?.name === name)?.value as ValueNamed<Name> | undefined
}

function agreedGroup(
  spoken: readonly SpokenMessage[],
  hello: ServerHello | undefined,
  retry: ServerHello | undefined,
): number | undefined {
  return (
    findExtension(hello?.extensions, 'key_share')?.serverShare?.group ??
    firstValue(spoken, 'server_key_exchange')?.namedGroup ??
    findExtension(retry?.extensions, 'key_share')?.selectedGroup
  )
}

function agreedProtocol(spoken: readonly SpokenMessage[], hello: ServerHello | undefined): string | undefined {
  const extensions = firstValue(spoken, 'encrypted_extensions')?.extensions
  return (
    findExtension(hello?.extensions, 'application_layer_protocol_negotiation') ??
    findExtension(extensions, 'application_layer_protocol_negotiation')
  )?.protocolNameList[0]
}

/**
 * TLS 1.3 says so (RFC 8446 §4.2.11). Before, a resumed session shows in the server going straight to ChangeCipherSpec
 * (RFC 5246 §7.3, RFC 5077 §3.1), where it would have sent its certificate or its key exchange.
 */
function resumption(
  spoken: readonly SpokenMessage[],
  client: ClientHello | undefined,
  server: ServerHello | undefined,
): Resumption {
  if (server === undefined) return 'none'
  if (findExtension(server.extensions, 'pre_shared_key') !== undefined) return 'psk'
  if (tlsEquivalent(selectedVersion(server) ?? 0) >= 0x0304) return 'none'
  const helloAt = spoken.findIndex(({ value }) => value === server)
  const next = spoken
    .slice(helloAt + 1)
    .find(
      ({ message, value }) =>
        message.from === 'server' && message.content !== 'alert' && value?.name !== 'new_session_ticket',
    )
  if (next?.message.content !== 'change_cipher_spec') return 'none'
  const ticket = findExtension(client?.extensions, 'session_ticket')
  if (ticket !== undefined && ticket.bytes.length > 0) return 'ticket'
  const offered = hex(client?.legacySessionId ?? new Uint8Array(0))
  return offered !== '' && offered === hex(server.legacySessionIdEcho ?? new Uint8Array(0)) ? 'session-id' : 'none'
}

/** QUIC's own version (RFC 9000 §15), in the packets' headers; the last one, as a server may ask for another. */
function quicVersion(view: ConnectionView): number | undefined {
  const bytes = view.events.findLast(({ kind }) => kind === 'quic_version')?.bytes
  return bytes && bytes.reduce((number, byte) => number * 256 + byte, 0)
}

function clientAuthentication(spoken: readonly SpokenMessage[]): ClientAuthentication {
  let asked = false
  let packed: ClientAuthentication | undefined
  for (const { message, value } of spoken) {
    if (value?.name === 'certificate_request') asked = true
    if (message.from !== 'client') continue
    const sent = certificateOf(value)
    if (sent !== undefined) return (sent.certificateList?.length ?? 0) > 0 ? 'sent' : 'absent'
    // Without certificates there is a context of one byte and a length of three.
    if (value?.name === 'compressed_certificate') packed ??= (value.uncompressedLength ?? 0) > 4 ? 'sent' : 'absent'
  }
  return packed ?? (asked ? 'requested' : 'none')
}

function endingAlert(view: ConnectionView, ending: number | undefined): EndingAlert | undefined {
  const at = ending ?? view.messages.findLastIndex((message) => message.content === 'alert')
  const message = view.messages[at]
  if (message === undefined) return undefined
  const name = message.type === undefined ? 'encrypted' : alertName(message.type)
  return { n: at + 1, from: message.from, level: message.level, description: message.type, name }
}
