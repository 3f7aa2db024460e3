import type { Apart } from '../../main/join/apart.ts'
import type { ReadableCase } from '../open.ts'
import { parsedJson } from '../parsed-json.ts'
import { JOINED_BY, wordOf } from '../vocabulary.ts'

/** A leg stays apart from one source each. */
const MAX_SOURCES = 1_000

/** Why a leg was not joined to those of other sources. Served by the primary key. */
export function prepareApartOfLeg({ db }: ReadableCase) {
  const statement = db.prepare<
    [number, number],
    { leg: number; source: number; reason: number; candidates: string; count: number }
  >(
    'SELECT leg_id AS leg, source_id AS source, reason, candidates, count FROM leg_apart WHERE leg_id = ? ORDER BY source_id LIMIT ?',
  )
  return (leg: number): Apart[] =>
    statement
      .all(leg, MAX_SOURCES)
      .map((row) => ({ ...row, reason: wordOf(JOINED_BY, row.reason), candidates: idsOf(row.candidates) }))
}

/** A case file may come from anybody: what is no list of numbers is an empty one. */
function idsOf(json: string): number[] {
  const parsed = parsedJson(json)
  return Array.isArray(parsed) ? parsed.filter((id: unknown): id is number => Number.isSafeInteger(id)) : []
}
