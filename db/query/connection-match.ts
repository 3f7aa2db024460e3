import type { ReadableCase } from '../open.ts'
import { bindFilter, type FilterTerm } from './connection-filter.ts'

/**
 * Ids of the connections among those with ids from `from` (included) to `to` (left out) that match all terms.
 * Served by the primary key: a caller goes through a large case range by range and never waits long. The range is the LIMIT.
 */
export function prepareConnectionMatch({ db }: ReadableCase, terms: readonly FilterTerm[]) {
  const { condition, values } = bindFilter(terms)
  const statement = db
    .prepare<(string | number | bigint)[], number>(
      `SELECT id FROM connection WHERE id >= ? AND id < ?${condition} LIMIT ?`,
    )
    .pluck()
  return (from: number, to: number): number[] => statement.all(from, to, ...values, to - from)
}

export function prepareHighestConnection({ db }: ReadableCase) {
  const statement = db.prepare<[], number | null>('SELECT max(id) FROM connection').pluck()
  return (): number => statement.get() ?? 0
}
