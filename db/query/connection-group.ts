import type { ReadableCase } from '../open.ts'
import { OUTCOMES } from '../vocabulary.ts'

/** What connections of one group have in common, as the index has it; null where they have nothing. */
export type GroupKey = Uint8Array | string | null

/** What connections are grouped by: a fixed column for each, and the index that begins with it and the outcome. */
const COLUMN = {
  cause: 'cause',
  client: 'client_order',
  server: 'server_order',
  serverName: 'server_name',
} as const

export type Grouping = keyof typeof COLUMN
export const GROUPINGS = Object.keys(COLUMN) as readonly Grouping[]

/** One connection, and which group it is of. */
export interface GroupMember {
  readonly key: GroupKey
  readonly outcome: number
}

/**
 * Groups of connections, counted inside the index `connection_by_...` of what they have in common: from one group to the next in a step,
 * some 20 ns for each connection that is counted. Also which group a connection is of, by the primary key.
 */
export function prepareConnectionGroup({ db }: ReadableCase, by: Grouping) {
  const column = COLUMN[by]
  const first = db
    .prepare<[], GroupKey>(`SELECT ${column} FROM connection WHERE ${column} IS NOT NULL ORDER BY ${column} LIMIT 1`)
    .pluck()
  const next = db
    .prepare<[GroupKey], GroupKey>(`SELECT ${column} FROM connection WHERE ${column} > ? ORDER BY ${column} LIMIT 1`)
    .pluck()
  const count = db
    .prepare<[GroupKey, number], number>(`SELECT count(*) FROM connection WHERE ${column} IS ? AND outcome = ?`)
    .pluck()
  const member = db
    .prepare<[GroupKey, number], number>(
      `SELECT id FROM connection WHERE ${column} IS ? AND outcome = ? ORDER BY id LIMIT 1`,
    )
    .pluck()
  const of = db.prepare<[number], GroupMember>(`SELECT ${column} AS key, outcome FROM connection WHERE id = ?`)
  return {
    /** The key after one, in the order of the list; null itself is before all of them. Undefined behind the last. */
    after: (key: GroupKey): GroupKey | undefined => (key === null ? first.get() : next.get(key)),
    /** How many there are of each outcome, in the order of OUTCOMES. */
    counts: (key: GroupKey): number[] => OUTCOMES.map((_, outcome) => count.get(key, outcome) ?? 0),
    /** One of the group that ended so. */
    member: (key: GroupKey, outcome: number): number | undefined => member.get(key, outcome),
    /** Undefined where the connection was joined to another since. */
    of: (id: number): GroupMember | undefined => of.get(id),
  }
}
