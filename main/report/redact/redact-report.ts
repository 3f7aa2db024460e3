import type { Source } from '../../../preload/contract/case.ts'
import type { Proof, Report, ReportComparison } from '../model/report.ts'
import { namesIn } from './learn-names.ts'
import { Masking } from './masking.ts'
import { maskBytes } from './proof-bytes.ts'
import type { KnownName } from './pseudonyms.ts'
import { leftOut, redactDetail, redactEvidence, redactFinding, redactRow } from './redact-detail.ts'
import type { TextMask } from './text-mask.ts'

/** What a redaction goes by. */
export interface RedactionWish {
  /** Hex digits that addresses are mapped with. */
  readonly key: string
  /** Names that the case's policies, key rings and logs hold. */
  readonly names: Iterable<KnownName>
  /** The title was written by the one who reports. */
  readonly ownTitle: boolean
}

/**
 * The report without names, addresses, labels and bytes that belong to somebody: the same report, so that no writer sees what must not leave. A
 * field that is not dealt with here does not compile, or is left out.
 */
export function redactReport(report: Report, { key, names, ownTitle }: RedactionWish): Report {
  const masking = new Masking(key, addressesIn(report), [...namesIn(report), ...names])
  const { mask } = masking
  let bytes = 0
  const proofs = (all: readonly Proof[]): readonly Proof[] =>
    all.map((proof) => {
      const masked = proof.bytes && maskBytes(proof.bytes)
      bytes += masked?.count ?? 0
      return {
        letter: proof.letter,
        evidence: redactEvidence(proof.evidence, mask),
        bytes: masked && masked.bytes,
        lines: proof.lines.map((line) => mask.foreign(line)),
      }
    })
  const { scope } = report
  const redacted: Omit<Report, 'redaction'> = {
    gskope: report.gskope,
    reportVersion: report.reportVersion,
    title: ownTitle ? mask.given(report.title) : mask.own(report.title),
    author: report.author === null ? null : mask.given(report.author),
    madeAt: report.madeAt,
    sections: report.sections,
    scope: {
      kind: scope.kind,
      caseTitle: mask.foreign(scope.caseTitle),
      filter: scope.filter === null ? null : mask.foreign(scope.filter),
      connections: scope.connections,
      established: scope.established,
      failed: scope.failed,
      incomplete: scope.incomplete,
      rowsLeftOut: scope.rowsLeftOut,
      detailsLeftOut: scope.detailsLeftOut,
    },
    causes: report.causes,
    rows: report.rows.map(({ number, row }) => ({ number, row: redactRow(row, mask) })),
    caseFindings: report.caseFindings.map((finding) => redactFinding(finding, mask)),
    connections: report.connections.map((one) => ({
      number: one.number,
      detail: redactDetail(one.detail, mask),
      proofs: one.proofs.map(proofs),
    })),
    comparison: report.comparison && redactComparison(report.comparison, mask),
    notes: report.notes.map(({ connection, about, changedAt, text }) => ({
      connection,
      about: mask.foreign(about),
      changedAt,
      text: leftOut(text),
    })),
    sources: report.sources.map((source) => redactSource(source, mask)),
  }
  const notes = report.notes.length + report.sources.reduce((sum, source) => sum + source.notes.length, 0)
  return { ...redacted, redaction: { kinds: masking.counts(bytes, notes) } }
}

function* addressesIn({ rows, connections, comparison }: Report): Generator<string> {
  const all = [
    ...rows.map(({ row }) => row),
    ...connections.map(({ detail }) => detail.row),
    ...(comparison ? [comparison.rowA, comparison.rowB] : []),
  ]
  for (const { client, server } of all) {
    if (client) yield client.address
    if (server) yield server.address
  }
  for (const { detail } of connections) for (const { subjectAltNames } of detail.certificates) yield* subjectAltNames
}

function redactComparison(comparison: ReportComparison, mask: TextMask): ReportComparison {
  return {
    a: comparison.a,
    b: comparison.b,
    rowA: redactRow(comparison.rowA, mask),
    rowB: redactRow(comparison.rowB, mask),
    messagesA: comparison.messagesA,
    messagesB: comparison.messagesB,
    aligned: comparison.aligned,
    differences: comparison.differences.map((difference) => ({
      path: mask.own(difference.path),
      weight: difference.weight,
      sentence: mask.own(difference.sentence),
      why: mask.own(difference.why),
      messageA: difference.messageA,
      messageB: difference.messageB,
      onlyA: difference.onlyA.map((text) => mask.own(text)),
      onlyB: difference.onlyB.map((text) => mask.own(text)),
    })),
    first: comparison.first,
    summary: mask.own(comparison.summary),
  }
}

function redactSource(source: Source, mask: TextMask): Source {
  const { problem } = source
  return {
    id: source.id,
    name: mask.name('file-name', source.name),
    path: mask.name('file-name', source.name),
    part: source.part === null ? null : mask.name('file-name', source.part),
    format: source.format,
    formatTitle: source.formatTitle,
    encoding: mask.own(source.encoding),
    recordForm: mask.own(source.recordForm),
    bytes: source.bytes,
    indexedBytes: source.indexedBytes,
    records: source.records,
    notUnderstood: source.notUnderstood,
    firstTime: source.firstTime,
    lastTime: source.lastTime,
    zone: source.zone,
    clockOffsetNs: source.clockOffsetNs,
    clockSpreadNs: source.clockSpreadNs,
    clockReference: source.clockReference,
    clockConnections: source.clockConnections,
    sha256: source.sha256,
    state: source.state,
    away: source.away,
    changed: source.changed,
    problem: problem && {
      code: problem.code,
      text: mask.own(problem.text),
      nextStep: mask.own(problem.nextStep),
    },
    notes: source.notes.map(({ text }) => ({ about: 'the capture', text: leftOut(text) })),
    warnings: source.warnings.map(({ code, text, count }) => ({ code, text: mask.own(text), count })),
    indexedInMs: source.indexedInMs,
  }
}
