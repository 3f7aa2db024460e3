import type { ReadableCase } from '../open.ts'
import { parsedJson } from '../parsed-json.ts'
import { HAND_DECISIONS, wordOf } from '../vocabulary.ts'
import type { HandDecisionKind } from '../write/hand-decision.ts'

export interface HandDecision {
  readonly id: number
  readonly kind: HandDecisionKind
  /** Marks of legs (main/ingest/leg-mark.ts), group by group. */
  readonly groups: readonly (readonly string[])[]
}

/** A person decides some dozens of times. */
export const MAX_DECISIONS = 10_000

/** What a person joined or split, the first one first. Served by the primary key. */
export function prepareHandDecisions({ db }: ReadableCase) {
  const statement = db.prepare<[number], { id: number; kind: number; legs: string }>(
    'SELECT id, kind, legs FROM hand_decision ORDER BY id LIMIT ?',
  )
  return (): HandDecision[] =>
    statement
      .all(MAX_DECISIONS)
      .map(({ id, kind, legs }) => ({ id, kind: wordOf(HAND_DECISIONS, kind), groups: groupsOf(legs) }))
}

/** How many there are. A table of some dozens of rows. */
export function prepareHandDecisionCount({ db }: ReadableCase) {
  const statement = db.prepare<[], number>('SELECT count(*) FROM hand_decision').pluck()
  return (): number => statement.get() ?? 0
}

/** A case file may come from anybody: what is no list of lists of strings is an empty one. */
function groupsOf(json: string): string[][] {
  const parsed = parsedJson(json)
  if (!Array.isArray(parsed)) return []
  return parsed.map((group: unknown) =>
    Array.isArray(group) ? group.filter((mark: unknown): mark is string => typeof mark === 'string') : [],
  )
}
