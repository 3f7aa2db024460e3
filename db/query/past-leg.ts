import type { ReadableCase } from '../open.ts'

/** A leg as it was before its source was read anew. */
export interface PastLeg {
  /** Of its connection then, `legsKey` of them. */
  readonly legs: string
  readonly leg: number
  readonly source: number
  readonly stream: number
  readonly mark: string
  readonly messages: string
  /** The leg that shows it now. */
  readonly now: number | null
}

/** Beyond these the oldest are forgotten. */
export const MAX_PAST_LEGS = 20_000
/** A connection is seen in as many files as a case has. */
const MAX_LEGS = 1_000

const COLUMNS = 'legs, leg_id AS leg, source_id AS source, stream, mark, messages, now'

export function legsKey(legs: readonly number[]): string {
  return [...legs].sort((one, other) => one - other).join()
}

/** Those of a connection that had exactly these legs. Served by the primary key. */
export function preparePastLegsOf({ db }: ReadableCase) {
  const statement = db.prepare<[string, number], PastLeg>(
    `SELECT ${COLUMNS} FROM past_leg WHERE legs = ? ORDER BY leg_id LIMIT ?`,
  )
  return (legs: readonly number[]): PastLeg[] => statement.all(legsKey(legs), MAX_LEGS)
}

/** The legs of the connection that a leg was last in, itself first. Served by index past_leg_by_leg and the primary key. */
export function preparePastLegsBeside({ db }: ReadableCase) {
  const statement = db.prepare<[number, number, number], PastLeg>(
    `SELECT ${COLUMNS} FROM past_leg
      WHERE legs = (SELECT legs FROM past_leg WHERE leg_id = ? ORDER BY legs DESC LIMIT 1)
      ORDER BY leg_id <> ?, leg_id
      LIMIT ?`,
  )
  return (leg: number): PastLeg[] => statement.all(leg, leg, MAX_LEGS)
}

/** Those that are not found yet. Served by index past_leg_by_now. */
export function prepareLostLegs({ db }: ReadableCase) {
  const statement = db.prepare<[number], PastLeg>(`SELECT ${COLUMNS} FROM past_leg WHERE now IS NULL LIMIT ?`)
  return (): PastLeg[] => statement.all(MAX_PAST_LEGS)
}
