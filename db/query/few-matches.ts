import { hasConnectionIndexes } from '../connection-indexes.ts'
import type { ReadableCase } from '../open.ts'
import { numberOf, SPELLING_KINDS, type SpellingKind } from '../vocabulary.ts'
import { conditionOf, type FilterTerm, valueOf } from './connection-filter.ts'

/** So many connections are looked at one by one; where a term may match more, some soon turn up on a walk through all. */
const MOST = 5_000
/** Terms of a filter that are asked: some 2 ms each. */
const MOST_ASKED = 4
/** So many spellings are looked at, some 150 ns each. */
const MOST_SPELLINGS = 100_000

const numberOfKind = (kind: SpellingKind): number => numberOf(SPELLING_KINDS, kind)
const spelt = (kind: SpellingKind, column: string): string =>
  `SELECT id FROM connection WHERE ${column} IN
    (SELECT place FROM spelling WHERE kind = ${numberOfKind(kind)} AND text LIKE :value ESCAPE '\\')`
/** The port is not in the spelling: the prefix ends in the address, or the address is what it begins with. */
const begun = (kind: SpellingKind, column: string): string =>
  `SELECT id FROM connection WHERE ${column} IN
    (SELECT place FROM spelling
      WHERE kind = ${numberOfKind(kind)}
        AND (text || ':' LIKE :value ESCAPE '\\' OR substr(:prefix, 1, length(text) + 1) = text || ':' COLLATE NOCASE))`
const started = (comparison: string): string =>
  `SELECT id FROM connection WHERE ifnull(start_ns, 9223372036854775807) ${comparison} :value`
const lasted = (comparison: string): string =>
  `SELECT id FROM connection WHERE ifnull(end_ns - start_ns, 0) ${comparison} :value`

/** What those spelt so are found by. */
const BY_SPELLING = {
  word: [
    spelt('client', 'client_order'),
    spelt('server', 'server_order'),
    spelt('serverName', 'server_name'),
    spelt('alpn', 'alpn'),
  ].join(' UNION ALL '),
  sni: spelt('serverName', 'server_name'),
  client: begun('client', 'client_order'),
  server: begun('server', 'server_order'),
} as const

/** By an index that begins with what the term is about. All that a term matches are among them, and perhaps others. */
const BY_INDEX = {
  source:
    "SELECT leg.connection_id AS id FROM source CROSS JOIN leg ON leg.source_id = source.id WHERE source.name LIKE :value ESCAPE '\\'",
  after: started('>='),
  before: started('<'),
  'duration<': lasted('<'),
  'duration<=': lasted('<='),
  'duration=': lasted('='),
  'duration>=': lasted('>='),
  'duration>': lasted('>'),
  'version<': 'SELECT id FROM connection WHERE version < :value AND version > 1',
  'version<=': 'SELECT id FROM connection WHERE version <= :value AND version > 1',
  'version>=': 'SELECT id FROM connection WHERE version >= :value AND version < 0xFE00',
  'version>': 'SELECT id FROM connection WHERE version > :value AND version < 0xFE00',
  'messages<': 'SELECT id FROM connection WHERE message_count < :value',
  'messages<=': 'SELECT id FROM connection WHERE message_count <= :value',
  'messages>=': 'SELECT id FROM connection WHERE message_count >= :value',
  'messages>': 'SELECT id FROM connection WHERE message_count > :value',
} as const

const ASKED: Readonly<Partial<Record<ReturnType<typeof conditionOf>, string>>> = { ...BY_SPELLING, ...BY_INDEX }

/**
 * Ids of the connections that can match the filter, where a term of it says of its own that they are few; undefined where none does. All
 * that match are among them, and perhaps others. Without this a filter that matches little is answered when every connection was looked at.
 */
export function fewMatches({ db }: ReadableCase, terms: readonly FilterTerm[]): readonly number[] | undefined {
  const asked = terms.filter((term) => !term.negated && sqlOf(term) !== undefined).slice(0, MOST_ASKED)
  if (asked.length === 0 || !hasConnectionIndexes(db)) return undefined
  const spellings = db
    .prepare<[number], number>('SELECT count(*) FROM (SELECT 1 FROM spelling LIMIT ?)')
    .pluck()
    .get(MOST_SPELLINGS + 1)
  for (const term of asked) {
    if (term.kind in BY_SPELLING && (spellings ?? 0) > MOST_SPELLINGS) continue
    const found = db
      .prepare<[object], number>(`SELECT id FROM (${sqlOf(term)}) LIMIT :most`)
      .pluck()
      .all({
        value: valueOf(term),
        most: MOST + 1,
        ...('prefix' in term ? { prefix: term.prefix } : {}),
      })
    if (found.length <= MOST) return found
  }
  return undefined
}

/** Made of the constants above alone; undefined where a term has no index to ask. */
function sqlOf(term: FilterTerm): string | undefined {
  return term.kind === 'has' ? undefined : ASKED[conditionOf(term)]
}
