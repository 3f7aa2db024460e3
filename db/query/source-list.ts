import type { ReadableCase } from '../open.ts'
import { SOURCE_STATES, wordOf, ZONES } from '../vocabulary.ts'
import { prepareSourceNotes, type SourceNote } from './source-note-list.ts'
import type { SourceFacts } from '../write/source-row.ts'

export interface StoredSource extends SourceFacts {
  readonly path: string
  readonly name: string
  /** The source whose file it is a part of, read by another reader; null for a whole file. */
  readonly partOf: number | null
  readonly clockOffsetNs: bigint
  /** How far the truth may be from it; null where nothing tells. */
  readonly clockSpreadNs: bigint | null
  /** The source that its clock was measured by, over how many connections of both; null where it shares none with any. */
  readonly clockReference: number | null
  readonly clockConnections: number
  /** What somebody wrote into it, the first of it. */
  readonly notes: readonly SourceNote[]
  readonly warnings: readonly { readonly code: string; readonly text: string; readonly count: number }[]
}

interface SourceRow {
  id: bigint
  path: string
  name: string
  part: string | null
  partOf: bigint | null
  format: string | null
  formatTitle: string | null
  encoding: string
  recordForm: string
  bytes: bigint
  indexedBytes: bigint
  records: bigint
  notUnderstood: bigint
  firstNs: bigint | null
  lastNs: bigint | null
  zone: bigint
  clockOffsetNs: bigint
  clockSpreadNs: bigint | null
  clockReference: bigint | null
  clockConnections: bigint
  sha256: string | null
  fingerprint: string | null
  state: bigint
  problemCode: string | null
  problemText: string | null
  problemNext: string | null
  indexedInMs: bigint | null
}

/** A case takes a thousand paths at a time; folders are bounded too. */
export const MAX_SOURCES = 20_000
/** A warning has one row per source and code. */
const MAX_WARNINGS = 100
/** A list that a person reads. */
const MAX_NOTES = 100

/** All sources in the order in which they were added. Served by the primary keys. */
export function prepareSourceList(index: ReadableCase) {
  const { db } = index
  const sources = db
    .prepare<[number], SourceRow>(
      `
    SELECT id, path, name, part, part_of AS partOf, format, format_title AS formatTitle, encoding, record_form AS recordForm, bytes,
           indexed_bytes AS indexedBytes, records, not_understood AS notUnderstood, first_ns AS firstNs, last_ns AS lastNs, zone,
           clock_offset_ns AS clockOffsetNs, clock_spread_ns AS clockSpreadNs, clock_reference AS clockReference,
           clock_connections AS clockConnections, sha256, fingerprint, state, problem_code AS problemCode, problem_text AS problemText,
           problem_next AS problemNext, indexed_in_ms AS indexedInMs
      FROM source
     ORDER BY id
     LIMIT ?`,
    )
    .safeIntegers()
  const notes = prepareSourceNotes(index)
  const warnings = db.prepare<[number, number], { code: string; text: string; count: number }>(
    'SELECT code, text, count FROM source_warning WHERE source_id = ? ORDER BY code LIMIT ?',
  )
  return (): StoredSource[] =>
    sources.all(MAX_SOURCES).map((row) => ({
      id: Number(row.id),
      path: row.path,
      name: row.name,
      part: row.part,
      partOf: row.partOf === null ? null : Number(row.partOf),
      format: row.format,
      formatTitle: row.formatTitle,
      encoding: row.encoding,
      recordForm: row.recordForm,
      bytes: Number(row.bytes),
      indexedBytes: Number(row.indexedBytes),
      records: Number(row.records),
      notUnderstood: Number(row.notUnderstood),
      firstNs: row.firstNs,
      lastNs: row.lastNs,
      zone: wordOf(ZONES, row.zone),
      clockOffsetNs: row.clockOffsetNs,
      clockSpreadNs: row.clockSpreadNs,
      clockReference: row.clockReference === null ? null : Number(row.clockReference),
      clockConnections: Number(row.clockConnections),
      sha256: row.sha256,
      fingerprint: row.fingerprint,
      state: wordOf(SOURCE_STATES, row.state),
      problem:
        row.problemCode === null
          ? null
          : { code: row.problemCode, text: row.problemText ?? '', nextStep: row.problemNext ?? '' },
      indexedInMs: row.indexedInMs === null ? null : Number(row.indexedInMs),
      notes: notes(Number(row.id), MAX_NOTES),
      warnings: warnings.all(Number(row.id), MAX_WARNINGS),
    }))
}
