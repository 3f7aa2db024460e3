/**
 * The AT-TLS policy language: statements, the keywords of each, their values and defaults (z/OS Communications Server: IP Configuration
 * Reference, "Policy Agent", statements TTLSRule to TTLSSignatureParms and the address and port statements). Policy Agent ignores a
 * keyword that it does not know, so that a misspelt one has its default: what is not in here may be misspelt, or newer than this table.
 */
import { ATTLS_KEYWORDS } from './table/attls-keywords.ts'

export type StatementType = keyof typeof ATTLS_KEYWORDS

/** Releases from and to which a default is documented or was displayed, as `pasearch` prints them: `2.1`. */
export interface KeywordDefault {
  readonly value: string | readonly string[]
  readonly from: string
  readonly to: string
}

export type ValueKind =
  | { readonly kind: 'words'; readonly words: readonly string[] }
  | { readonly kind: 'number'; readonly least: number; readonly most: number }
  /** Up to so many words, written as they are meant. */
  | { readonly kind: 'text' }
  | { readonly kind: 'address' | 'addresses' | 'ports' | 'suites' | 'suites4' | 'groups' | 'pairs' }
  /** The name of a statement of that type. */
  | { readonly kind: 'reference'; readonly to: string }

export interface Keyword {
  /** As IBM spells it. */
  readonly name: string
  readonly value: ValueKind
  /** Values of several are put behind each other. */
  readonly repeats: boolean
  readonly required: boolean
  readonly default: KeywordDefault | undefined
  /** The first release that has it, where known. */
  readonly since: string | undefined
}

export interface Statement {
  readonly type: string
  /** Stands in the file itself, never in another statement. */
  readonly outermost: boolean
  readonly keywords: ReadonlyMap<string, Keyword>
  /** Statements that may stand inside it, without a name. */
  readonly inside: ReadonlySet<string>
}

const LINE = /^(\S+) (\S+)(?: = (\S+))?(?: @([\d.]+)\.\.([\d.]+))?(?: since ([\d.]+))?(?: ([!*]+))?$/
const RANGE = /^(\d+)-(\d+)$/
const PLAIN = new Set(['text', 'address', 'addresses', 'ports', 'suites', 'suites4', 'groups', 'pairs'])

const OUTERMOST = new Set(['ttlsrule', 'ttlsgroupaction', 'ttlsenvironmentaction', 'ttlsconnectionaction'])

/** By the statement's type in lower case: Policy Agent does not mind the case of a keyword. */
const STATEMENTS: ReadonlyMap<string, Statement> = new Map(
  Object.entries(ATTLS_KEYWORDS).map(([type, lines]) => [type.toLowerCase(), statementOf(type, lines)]),
)

export function attlsStatement(type: string): Statement | undefined {
  return STATEMENTS.get(type.toLowerCase())
}

export function attlsStatements(): Iterable<Statement> {
  return STATEMENTS.values()
}

export function attlsKeyword(type: string, keyword: string): Keyword | undefined {
  return attlsStatement(type)?.keywords.get(keyword.toLowerCase())
}

/** Which statements have a keyword, in IBM's spelling. */
export function statementsWith(keyword: string): readonly string[] {
  const lower = keyword.toLowerCase()
  return [...STATEMENTS.values()].filter(({ keywords }) => keywords.has(lower)).map(({ type }) => type)
}

function statementOf(type: string, lines: readonly string[]): Statement {
  const keywords = new Map<string, Keyword>()
  const inside = new Set<string>()
  for (const line of lines) {
    const keyword = keywordOf(line)
    keywords.set(keyword.name.toLowerCase(), keyword)
    if (keyword.value.kind !== 'reference') continue
    const to = keyword.value.to.toLowerCase()
    if (!OUTERMOST.has(to) && keyword.name.toLowerCase().startsWith(to)) inside.add(to)
  }
  return { type, outermost: OUTERMOST.has(type.toLowerCase()), keywords, inside }
}

/** `name kind [= default] [@from..to] [since release] [!] [*]`: `!` it must be there, `*` it may be repeated. */
function keywordOf(line: string): Keyword {
  const [, name = '', kind = '', value, from, to, since, marks = ''] = LINE.exec(line) ?? []
  return {
    name,
    value: kindOf(name, kind),
    repeats: marks.includes('*'),
    required: marks.includes('!'),
    default:
      value === undefined || from === undefined
        ? undefined
        : { value: value.includes(',') ? value.split(',') : value, from, to: to ?? from },
    since,
  }
}

function kindOf(name: string, kind: string): ValueKind {
  if (kind === 'ref') return { kind: 'reference', to: targetOf(name) }
  if (kind === 'switch') return { kind: 'words', words: ['On', 'Off'] }
  if (PLAIN.has(kind)) return { kind: kind as 'text' }
  const range = RANGE.exec(kind)
  if (range) return { kind: 'number', least: Number(range[1]), most: Number(range[2]) }
  return { kind: 'words', words: kind.split('|') }
}

/** `TTLSCipherParmsRef` names a TTLSCipherParms; `RemoteAddrSetRef` an IpAddrSet, `LocalPortRangeRef` a PortRange. */
function targetOf(name: string): string {
  const target = name.replace(/Ref$/, '')
  return target.replace(/^(?:Local|Remote)Addr/, 'IpAddr').replace(/^(?:Local|Remote)Port/, 'Port')
}
