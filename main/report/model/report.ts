import type { Source } from '../../../preload/contract/case.ts'
import type { ConnectionDetail, ConnectionRow } from '../../../preload/contract/connection.ts'
import type { ComparisonReply } from '../../../preload/contract/comparison.ts'
import type { Evidence, Finding } from '../../../preload/contract/finding.ts'
import type { ReportSection, RedactedKind } from '../../../preload/contract/report.ts'

/** The report, version 1: what all writers write, and as JSON a public interface. Text of files is as it is in them: each writer makes it harmless. */
export const REPORT_VERSION = 1

export interface Report {
  readonly gskope: string
  readonly reportVersion: typeof REPORT_VERSION
  readonly title: string
  readonly author: string | null
  /** ISO 8601, UTC. */
  readonly madeAt: string
  readonly sections: readonly ReportSection[]
  /** Null: everything is as in the sources. */
  readonly redaction: Redaction | null
  readonly scope: ReportScope
  /** Why those of the scope failed, the most frequent cause first. */
  readonly causes: readonly CountedCause[]
  /** Connections of the scope, one line each. */
  readonly rows: readonly ReportRow[]
  /** Findings of the case that belong to no connection. */
  readonly caseFindings: readonly Finding[]
  /** Connections told in full. */
  readonly connections: readonly ReportConnection[]
  readonly comparison: ReportComparison | null
  readonly notes: readonly ReportNote[]
  readonly sources: readonly Source[]
}

export interface ReportScope {
  readonly kind: 'connection' | 'selection' | 'case'
  /** What the case is called. */
  readonly caseTitle: string
  /** The filter that chose them; null where there was none. */
  readonly filter: string | null
  readonly connections: number
  readonly established: number
  readonly failed: number
  readonly incomplete: number
  /** How many of them are not among the rows, and how many failed ones are not told in full. */
  readonly rowsLeftOut: number
  readonly detailsLeftOut: number
}

export interface CountedCause {
  readonly cause: string
  readonly count: number
}

/** `number`: what the report calls the connection; `analyze` numbers alike. */
export interface ReportRow {
  readonly number: number
  readonly row: ConnectionRow
}

export interface ReportConnection {
  readonly number: number
  readonly detail: ConnectionDetail
  /** For each finding, in order, what its evidence shows. */
  readonly proofs: readonly (readonly Proof[])[]
}

/** A piece of evidence, called by a letter, with what stands there. */
export interface Proof {
  /** Unique in its connection: the drawing and the text have the same. */
  readonly letter: string
  readonly evidence: Evidence
  readonly bytes: ProofBytes | null
  /** Lines of a text source, as far as they belong to the trace record or message that the evidence is. */
  readonly lines: readonly string[]
}

export interface ProofBytes {
  /** Name of the message that they are of. */
  readonly message: string
  /** The field that they are; null where it is not one field. */
  readonly field: string | null
  /** Fields without parts of their own that lie in the range, by their places in the message. */
  readonly parts: readonly { readonly name: string; readonly start: number; readonly end: number }[]
  /** Of the first byte, among those of the message. */
  readonly offset: number
  /** Two digits a byte; `--` is one that was redacted. */
  readonly hex: string
  /** Bytes of the evidence beyond those. */
  readonly leftOut: number
}

export interface ReportComparison extends ComparisonReply {
  /** Numbers of connections. */
  readonly a: number
  readonly b: number
  readonly rowA: ConnectionRow
  readonly rowB: ConnectionRow
  /** Names of the messages of both, in order. */
  readonly messagesA: readonly ComparedMessage[]
  readonly messagesB: readonly ComparedMessage[]
}

export interface ComparedMessage {
  readonly from: 'client' | 'server'
  readonly name: string
}

/** What a person wrote. */
export interface ReportNote {
  /** Number of the connection that it is about; null: the case, or one that is not there any more. */
  readonly connection: number | null
  /** What it is about, as the one who wrote it saw it called. */
  readonly about: string
  /** ISO 8601, UTC. */
  readonly changedAt: string
  readonly text: string
}

/** What was masked, by kind and never by value. */
export interface Redaction {
  readonly kinds: readonly { readonly kind: RedactedKind; readonly count: number }[]
}
