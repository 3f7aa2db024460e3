import type { StoredLeg } from '../../../db/query/leg-list.ts'
import type { StoredConnection } from '../../../db/write/connection-row.ts'
import { cipherSuiteName } from '../../reference/cipher-suite.ts'
import { groupName } from '../../reference/supported-group.ts'
import { versionName } from '../../reference/version.ts'
import type { Finding } from '../../diagnose/finding.ts'
import type { ConnectionView } from '../../tls/connection-view.ts'
import { decodeConversation, type SpokenMessage } from '../../tls/conversation.ts'
import { messageFields } from '../../tls/message-fields.ts'
import type { NegotiationEntry } from '../../tls/negotiation.ts'
import { type KnownOfServer, negotiationInCase } from '../../diagnose/negotiation-in-case.ts'
import { summarize } from '../../tls/summary.ts'
import { listCertificates } from '../../tls/certificate-list.ts'
import { messageName } from '../message-name.ts'
import { documentFinding } from './finding.ts'
import type { AnalysisConnection } from './schema.ts'
import type { TimeOf } from './source.ts'

type AnalysisMessage = AnalysisConnection['messages'][number]

export interface ConnectionMaterial {
  readonly facts: StoredConnection
  readonly legs: readonly StoredLeg[]
  readonly view: ConnectionView
  readonly findings: readonly Finding[]
  /** What the rest of the case says of the server. */
  readonly known: KnownOfServer
  /** The source of each of the view's messages. */
  readonly sourceOf: (message: number) => number
  /** How times of a source are given; they are its own clock's, and the view's are the reference source's. */
  readonly timeOf: (source: number) => TimeOf
  /** How the connection's own times are given. */
  readonly time: TimeOf
}

/** A connection of the document, under its number there. */
export function analysisConnection(id: number, material: ConnectionMaterial): AnalysisConnection {
  const { facts, legs, view, findings, known, sourceOf, timeOf, time } = material
  const spoken = decodeConversation(view.messages)
  const summary = summarize(view, spoken)
  const fingerprints = summary.fingerprints()
  const messages = spoken.map((one, at) => analysisMessage(at + 1, one, sourceOf(at), timeOf(sourceOf(at))))
  const offers = negotiationInCase(view.messages, spoken, known)
  return {
    id,
    client: { address: facts.client?.address ?? null, port: facts.client?.port ?? null },
    server: { address: facts.server?.address ?? null, port: facts.server?.port ?? null },
    transport: facts.transport,
    start: time(facts.startNs),
    end: time(facts.endNs),
    legs: legs.map((leg) => ({
      source: leg.source,
      stream: leg.stream,
      role: leg.role,
      joinedBy: leg.joinedBy ?? null,
      job: leg.job ?? null,
      process: leg.process ?? null,
      thread: leg.thread ?? null,
      connectionId: leg.connectionId ?? null,
    })),
    serverName: summary.serverName ?? null,
    alpn: summary.alpn ?? null,
    clientRandom: summary.clientRandom ?? null,
    version: named(summary.version, versionName),
    cipherSuite: named(summary.cipherSuite, cipherSuiteName),
    group: named(summary.group, groupName),
    resumption: summary.resumption,
    helloRetryRequest: summary.helloRetryRequest,
    clientAuthentication: summary.clientAuthentication,
    ja3: fingerprints.ja3 ?? null,
    ja4: fingerprints.ja4 ?? null,
    signature: summary.signature,
    outcome: summary.outcome,
    boundary: summary.boundary,
    messages,
    alerts: spoken.flatMap(({ message }, at) =>
      message.content !== 'alert'
        ? []
        : [
            {
              n: at + 1,
              from: message.from,
              level: message.level ?? null,
              description: message.type ?? null,
              name: messageName(message, undefined),
              frame: message.frame ?? null,
              time: timeOf(sourceOf(at))(message.timeNs),
            },
          ],
    ),
    certificates: listCertificates(spoken).map(({ from, position, sha256, facts: certificate }) => ({
      from,
      position,
      sha256,
      subject: certificate.subject,
      issuer: certificate.issuer,
      serial: certificate.serial,
      notBefore: certificate.notBefore,
      notAfter: certificate.notAfter,
      keyType: certificate.keyType,
      keyBits: certificate.keyBits,
      curve: certificate.curve,
      signatureAlgorithm: certificate.signatureAlgorithm,
      subjectAltNames: [...certificate.subjectAltNames],
      keyUsage: [...certificate.keyUsage],
      extendedKeyUsage: [...certificate.extendedKeyUsage],
      selfSigned: certificate.selfSigned,
    })),
    negotiation: {
      versions: offers.versions.map(entry),
      cipherSuites: offers.cipherSuites.map(entry),
      groups: offers.groups.map(entry),
      signatureAlgorithms: offers.signatureAlgorithms.map(entry),
      applicationProtocols: offers.applicationProtocols.map(entry),
    },
    findings: findings.map(documentFinding),
  }
}

function analysisMessage(n: number, { message, value }: SpokenMessage, source: number, time: TimeOf): AnalysisMessage {
  return {
    n,
    time: time(message.timeNs),
    source,
    frame: message.frame ?? null,
    line: message.line ?? null,
    from: message.from,
    content: message.content,
    type: message.type ?? null,
    name: messageName(message, value),
    recordVersion: message.recordVersion ?? null,
    length: message.length,
    visibility: message.visibility,
    complete: message.complete,
    // Lists of the decoder are readonly, those of the schema are not; nobody changes them on the way to the printer.
    fields: messageFields(value) as AnalysisMessage['fields'],
  }
}

function entry({
  code,
  name,
  offered,
  accepted,
  chosen,
  reason,
}: NegotiationEntry): AnalysisConnection['negotiation']['versions'][number] {
  return { code, name, offered, accepted, chosen, reason }
}

function named(code: number | undefined, name: (code: number) => string): { code: number; name: string } | null {
  return code === undefined ? null : { code, name: name(code) }
}
