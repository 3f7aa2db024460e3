import type { AnalysisConnection } from '../analysis/schema.ts'
import { redactCertificate, redactFinding } from './redact-detail.ts'
import { redactLeg } from './redact-leg.ts'
import type { TextMask } from './text-mask.ts'

type Message = AnalysisConnection['messages'][number]
type Offer = AnalysisConnection['negotiation']['versions'][number]

/** Fields of messages that hold words of the protocols; any other text is a name or bytes. */
const WORDS: ReadonlySet<string> = new Set([
  'keyExchange',
  'applicationProtocol',
  'applicationProtocols',
  'downgradeSentinel',
])

/**
 * A connection as the analysis document tells it, without names, addresses and bytes that belong to somebody. Every field is named: one that the
 * document gains is left out until somebody has said here how it is masked, and the compiler asks.
 */
export function redactConnection(connection: AnalysisConnection, mask: TextMask): AnalysisConnection {
  const end = ({ address, port }: AnalysisConnection['client']): AnalysisConnection['client'] => ({
    address: address === null ? null : mask.name('identifier', address),
    port,
  })
  const { negotiation } = connection
  const offers = (all: readonly Offer[]): Offer[] =>
    all.map(({ code, name, offered, accepted, chosen, reason }) => ({
      code,
      name: mask.own(name),
      offered,
      accepted,
      chosen,
      reason: reason === null ? null : mask.own(reason),
    }))
  return {
    id: connection.id,
    client: end(connection.client),
    server: end(connection.server),
    transport: connection.transport,
    start: connection.start,
    end: connection.end,
    legs: connection.legs.map((leg) => {
      const { source, stream, role, joinedBy } = leg
      return { source, stream, role, joinedBy, ...redactLeg(leg, mask) }
    }),
    serverName: connection.serverName === null ? null : mask.name('host-name', connection.serverName),
    alpn: connection.alpn === null ? null : mask.own(connection.alpn),
    clientRandom: null,
    version: connection.version,
    cipherSuite: connection.cipherSuite,
    group: connection.group,
    resumption: connection.resumption,
    helloRetryRequest: connection.helloRetryRequest,
    clientAuthentication: connection.clientAuthentication,
    ja3: connection.ja3,
    ja4: connection.ja4,
    signature: connection.signature,
    outcome: connection.outcome,
    boundary: connection.boundary,
    messages: connection.messages.map((message) => redactMessage(message, mask)),
    alerts: connection.alerts.map(({ n, from, level, description, name, frame, time }) => ({
      n,
      from,
      level,
      description,
      name,
      frame,
      time,
    })),
    certificates: connection.certificates.map((certificate) => redactCertificate(certificate, mask)),
    negotiation: {
      versions: offers(negotiation.versions),
      cipherSuites: offers(negotiation.cipherSuites),
      groups: offers(negotiation.groups),
      signatureAlgorithms: offers(negotiation.signatureAlgorithms),
      applicationProtocols: offers(negotiation.applicationProtocols),
    },
    findings: connection.findings.map((finding) => {
      const { cause, confidence, rank, detectedBy, title, explanation, returnCodes, evidence, wouldDisprove, fixes } =
        redactFinding({ ...finding, collect: [] }, mask)
      return { cause, confidence, rank, detectedBy, title, explanation, returnCodes, evidence, wouldDisprove, fixes }
    }),
  }
}

function redactMessage(message: Message, mask: TextMask): Message {
  const text = (field: string, value: string): string => {
    if (field === 'serverName') return mask.name('host-name', value)
    return WORDS.has(field) ? mask.own(value) : mask.name('identifier', value)
  }
  const redacted = (field: string, value: Message['fields'][string]): Message['fields'][string] => {
    if (typeof value === 'string') return text(field, value)
    if (!Array.isArray(value)) return value
    return value.every((one) => typeof one === 'number') ? value : value.map((one) => text(field, one))
  }
  return {
    n: message.n,
    time: message.time,
    source: message.source,
    frame: message.frame,
    line: message.line,
    from: message.from,
    content: message.content,
    type: message.type,
    name: message.name,
    recordVersion: message.recordVersion,
    length: message.length,
    visibility: message.visibility,
    complete: message.complete,
    fields: Object.fromEntries(Object.entries(message.fields).map(([name, value]) => [name, redacted(name, value)])),
  }
}
