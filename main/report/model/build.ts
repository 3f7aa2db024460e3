import type { CaseState, Source } from '../../../preload/contract/case.ts'
import type { ConnectionDetail, ConnectionRow } from '../../../preload/contract/connection.ts'
import type { ComparisonReply } from '../../../preload/contract/comparison.ts'
import type { Finding } from '../../../preload/contract/finding.ts'
import type { ReportSection } from '../../../preload/contract/report.ts'
import { address, plural } from '../../presentation/format.ts'
import { type MessageOf, proofsOf } from './proof.ts'
import {
  type ComparedMessage,
  type CountedCause,
  type Report,
  REPORT_VERSION,
  type ReportComparison,
  type ReportNote,
  type ReportRow,
  type ReportScope,
} from './report.ts'

/** A connection with what a report needs of it. */
export interface ReportedConnection {
  readonly number: number
  readonly detail: ConnectionDetail
  readonly messageOf: MessageOf
}

export interface ComparedPair {
  readonly a: ReportedConnection
  readonly b: ReportedConnection
  readonly reply: ComparisonReply
}

/** What the case has for a report. */
export interface ReportMaterial {
  readonly state: Pick<CaseState, 'title' | 'version'> & { readonly sources: readonly Source[] }
  readonly scope: Omit<ReportScope, 'caseTitle' | 'rowsLeftOut' | 'detailsLeftOut'>
  readonly causes: readonly CountedCause[]
  readonly rows: readonly ReportRow[]
  /** Those told in full, and how many failed ones are not. */
  readonly connections: readonly ReportedConnection[]
  readonly detailsLeftOut: number
  readonly caseFindings: readonly Finding[]
  readonly pair: ComparedPair | null
  readonly notes: readonly ReportNote[]
}

export interface ReportWishes {
  /** Null: made of what the report is about. */
  readonly title: string | null
  readonly author: string | null
  readonly sections: readonly ReportSection[]
  readonly madeAt: Date
}

export function buildReport(material: ReportMaterial, wishes: ReportWishes): Report {
  const { state, scope, rows, causes, caseFindings, pair, notes, connections, detailsLeftOut } = material
  const has = (section: ReportSection): boolean => wishes.sections.includes(section)
  return {
    gskope: state.version,
    reportVersion: REPORT_VERSION,
    title: wishes.title ?? titleOf(material),
    author: wishes.author,
    madeAt: wishes.madeAt.toISOString(),
    sections: wishes.sections,
    redaction: null,
    scope: {
      ...scope,
      caseTitle: state.title,
      rowsLeftOut: scope.connections - rows.length,
      detailsLeftOut,
    },
    causes,
    rows,
    caseFindings,
    connections: connections.map(({ number, detail, messageOf }) => ({
      number,
      detail,
      proofs: proofsOf(detail, messageOf),
    })),
    comparison: pair && has('comparison') ? comparisonOf(pair) : null,
    notes: has('notes') ? notes : [],
    sources: state.sources,
  }
}

/** `Handshake 10.1.0.2 to tn3270.example:2023`, or what is counted. */
function titleOf({ scope, rows: [first], state }: ReportMaterial): string {
  if (scope.kind === 'connection' && first) return `Handshake ${endsText(first.row)}`
  if (scope.kind === 'selection') return plural(scope.connections, 'handshake')
  return state.title
}

/** `10.1.0.2:39881 to 10.1.1.2:2023 (tn3270.example)` */
function endsText({ client, server, serverName }: ConnectionRow): string {
  const name = serverName === null ? '' : ` (${serverName})`
  return `${address(client)} to ${address(server)}${name}`
}

function comparisonOf({ a, b, reply }: ComparedPair): ReportComparison {
  return {
    ...reply,
    a: a.number,
    b: b.number,
    rowA: a.detail.row,
    rowB: b.detail.row,
    messagesA: a.detail.messages.map(comparedMessage),
    messagesB: b.detail.messages.map(comparedMessage),
  }
}

function comparedMessage({ from, name, content }: ConnectionDetail['messages'][number]): ComparedMessage {
  return { from, name: name ?? `encrypted ${content}` }
}
