import type { ConnectionDetail } from '../../preload/contract/connection.ts'
import type { Note } from '../../preload/contract/note.ts'
import type { ReportRequest } from '../../preload/contract/report.ts'
import { presentFinding } from '../report/present-finding.ts'
import type { ReportedConnection, ReportMaterial } from '../report/model/build.ts'
import type { CountedCause, ReportNote, ReportRow } from '../report/model/report.ts'
import { messageTree } from '../tls/message-tree.ts'
import { caseFindingsOf } from './analysis.ts'
import { Failure } from './answer.ts'
import { breathe } from './breathe.ts'
import { compareConnections } from './channel/comparison.ts'
import { presentDetail } from './connection-detail.ts'
import { numbersOf } from './connection-numbers.ts'
import { parseFilter } from './filter.ts'
import type { OpenCase } from './open-case.ts'
import { overviewOf } from './overview.ts'
import { presentConnection, presentSource } from './present.ts'

/** Connections that a summary lists: some ten pages. */
const MAX_ROWS = 300
/** Failed connections of a case that are told in full, some three pages each; nobody reads more, and a filter chooses others. */
const MAX_DETAILS = 25

type Wanted = Pick<ReportRequest, 'connections' | 'filter' | 'comparison'>

/** Gathers what a report is made of: of the named connections, or of those that the filter leaves. Throws a Failure. */
export async function reportMaterial(
  open: OpenCase,
  version: string,
  wanted: Wanted,
  progress: (done: number, total: number) => void,
  signal: AbortSignal | undefined,
): Promise<ReportMaterial> {
  const { scope, causes, ids, detailed, detailsLeftOut } =
    wanted.connections.length > 0 ? chosenScope(open, wanted.connections) : await caseScope(open, wanted.filter, signal)
  const comparison = wanted.comparison && {
    a: open.seen.standing(wanted.comparison.a),
    b: open.seen.standing(wanted.comparison.b),
  }
  const { notes } = await open.notes.list(signal)
  const about = wanted.connections.length > 0 ? new Set(ids) : undefined
  const told = notes.filter(({ connection }) => about === undefined || connection === null || about.has(connection))
  const noted = told.flatMap(({ connection }) => connection ?? [])
  const asked = [...ids, ...detailed, ...noted, ...(comparison ? [comparison.a, comparison.b] : [])]
  const numbers = await numbersOf(open, new Set(asked), signal)
  const numberOf = (id: number): number => numbers.get(id) ?? 0
  const full: ReportedConnection[] = []
  for (const id of detailed) {
    progress(full.length, detailed.length)
    full.push(await reported(open, id, numberOf(id)))
    await breathe(signal)
  }
  progress(full.length, detailed.length)
  return {
    state: {
      title: open.title,
      version,
      sources: open.toldSources.map((source) =>
        presentSource(source, open.progressOf(source.id), open.away.stateOf(source)),
      ),
    },
    scope,
    causes,
    rows: ids.flatMap((id): ReportRow[] => {
      const facts = open.contents.facts(id)
      return facts ? [{ number: numberOf(id), row: presentConnection(facts) }] : []
    }),
    connections: full,
    detailsLeftOut,
    caseFindings: scope.kind === 'case' ? caseFindingsOf(open).map(presentFinding) : [],
    pair: comparison && {
      a: await reported(open, comparison.a, numberOf(comparison.a)),
      b: await reported(open, comparison.b, numberOf(comparison.b)),
      reply: compareConnections(open, comparison.a, comparison.b),
    },
    notes: told.map((note) => presentNote(note, numberOf)),
  }
}

function presentNote({ connection, about, text, changedMs }: Note, numberOf: (id: number) => number): ReportNote {
  return {
    connection: connection === null ? null : numberOf(connection),
    about,
    changedAt: new Date(changedMs).toISOString(),
    text,
  }
}

interface Scoped {
  readonly scope: ReportMaterial['scope']
  readonly causes: readonly CountedCause[]
  /** Those of the summary, and those told in full. */
  readonly ids: readonly number[]
  readonly detailed: readonly number[]
  /** How many more would have to be. */
  readonly detailsLeftOut: number
}

function chosenScope(open: OpenCase, chosen: readonly number[]): Scoped {
  const ids = [...new Set(chosen.map((id) => open.seen.standing(id)))]
  const rows = ids.map((id) => {
    const facts = open.contents.facts(id)
    if (!facts) throw new Failure('not-found', `There is no connection ${id}.`)
    return facts
  })
  const count = (outcome: ConnectionDetail['row']['outcome']): number =>
    rows.filter((row) => row.outcome === outcome).length
  const causes = Map.groupBy(
    rows.flatMap(({ cause, outcome }) => (cause && outcome === 'failed' ? [cause.id] : [])),
    (cause) => cause,
  )
  return {
    scope: {
      kind: ids.length === 1 ? 'connection' : 'selection',
      filter: null,
      connections: ids.length,
      established: count('established'),
      failed: count('failed'),
      incomplete: count('incomplete'),
    },
    causes: [...causes].map(([cause, all]) => ({ cause, count: all.length })).sort((a, b) => b.count - a.count),
    ids,
    detailed: ids.slice(0, MAX_DETAILS),
    detailsLeftOut: Math.max(0, ids.length - MAX_DETAILS),
  }
}

async function caseScope(open: OpenCase, filter: string, signal: AbortSignal | undefined): Promise<Scoped> {
  const all = parseFilter(filter)
  const failing = parseFilter(`${filter} outcome:failed`)
  if (!all.ok || !failing.ok) throw new Failure('invalid', all.ok ? 'The filter cannot be read.' : all.problem.text)
  const { total, outcomes, causes } = await overviewOf(open.index, all.terms, signal)
  const page = { order: 'start', descending: false, offset: 0 } as const
  const failed = await open.list.page({ ...page, terms: failing.terms, limit: MAX_ROWS }, signal)
  const first = await open.list.page({ ...page, terms: all.terms, limit: MAX_ROWS }, signal)
  // What failed comes first; what else there is fills the rest of the list.
  const known = new Set(failed.ids)
  const ids = [...failed.ids, ...first.ids.filter((id) => !known.has(id))].slice(0, MAX_ROWS)
  // A case of one connection is told in full however it ended.
  const detailed = total === 1 ? ids : failed.ids.slice(0, MAX_DETAILS)
  return {
    scope: {
      kind: total === 1 ? 'connection' : 'case',
      filter: filter.trim() === '' ? null : filter.trim(),
      connections: total,
      ...outcomes,
    },
    causes: causes.map(({ cause, certain, likely, possible }) => ({ cause, count: certain + likely + possible })),
    ids,
    detailed,
    detailsLeftOut: total === 1 ? 0 : failed.total - detailed.length,
  }
}

async function reported(open: OpenCase, id: number, number: number): Promise<ReportedConnection> {
  const content = open.contents.content(id)
  if (!content) throw new Failure('not-found', `There is no connection ${id}.`)
  const detail = await presentDetail(open, content, true)
  const { messages } = content.view
  return {
    number,
    detail,
    messageOf: (n) => {
      const row = detail.messages[n - 1]
      const message = content.merged.messages[n - 1]?.message
      return row && message && { row, bytes: new Uint8Array(message.bytes), fields: [...messageTree(messages, n - 1)] }
    },
  }
}
