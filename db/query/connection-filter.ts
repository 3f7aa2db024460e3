import { BOUNDARIES, numberOf, OUTCOMES } from '../vocabulary.ts'

export type Comparison = '<' | '<=' | '=' | '>=' | '>'

/** One condition on a connection. Codes are lists, as one word may stand for several (`cipher:ecdsa`); an empty list matches nothing. */
export type FilterTerm = { readonly negated: boolean } & (
  | { readonly kind: 'outcome'; readonly outcome: (typeof OUTCOMES)[number] }
  | { readonly kind: 'boundary'; readonly boundary: (typeof BOUNDARIES)[number] }
  | { readonly kind: 'port'; readonly port: number }
  /** `*` stands for any characters; without one the name need only contain the text. */
  | { readonly kind: 'sni'; readonly pattern: string }
  | { readonly kind: 'version'; readonly comparison: Comparison; readonly code: number }
  | { readonly kind: 'cipher' | 'group'; readonly codes: readonly number[] }
  | { readonly kind: 'alert'; readonly codes: readonly number[] }
  /** Ids of root causes. */
  | { readonly kind: 'cause'; readonly causes: readonly string[] }
  /** From the first packet or record to the last; nanoseconds. */
  | { readonly kind: 'duration'; readonly comparison: Comparison; readonly ns: bigint }
  | { readonly kind: 'messages'; readonly comparison: Comparison; readonly count: number }
  | { readonly kind: 'has'; readonly what: Held }
  /** `*` as for `sni`: of a job in whose trace the connection is, of a file that shows it. */
  | { readonly kind: 'job' | 'source'; readonly pattern: string }
  /** What the side's `address:port` begins with. */
  | { readonly kind: 'client' | 'server'; readonly prefix: string }
  /** Started then or later, or before it; nanoseconds since 1970. */
  | { readonly kind: 'after' | 'before'; readonly timeNs: bigint }
  /** The same by the time of day, on whatever day; nanoseconds since midnight. */
  | { readonly kind: 'afterTimeOfDay' | 'beforeTimeOfDay'; readonly timeNs: bigint }
  /** Neither side sent an alert that a source shows. */
  | { readonly kind: 'noAlert' }
  /** Anywhere in an address or a name. */
  | { readonly kind: 'word'; readonly text: string }
)

/** What a connection may have. */
export const HELD = ['notes', 'findings', 'alert', 'sni', 'several-sources', 'resumption'] as const
export type Held = (typeof HELD)[number]

/** An index in which ids are in order behind outcomes is used for a value before them where all outcomes are named. */
const ALL_OUTCOMES = `outcome IN (${OUTCOMES.map((outcome) => numberOf(OUTCOMES, outcome)).join()})`

/**
 * The condition of each kind of term. No text of a user ever becomes SQL: a filter is these constants strung together with AND, and what
 * the user typed is bound. Stringing constants (rather than one statement with a switch per kind, or a function of ours that SQLite calls
 * for every row) lets SQLite evaluate natively, and only what was asked. Versions are ordered among TLS alone: DTLS counts downwards,
 * and QUIC's first is 1.
 *
 * Connections are looked at in ranges of ids. An index helps with that where ids are in order behind a value that is asked for; behind a
 * range of values they are not, and a `+` keeps SQLite from such an index, of which every range of ids would go through all.
 */
const CONDITION = {
  outcome: '(outcome = ?)',
  boundary: '(boundary = ?)',
  port: '(? IN (client_port, server_port))',
  sni: "(server_name LIKE ? ESCAPE '\\')",
  'version<': '(+version < ? AND +version > 1)',
  'version<=': '(+version <= ? AND +version > 1)',
  'version=': '(version = ?)',
  'version>=': '(+version >= ? AND +version < 0xFE00)',
  'version>': '(+version > ? AND +version < 0xFE00)',
  cipher: '(cipher_suite IN (SELECT value FROM json_each(?)))',
  group: '(named_group IN (SELECT value FROM json_each(?)))',
  alert: '(alert_description IN (SELECT value FROM json_each(?)))',
  noAlert: '(alert_from IS NULL)',
  cause: `(cause IN (SELECT value FROM json_each(?)) AND ${ALL_OUTCOMES})`,
  'duration<': '(end_ns - start_ns < ?)',
  'duration<=': '(end_ns - start_ns <= ?)',
  'duration=': '(end_ns - start_ns = ?)',
  'duration>=': '(end_ns - start_ns >= ?)',
  'duration>': '(end_ns - start_ns > ?)',
  'messages<': '(+message_count < ?)',
  'messages<=': '(+message_count <= ?)',
  'messages=': '(message_count = ?)',
  'messages>=': '(+message_count >= ?)',
  'messages>': '(+message_count > ?)',
  job: "EXISTS (SELECT 1 FROM leg WHERE leg.connection_id = connection.id AND leg.job LIKE ? ESCAPE '\\')",
  source:
    "EXISTS (SELECT 1 FROM json_each(connection.sources) AS shown JOIN source ON source.id = shown.value WHERE source.name LIKE ? ESCAPE '\\')",
  client: "((client_address || ':' || client_port) LIKE ? ESCAPE '\\')",
  server: "((server_address || ':' || server_port) LIKE ? ESCAPE '\\')",
  after: '(start_ns >= ?)',
  before: '(start_ns < ?)',
  afterTimeOfDay: '(start_ns % 86400000000000 >= ?)',
  beforeTimeOfDay: '(start_ns % 86400000000000 < ?)',
  // Parted by what no line has, so that nothing is found across two of them.
  word: "(concat_ws(char(10), client_address, server_address, server_name, alpn) LIKE ? ESCAPE '\\')",
} as const

/** What somebody wrote on it or in it; why it failed; how it was ended; the name asked for; more than one file; an earlier session. */
const HAS: Readonly<Record<Held, string>> = {
  notes: 'id IN (SELECT leg.connection_id FROM note JOIN leg ON leg.id = note.leg_id)',
  findings: 'cause IS NOT NULL',
  alert: 'alert_description IS NOT NULL',
  sni: 'server_name IS NOT NULL',
  'several-sources': 'json_array_length(sources) > 1',
  resumption: 'resumption <> 0',
}

export interface BoundFilter {
  /** ` AND (outcome = ?) AND ...`, made of the constants above alone; empty for no terms. */
  readonly condition: string
  readonly values: readonly (string | number | bigint)[]
}

/** A column without a value matches no term and is therefore matched by every negated one. */
export function bindFilter(terms: readonly FilterTerm[]): BoundFilter {
  let condition = ''
  const values: (string | number | bigint)[] = []
  for (const term of terms) {
    const constant = term.kind === 'has' ? HAS[term.what] : CONDITION[conditionOf(term)]
    condition += term.negated ? ` AND (${constant}) IS NOT TRUE` : ` AND ${constant}`
    const value = valueOf(term)
    if (value !== undefined) values.push(value)
  }
  return { condition, values }
}

/** Which of the constants a term is. */
export function conditionOf(term: Exclude<FilterTerm, { readonly kind: 'has' }>): keyof typeof CONDITION {
  return 'comparison' in term ? `${term.kind}${term.comparison}` : term.kind
}

export function valueOf(term: FilterTerm): string | number | bigint | undefined {
  switch (term.kind) {
    case 'outcome':
      return numberOf(OUTCOMES, term.outcome)
    case 'boundary':
      return numberOf(BOUNDARIES, term.boundary)
    case 'port':
      return term.port
    case 'sni':
    case 'job':
    case 'source':
      return namePattern(term.pattern)
    case 'version':
      return term.code
    case 'duration':
      return term.ns
    case 'messages':
      return term.count
    case 'has':
    case 'noAlert':
      return undefined
    case 'cipher':
    case 'group':
    case 'alert':
      return JSON.stringify(term.codes)
    case 'cause':
      return JSON.stringify(term.causes)
    case 'client':
    case 'server':
      return `${literal(term.prefix)}%`
    case 'after':
    case 'before':
    case 'afterTimeOfDay':
    case 'beforeTimeOfDay':
      return term.timeNs
    case 'word':
      return `%${literal(term.text)}%`
  }
}

/** A name with `*` as LIKE has it; without one the name need only be contained. */
function namePattern(text: string): string {
  const pattern = literal(text).replaceAll('*', '%')
  return text.includes('*') ? pattern : `%${pattern}%`
}

/** LIKE's own wildcards, taken literally. */
function literal(text: string): string {
  return text.replace(/[\\%_]/g, (character) => `\\${character}`)
}
