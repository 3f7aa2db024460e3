import type { ReadableCase } from '../open.ts'

/** A trace record beside a leg's messages: what it is, and where its text stands in the source. */
export interface StoredTraceNote {
  readonly source: number
  readonly line: number
  readonly offset: number
  readonly length: number
  readonly timeNs: bigint | undefined
  readonly description: string
  readonly functionName: string | undefined
  readonly afterMessage: number
}

interface NoteRow {
  source: bigint
  line: bigint
  offset: bigint
  length: bigint
  timeNs: bigint | null
  description: string
  functionName: string | null
  afterMessage: bigint
}

/** The first `limit` trace records of a leg, in order. Served by index trace_record_by_leg. Times are NULL where no date was printed. */
export function prepareTraceNotesOfLeg({ db }: ReadableCase) {
  const statement = db.prepare<[number, number], NoteRow>(`
    SELECT trace_record.id / 4294967296 AS source, line, source_offset AS offset, source_length AS length,
           day * 86400000000000 + time_of_day_ns AS timeNs, description.text AS description, function.text AS functionName,
           after_message AS afterMessage
      FROM trace_record
      JOIN trace_text AS description ON description.id = description_id
      LEFT JOIN trace_text AS function ON function.id = function_id
     WHERE leg_id = ?
     ORDER BY trace_record.id
     LIMIT ?`).safeIntegers()
  const count = db.prepare<[number], number>('SELECT count(*) FROM trace_record WHERE leg_id = ? LIMIT 1').pluck()
  return {
    notes: (leg: number, limit: number): StoredTraceNote[] => statement.all(leg, limit).map(row => ({
      source: Number(row.source),
      line: Number(row.line),
      offset: Number(row.offset),
      length: Number(row.length),
      timeNs: row.timeNs ?? undefined,
      description: row.description,
      functionName: row.functionName ?? undefined,
      afterMessage: Number(row.afterMessage),
    })),
    count: (leg: number): number => count.get(leg) ?? 0,
  }
}
