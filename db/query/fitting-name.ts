import type { ReadableCase } from '../open.ts'
import { bindFilter, type BoundFilter, type FilterTerm, namePattern } from './connection-filter.ts'

/** So many different names are looked at, some 4 µs each; where there are more, each connection is looked at. */
const MOST_NAMES = 4_000
/** So many are looked up one by one in each range of connections; more are met on a walk through the range. */
const MOST_FITTING = 16

/**
 * The terms as SQL for this case. A case has few server names, most often, and each for many connections: which names a pattern fits is
 * found once, and their connections in the index of names, where the pattern would be held against the name of every connection.
 */
export function bindForCase(index: ReadableCase, terms: readonly FilterTerm[]): BoundFilter {
  return bindFilter(
    terms.map((term) => {
      if (term.kind !== 'sni') return term
      const names = fittingNames(index, namePattern(term.pattern))
      return names ? { kind: 'serverName', names, negated: term.negated } : term
    }),
  )
}

/**
 * Server names of the case that a pattern of LIKE fits; undefined where there are too many to look at or to look up, or as long as there
 * is no index of them. Served by that index, a step for each name.
 */
function fittingNames({ db }: ReadableCase, pattern: string): readonly string[] | undefined {
  const isIndexed = db.prepare(
    "SELECT 1 FROM sqlite_master WHERE type = 'index' AND name = 'connection_by_server_name'",
  )
  if (isIndexed.get() === undefined) return undefined
  const names = db
    .prepare<[number, string], { name: string; fits: number }>(
      `WITH RECURSIVE known(name) AS (
         SELECT min(server_name) FROM connection
         UNION ALL
         SELECT (SELECT min(server_name) FROM connection WHERE server_name > known.name) FROM known WHERE known.name IS NOT NULL
         LIMIT ?)
       SELECT name, name LIKE ? ESCAPE '\\' AS fits FROM known WHERE name IS NOT NULL`,
    )
    .all(MOST_NAMES + 1, pattern)
  const fitting = names.filter(({ fits }) => fits === 1).map(({ name }) => name)
  return names.length > MOST_NAMES || fitting.length > MOST_FITTING ? undefined : fitting
}
