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
  /** What the side's `address:port` begins with. */
  | { readonly kind: 'client' | 'server'; readonly prefix: string }
  /** Started then or later, or before it; nanoseconds since 1970. */
  | { readonly kind: 'after' | 'before'; readonly timeNs: bigint }
  /** The same by the time of day, on whatever day; nanoseconds since midnight. */
  | { readonly kind: 'afterTimeOfDay' | 'beforeTimeOfDay'; readonly timeNs: bigint }
  /** Somebody wrote on it or in it; there are findings on why it failed. */
  | { readonly kind: 'hasNotes' | 'hasFindings' }
  /** Anywhere in an address or a name. */
  | { readonly kind: 'word'; readonly text: string }
)

/**
 * The condition of each kind of term. No text of a user ever becomes SQL: a filter is these constants strung together with AND, and what
 * the user typed is bound. Stringing constants (rather than one statement with a switch per kind, or a function of ours that SQLite calls
 * for every row) lets SQLite evaluate natively, and only what was asked. Versions are ordered among TLS alone: DTLS counts downwards,
 * and QUIC's first is 1.
 */
const CONDITION = {
  outcome: '(outcome = ?)',
  boundary: '(boundary = ?)',
  port: '(? IN (client_port, server_port))',
  sni: "(server_name LIKE ? ESCAPE '\\')",
  'version<': '(version < ? AND version > 1)',
  'version<=': '(version <= ? AND version > 1)',
  'version=': '(version = ?)',
  'version>=': '(version >= ? AND version < 0xFE00)',
  'version>': '(version > ? AND version < 0xFE00)',
  cipher: '(cipher_suite IN (SELECT value FROM json_each(?)))',
  group: '(named_group IN (SELECT value FROM json_each(?)))',
  alert: '(alert_description IN (SELECT value FROM json_each(?)))',
  cause: '(cause IN (SELECT value FROM json_each(?)))',
  client: "((client_address || ':' || client_port) LIKE ? ESCAPE '\\')",
  server: "((server_address || ':' || server_port) LIKE ? ESCAPE '\\')",
  after: '(start_ns >= ?)',
  before: '(start_ns < ?)',
  afterTimeOfDay: '(start_ns % 86400000000000 >= ?)',
  beforeTimeOfDay: '(start_ns % 86400000000000 < ?)',
  hasNotes: '(id IN (SELECT leg.connection_id FROM note JOIN leg ON leg.id = note.leg_id))',
  hasFindings: '(cause IS NOT NULL)',
  word: "(concat_ws(' ', client_address, server_address, server_name, alpn) LIKE ? ESCAPE '\\')",
} as const

export interface BoundFilter {
  /** ` AND (outcome = ?) IS TRUE AND ...`, made of the constants above alone; empty for no terms. */
  readonly condition: string
  readonly values: readonly (string | number | bigint)[]
}

/** A column without a value matches no term and is therefore matched by every negated one. */
export function bindFilter(terms: readonly FilterTerm[]): BoundFilter {
  let condition = ''
  const values: (string | number | bigint)[] = []
  for (const term of terms) {
    const constant = term.kind === 'version' ? CONDITION[`version${term.comparison}`] : CONDITION[term.kind]
    condition += ` AND ${constant} ${term.negated ? 'IS NOT TRUE' : 'IS TRUE'}`
    const value = valueOf(term)
    if (value !== undefined) values.push(value)
  }
  return { condition, values }
}

function valueOf(term: FilterTerm): string | number | bigint | undefined {
  switch (term.kind) {
    case 'outcome':
      return numberOf(OUTCOMES, term.outcome)
    case 'boundary':
      return numberOf(BOUNDARIES, term.boundary)
    case 'port':
      return term.port
    case 'sni': {
      const pattern = literal(term.pattern).replaceAll('*', '%')
      return term.pattern.includes('*') ? pattern : `%${pattern}%`
    }
    case 'version':
      return term.code
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
    case 'hasNotes':
    case 'hasFindings':
      return undefined
    case 'word':
      return `%${literal(term.text)}%`
  }
}

/** LIKE's own wildcards, taken literally. */
function literal(text: string): string {
  return text.replace(/[\\%_]/g, (character) => `\\${character}`)
}
