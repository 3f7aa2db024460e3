import { DURATION, hasConnectionIndexes, START } from '../connection-indexes.ts'
import type { ReadableCase } from '../open.ts'
import { numberOf, SPELLING_KINDS, type SpellingKind } from '../vocabulary.ts'
import { conditionOf, type FilterTerm, type Held, valueOf } from './connection-filter.ts'

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
const started = (comparison: string): string => `SELECT id FROM connection WHERE ${START} ${comparison} :value`
const lasted = (comparison: string): string => `SELECT id FROM connection WHERE ${DURATION} ${comparison} :value`

/** The first values of a column, `one`: from one to the next in its index, as many rows have the same. */
const distinct = (table: string, column: string): string =>
  `one (value) AS (
    SELECT (SELECT min(${column}) FROM ${table} WHERE ${column} IS NOT NULL)
    UNION ALL SELECT (SELECT min(${column}) FROM ${table} WHERE ${column} > one.value) FROM one WHERE one.value IS NOT NULL
    LIMIT ${MOST})`

const DAY_NS = 86_400_000_000_000n
/** Of a case that spans more, or begins before 1970, times of the day are not asked. */
const MOST_DAYS = 400
/** From a time of each day to another one, from midnight on. */
const daily = (from: string, to: string): string =>
  `WITH RECURSIVE
    span (first, last) AS (
      SELECT (SELECT ${START} FROM connection ORDER BY ${START} LIMIT 1),
        (SELECT start_ns FROM connection WHERE ${START} < 9223372036854775807 ORDER BY ${START} DESC LIMIT 1)),
    day (at) AS (
      SELECT first / ${DAY_NS} * ${DAY_NS} FROM span WHERE first >= 0 AND last - first < ${MOST_DAYS} * ${DAY_NS}
      UNION ALL SELECT at + ${DAY_NS} FROM day, span WHERE at + ${DAY_NS} <= last)
    SELECT id FROM day CROSS JOIN connection ON ${START} >= at + ${from} AND ${START} < at + ${to}
    UNION ALL SELECT id FROM span CROSS JOIN connection WHERE first < 0 OR last - first >= ${MOST_DAYS} * ${DAY_NS}`

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
  port: `WITH RECURSIVE ${distinct('connection', 'server_port')}
    SELECT id FROM connection WHERE server_port = :value
    UNION ALL SELECT id FROM one CROSS JOIN connection ON server_port = one.value AND client_port = :value
    UNION ALL SELECT id FROM connection WHERE server_port > (SELECT max(value) FROM one) AND client_port = :value
    UNION ALL SELECT id FROM connection WHERE server_port IS NULL AND client_port = :value`,
  job: `WITH RECURSIVE ${distinct('leg', 'job')}
    SELECT connection_id AS id FROM one CROSS JOIN leg ON job = one.value WHERE one.value LIKE :value ESCAPE '\\'
    UNION ALL SELECT connection_id FROM leg WHERE job > (SELECT max(value) FROM one) AND job LIKE :value ESCAPE '\\'`,
  after: started('>='),
  before: started('<'),
  afterTimeOfDay: daily(':value', `${DAY_NS}`),
  beforeTimeOfDay: daily('0', ':value'),
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

/** What only some connections have; notes are few anyway. */
const HAVING: Readonly<Record<Exclude<Held, 'notes'>, string>> = {
  findings: 'SELECT id FROM connection WHERE cause IS NOT NULL',
  alert: 'SELECT id FROM connection WHERE alert_description IS NOT NULL',
  sni: 'SELECT id FROM connection WHERE server_name IS NOT NULL',
  'several-sources': 'SELECT id FROM connection WHERE json_array_length(sources) > 1',
  resumption: 'SELECT id FROM connection WHERE resumption <> 0',
}

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
  if (term.kind === 'has') return term.what === 'notes' ? undefined : HAVING[term.what]
  return ASKED[conditionOf(term)]
}
