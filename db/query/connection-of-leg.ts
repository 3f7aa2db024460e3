import type { ReadableCase } from '../open.ts'

/** The connection that a leg belongs to; undefined where there is no such leg (any more). Served by the primary key. */
export function prepareConnectionOfLeg({ db }: ReadableCase) {
  const statement = db.prepare<[number], number>('SELECT connection_id FROM leg WHERE id = ? LIMIT 1').pluck()
  return (leg: number): number | undefined => statement.get(leg)
}
