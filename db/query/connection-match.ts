import type { ReadableCase } from '../open.ts'
import { bindFilter, type FilterTerm } from './connection-filter.ts'
import { type ConnectionOrder, orderedBy } from './connection-order.ts'
import { filterInRange } from './filter-in-range.ts'

/** Connections that match all terms, in no order. The range of ids is the LIMIT. */
export function prepareConnectionMatch(index: ReadableCase, terms: readonly FilterTerm[]) {
  const { isFew, condition, values } = filterInRange(index, terms)
  const statement = index.db
    .prepare<(string | number | bigint)[], number>(`SELECT id FROM connection WHERE ${condition} LIMIT ?`)
    .pluck()
  return {
    isFew,
    /** Ids of those with ids from `from` (included) to `to` (left out). */
    ids: (from: number, to: number): number[] => statement.all(...values(from, to), to - from),
  }
}

/**
 * Ids of those among some connections of an order that match all terms, in this order: `limit` connections of it are looked at from
 * `offset` on, whether they match or not. Served by the index of the order, each row by the primary key.
 */
export function prepareMatchInOrder(
  index: ReadableCase,
  terms: readonly FilterTerm[],
  order: ConnectionOrder,
  descending: boolean,
) {
  const { condition, values } = bindFilter(terms)
  const statement = index.db
    .prepare<(string | number | bigint)[], number>(
      `SELECT id
         FROM (SELECT id FROM connection ORDER BY ${orderedBy(order, descending)} LIMIT ? OFFSET ?) AS walked
        CROSS JOIN connection USING (id)
        WHERE TRUE${condition}`,
    )
    .pluck()
  return (offset: number, limit: number): number[] => statement.all(limit, offset, ...values)
}

/** Some connections, put into an order. Served by the primary key; the ids given are the LIMIT. */
export function prepareInOrder({ db }: ReadableCase, order: ConnectionOrder, descending: boolean) {
  const statement = db
    .prepare<[string], number>(
      `SELECT id FROM connection WHERE id IN (SELECT value FROM json_each(?)) ORDER BY ${orderedBy(order, descending)}`,
    )
    .pluck()
  return (ids: readonly number[]): number[] => statement.all(JSON.stringify(ids))
}

export function prepareHighestConnection({ db }: ReadableCase) {
  const statement = db.prepare<[], number | null>('SELECT max(id) FROM connection').pluck()
  return (): number => statement.get() ?? 0
}
