import type { ReadableCase } from '../open.ts'
import { BOUNDARIES, CONFIDENCES, OUTCOMES, SIDES, wordOf } from '../vocabulary.ts'
import type { FilterTerm } from './connection-filter.ts'
import { filterInRange } from './filter-in-range.ts'

/** Connections that are alike in all that is counted, and how many of them there are. */
export interface TalliedKind {
  readonly outcome: (typeof OUTCOMES)[number]
  readonly boundary: (typeof BOUNDARIES)[number]
  readonly version: number | undefined
  readonly cipherSuite: number | undefined
  readonly group: number | undefined
  readonly alertFrom: (typeof SIDES)[number] | undefined
  readonly alertDescription: number | undefined
  readonly count: number
}

export interface TalliedServer {
  readonly address: string | undefined
  readonly port: number | undefined
  readonly outcome: (typeof OUTCOMES)[number]
  readonly count: number
}

export interface TalliedCause {
  readonly cause: string
  readonly confidence: (typeof CONFIDENCES)[number]
  readonly count: number
}

export interface TalliedTime {
  /** Number of the stretch of time, from 0. */
  readonly bin: number
  readonly outcome: (typeof OUTCOMES)[number]
  readonly count: number
}

interface KindRow {
  outcome: number
  boundary: number
  version: number | null
  cipher_suite: number | null
  named_group: number | null
  alert_from: number | null
  alert_description: number | null
  count: number
}

/**
 * Counts of the connections among those with ids from `from` (included) to `to` (left out) that match all terms, for the overview. The range
 * is the LIMIT, as no more kinds come out than connections went in.
 */
export function prepareConnectionTally(index: ReadableCase, terms: readonly FilterTerm[]) {
  const { db } = index
  const { condition, values } = filterInRange(index, terms)
  const where = `FROM connection WHERE ${condition}`
  const kinds = db.prepare<unknown[], KindRow>(
    `SELECT outcome, boundary, version, cipher_suite, named_group, alert_from, alert_description, count(*) AS count
     ${where} GROUP BY 1, 2, 3, 4, 5, 6, 7 LIMIT ?`,
  )
  const servers = db.prepare<
    unknown[],
    { server_address: string | null; server_port: number | null; outcome: number; count: number }
  >(`SELECT server_address, server_port, outcome, count(*) AS count ${where} GROUP BY 1, 2, 3 LIMIT ?`)
  const causes = db.prepare<unknown[], { cause: string; confidence: number; count: number }>(
    `SELECT cause, cause_confidence AS confidence, count(*) AS count ${where} AND cause IS NOT NULL GROUP BY 1, 2 LIMIT ?`,
  )
  const span = db
    .prepare<unknown[], { first: bigint | null; last: bigint | null; undated: bigint }>(
      `SELECT min(start_ns) AS first, max(start_ns) AS last, count(*) - count(start_ns) AS undated ${where} LIMIT ?`,
    )
    .safeIntegers()
  const times = db.prepare<unknown[], { bin: number; outcome: number; count: number }>(
    `SELECT (start_ns - ?) / ? AS bin, outcome, count(*) AS count ${where} AND start_ns IS NOT NULL GROUP BY 1, 2 LIMIT ?`,
  )
  return {
    kinds: (from: number, to: number): TalliedKind[] =>
      kinds.all(...values(from, to), to - from).map((row) => ({
        outcome: wordOf(OUTCOMES, row.outcome),
        boundary: wordOf(BOUNDARIES, row.boundary),
        version: row.version ?? undefined,
        cipherSuite: row.cipher_suite ?? undefined,
        group: row.named_group ?? undefined,
        alertFrom: row.alert_from === null ? undefined : wordOf(SIDES, row.alert_from),
        alertDescription: row.alert_description ?? undefined,
        count: row.count,
      })),
    servers: (from: number, to: number): TalliedServer[] =>
      servers.all(...values(from, to), to - from).map((row) => ({
        address: row.server_address ?? undefined,
        port: row.server_port ?? undefined,
        outcome: wordOf(OUTCOMES, row.outcome),
        count: row.count,
      })),
    causes: (from: number, to: number): TalliedCause[] =>
      causes
        .all(...values(from, to), to - from)
        .map(({ cause, confidence, count }) => ({ cause, confidence: wordOf(CONFIDENCES, confidence), count })),
    /** First and last start among them; undefined where none has a time. */
    span(from: number, to: number): { first: bigint | undefined; last: bigint | undefined; undated: number } {
      const row = span.get(...values(from, to), 1)
      return { first: row?.first ?? undefined, last: row?.last ?? undefined, undated: Number(row?.undated ?? 0n) }
    },
    /** Stretches of `widthNs`, the first of which begins at `startNs`. */
    times: (from: number, to: number, startNs: bigint, widthNs: bigint): TalliedTime[] =>
      times
        .all(startNs, widthNs, ...values(from, to), to - from)
        .map(({ bin, outcome, count }) => ({ bin, outcome: wordOf(OUTCOMES, outcome), count })),
  }
}
