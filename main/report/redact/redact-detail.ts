import type {
  Certificate,
  ConnectionDetail,
  ConnectionRow,
  Negotiation,
  NegotiationEntry,
} from '../../../preload/contract/connection.ts'
import type { Finding } from '../../../preload/contract/finding.ts'
import { altName, dnKind, dnParts } from './learn-names.ts'
import { redactLeg } from './redact-leg.ts'
import { MASKED, type TextMask } from './text-mask.ts'

/*
 * Every field is named: one that the contract gains is left out until somebody has said here how it is masked, and the compiler asks.
 */

export function redactRow(row: ConnectionRow, mask: TextMask): ConnectionRow {
  const end = (one: ConnectionRow['client']): ConnectionRow['client'] =>
    one && { address: mask.name('identifier', one.address), port: one.port }
  return {
    id: row.id,
    client: end(row.client),
    server: end(row.server),
    transport: row.transport,
    startNs: row.startNs,
    endNs: row.endNs,
    serverName: row.serverName === null ? null : mask.name('host-name', row.serverName),
    alpn: row.alpn === null ? null : mask.own(row.alpn),
    version: row.version,
    cipherSuite: row.cipherSuite,
    group: row.group,
    resumption: row.resumption,
    signature: row.signature,
    outcome: row.outcome,
    boundary: row.boundary,
    alert: row.alert,
    cause: row.cause,
    messageCount: row.messageCount,
    sources: row.sources,
    partial: row.partial,
  }
}

export function redactDetail(detail: ConnectionDetail, mask: TextMask): ConnectionDetail {
  return {
    row: redactRow(detail.row, mask),
    clientRandom: null,
    helloRetryRequest: detail.helloRetryRequest,
    clientAuthentication: detail.clientAuthentication,
    ja3: detail.ja3,
    ja3s: detail.ja3s,
    ja4: detail.ja4,
    legs: detail.legs.map((leg) => {
      const { id, source, stream, role, joinedBy } = leg
      return { id, source, stream, role, joinedBy, ...redactLeg(leg, mask) }
    }),
    apart: detail.apart,
    messages: detail.messages.map((message) => ({
      n: message.n,
      timeNs: message.timeNs,
      source: message.source,
      frame: message.frame,
      line: message.line,
      from: message.from,
      content: message.content,
      type: message.type,
      name: message.name,
      level: message.level,
      recordVersion: message.recordVersion,
      length: message.length,
      visibility: message.visibility,
      complete: message.complete,
      summary: mask.own(message.summary),
      sightings: message.sightings,
    })),
    events: detail.events.map((event) => ({
      kind: event.kind,
      timeNs: event.timeNs,
      source: event.source,
      frame: event.frame,
      line: event.line,
      from: event.from,
      afterMessage: event.afterMessage,
      length: event.length,
      text: event.text === null ? null : mask.foreign(event.text),
    })),
    traceNotes: detail.traceNotes.map((note) => ({
      source: note.source,
      line: note.line,
      timeNs: note.timeNs,
      description: mask.foreign(note.description),
      functionName: note.functionName === null ? null : mask.foreign(note.functionName),
      detail: note.detail.map((line) => mask.foreign(line)),
      afterMessage: note.afterMessage,
    })),
    certificates: detail.certificates.map((certificate) => ({
      ...redactCertificate(certificate, mask),
      unreadable: certificate.unreadable === null ? null : mask.own(certificate.unreadable),
      fitsName: certificate.fitsName,
    })),
    demands: detail.demands.map(({ from, types, signatures, authorities, moreAuthorities }) => ({
      from,
      types,
      signatures,
      authorities: authorities.map((name) => redactDn(name, mask)),
      moreAuthorities,
    })),
    negotiation: redactNegotiation(detail.negotiation, mask),
    findings: detail.findings.map((finding) => redactFinding(finding, mask)),
    cut: detail.cut,
  }
}

/** As the analysis document has it, too. */
type AnyCertificate = Omit<Certificate, 'unreadable' | 'fitsName'>

export function redactCertificate(certificate: AnyCertificate, mask: TextMask): AnyCertificate {
  return {
    from: certificate.from,
    position: certificate.position,
    sha256: certificate.sha256 === '' ? '' : mask.name('identifier', certificate.sha256),
    subject: redactDn(certificate.subject, mask),
    issuer: redactDn(certificate.issuer, mask),
    serial: mask.name('serial', certificate.serial),
    notBefore: redactTime(certificate.notBefore, mask),
    notAfter: redactTime(certificate.notAfter, mask),
    keyType: mask.own(certificate.keyType),
    keyBits: certificate.keyBits,
    curve: certificate.curve === null ? null : mask.own(certificate.curve),
    signatureAlgorithm: mask.own(certificate.signatureAlgorithm),
    subjectAltNames: certificate.subjectAltNames.map((name) => mask.name(altName(name).kind, name)),
    keyUsage: certificate.keyUsage.map((usage) => mask.own(usage)),
    extendedKeyUsage: certificate.extendedKeyUsage.map((usage) => mask.own(usage)),
    selfSigned: certificate.selfSigned,
  }
}

/** A time of a certificate says nothing of whose it is; what is none may be anything. */
function redactTime(time: string, mask: TextMask): string {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(time) ? time : mask.own(time)
}

/** The parts of a distinguished name keep their keys: who compares two names sees what they have in common. */
function redactDn(dn: string, mask: TextMask): string {
  return dnParts(dn)
    .map(({ key, value }) => {
      const name = mask.name(dnKind(key, value), value)
      return key === '' ? name : `${mask.own(key)}=${name}`
    })
    .join(', ')
}

function redactNegotiation(negotiation: Negotiation, mask: TextMask): Negotiation {
  const entry = (one: NegotiationEntry): NegotiationEntry => ({
    code: one.code,
    name: mask.own(one.name),
    zos: one.zos,
    offered: one.offered,
    accepted: one.accepted,
    chosen: one.chosen,
    reason: one.reason === null ? null : mask.own(one.reason),
    weak: one.weak.map((text) => mask.own(text)),
  })
  return {
    versions: negotiation.versions.map(entry),
    cipherSuites: negotiation.cipherSuites.map(entry),
    groups: negotiation.groups.map(entry),
    signatureAlgorithms: negotiation.signatureAlgorithms.map(entry),
    applicationProtocols: negotiation.applicationProtocols.map(entry),
  }
}

export function redactFinding(finding: Finding, mask: TextMask): Finding {
  return {
    cause: finding.cause,
    confidence: finding.confidence,
    rank: finding.rank,
    detectedBy: finding.detectedBy,
    title: mask.own(finding.title),
    explanation: mask.own(finding.explanation),
    returnCodes: finding.returnCodes.map(({ system, code, name }) => ({ system, code, name: mask.own(name) })),
    evidence: finding.evidence.map((evidence) => redactEvidence(evidence, mask)),
    wouldDisprove: mask.own(finding.wouldDisprove),
    fixes: finding.fixes.map(({ where, title, snippet, caution }) => ({
      where,
      title: mask.own(title),
      snippet: snippet === null ? null : mask.own(snippet),
      caution: caution === null ? null : mask.own(caution),
    })),
    collect: finding.collect.map(({ where, title, question, commands, caution }) => ({
      where,
      title: mask.own(title),
      question: mask.own(question),
      commands: commands === null ? null : mask.own(commands),
      caution: caution === null ? null : mask.own(caution),
    })),
  }
}

export function redactEvidence(evidence: Finding['evidence'][number], mask: TextMask): Finding['evidence'][number] {
  const { source, message, frame, line, byteRange, text } = evidence
  return { source, message, frame, line, byteRange, text: mask.own(text) }
}

/** What stands for a text that is left out as a whole. */
export function leftOut(text: string): string {
  return `${MASKED} (${text.length} characters)`
}
