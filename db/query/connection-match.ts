import type { ReadableCase } from '../open.ts'
import type { FilterTerm } from './connection-filter.ts'
import { type ConnectionOrder, orderedBy } from './connection-order.ts'
import { bindForCase } from './fitting-name.ts'

/**
 * Ids of the connections among those with ids from `from` (included) to `to` (left out) that match all terms, in no order.
 * Served by the primary key, or by the index of a value that is asked for, in which ids are in order too: a caller goes through a large
 * case range by range and never waits long. The range is the LIMIT.
 */
export function prepareConnectionMatch(index: ReadableCase, terms: readonly FilterTerm[]) {
  const { condition, values } = bindForCase(index, terms)
  const statement = index.db
    .prepare<(string | number | bigint)[], number>(
      `SELECT id FROM connection WHERE id >= ? AND id < ?${condition} LIMIT ?`,
    )
    .pluck()
  return (from: number, to: number): number[] => statement.all(from, to, ...values, to - from)
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
  const { condition, values } = bindForCase(index, terms)
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
