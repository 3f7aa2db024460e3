import type { ReadableCase } from '../open.ts'
import { bindFilter, type FilterTerm } from './connection-filter.ts'
import { fewMatches } from './few-matches.ts'

/** The rows of `connection` that match a filter, among those with ids in a range. */
export interface FilterInRange {
  /** Only few can match: they are known, and a range takes the time of those in it. */
  readonly isFew: boolean
  /** Made of constants alone. */
  readonly condition: string
  /** What the condition binds for ids from `from` (included) to `to` (left out). */
  readonly values: (from: number, to: number) => readonly (string | number | bigint)[]
}

/**
 * Served by the primary key, or by the index of a value that is asked for, in which ids are in order too: a caller goes through a large
 * case range by range and never waits long.
 */
export function filterInRange(index: ReadableCase, terms: readonly FilterTerm[]): FilterInRange {
  const { condition, values } = bindFilter(terms)
  const few = fewMatches(index, terms)
  if (few === undefined)
    return {
      isFew: false,
      condition: `id >= ? AND id < ?${condition}`,
      values: (from, to) => [from, to, ...values],
    }
  return {
    isFew: true,
    condition: `id IN (SELECT value FROM json_each(?))${condition}`,
    values: (from, to) => [JSON.stringify(few.filter((id) => id >= from && id < to)), ...values],
  }
}
