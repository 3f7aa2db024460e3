/**
 * Turns the reference material beside the checkout into the tables in main/reference/table:
 *
 *   node build/generate-reference.ts ../shared/reference
 *
 * The output is compact (one entry a line, absent facts left out, sources as an index into one list a file) and checked in,
 * so that a build needs nothing but the repository.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }
type JsonObject = { readonly [key: string]: Json }

const outputFolder = join(import.meta.dirname, '../main/reference/table')

/** Every table: where it comes from, which of its entries' facts are kept and under which name, which further lists. */
interface TablePlan {
  readonly table: string
  /** Name in the output: name in the input. */
  readonly keep: Readonly<Record<string, string>>
  /** The input's code is hexadecimal text and becomes a number. */
  readonly hexCode?: boolean
  readonly lists?: readonly string[]
}

const SOURCED = { confidence: 'confidence', sources: 'sources' }
const NUMBERED = { code: 'number', name: 'name', meaning: 'meaning', ...SOURCED }
const ADVISED = {
  meaning: 'meaning',
  causes: 'causes',
  fixes: 'fixes',
  adviceConfidence: 'advice_confidence',
  notes: 'notes',
  ...SOURCED,
}

const plans: readonly TablePlan[] = [
  {
    table: 'cipher-suites',
    hexCode: true,
    keep: {
      code: 'code',
      name: 'iana_name',
      opensslName: 'openssl_name',
      signaling: 'signaling',
      keyExchange: 'key_exchange',
      authentication: 'authentication',
      encryption: 'encryption',
      mode: 'mode',
      mac: 'mac',
      aead: 'aead',
      prfHash: 'prf_hash',
      versions: 'tls_versions',
      weak: 'weak_reasons',
      cautions: 'cautions',
      serverCertificate: 'server_certificate',
      zosListed: 'zos.system_ssl_listed',
      zosTwoCharacters: 'zos.two_char',
      ...SOURCED,
    },
  },
  {
    table: 'supported-groups',
    keep: {
      code: 'number',
      name: 'name',
      kind: 'kind',
      postQuantum: 'post_quantum',
      tls12: 'tls12',
      tls13: 'tls13',
      obsolete: 'obsolete',
      recommended: 'iana_recommended',
      zos: 'zos.spec',
      zosListed: 'zos.listed',
      zosConfidence: 'zos.confidence',
      ...SOURCED,
    },
  },
  {
    table: 'signature-schemes',
    hexCode: true,
    keep: {
      code: 'code',
      name: 'name',
      keyType: 'key_type',
      hash: 'hash',
      padding: 'padding',
      curve: 'curve',
      tls13: 'tls13_handshake',
      weak: 'weak_reasons',
      zos: 'zos.spec',
      zosConfidence: 'zos.confidence',
      ...SOURCED,
    },
  },
  { table: 'extensions', keep: { ...NUMBERED } },
  {
    table: 'alerts',
    keep: { ...NUMBERED, causes: 'typical_causes', alwaysFatal: 'always_fatal' },
    lists: ['levels'],
  },
  { table: 'handshake-types', keep: { ...NUMBERED } },
  { table: 'content-types', keep: { ...NUMBERED } },
  {
    table: 'versions',
    hexCode: true,
    keep: { code: 'code', name: 'name', deprecated: 'deprecated', reason: 'reason', ...SOURCED },
  },
  { table: 'compression-methods', keep: { ...NUMBERED } },
  { table: 'certificate-compression', keep: { ...NUMBERED } },
  { table: 'psk-modes-and-point-formats', keep: {}, lists: ['psk_key_exchange_modes', 'ec_point_formats'] },
  {
    table: 'system-ssl-return-codes',
    keep: { code: 'code', symbol: 'symbol', symbolConfidence: 'symbol_confidence', seenAt: 'seen_at', ...ADVISED },
    lists: ['symbols_without_code', 'deprecated_api_codes'],
  },
  {
    table: 'cms-status-codes',
    hexCode: true,
    keep: { code: 'code', symbol: 'symbol', symbolConfidence: 'symbol_confidence', ...ADVISED },
    lists: ['symbols_without_code'],
  },
  { table: 'attls-return-codes', keep: { code: 'code', seenAt: 'seen_at', ...ADVISED }, lists: ['ranges', 'events'] },
  {
    table: 'zos-messages',
    keep: {
      id: 'id',
      shape: 'shape',
      meaning: 'meaning',
      severity: 'severity',
      fields: 'fields',
      actions: 'actions',
      notes: 'notes',
      ...SOURCED,
    },
    lists: ['pagent_log_levels', 'pagent_log_messages', 'errno2_values', 'tls_trace_levels'],
  },
  {
    table: 'system-ssl-attributes',
    keep: { code: 'id', name: 'name', kind: 'kind', meaning: 'meaning', onZos: 'on_zos', ...SOURCED },
    lists: ['names_without_id', 'ibm_i_only', 'trace_entry_ids', 'trace_functions'],
  },
]

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function factAt(entry: JsonObject, path: string): Json | undefined {
  let value: Json | undefined = entry
  for (const key of path.split('.')) value = isObject(value) ? value[key] : undefined
  return value
}

/** Absent, empty and false say the same in these tables, so they are left out. */
function saysSomething(value: Json | undefined): value is Json {
  return value !== undefined && value !== null && value !== false && !(Array.isArray(value) && value.length === 0)
}

function camelCase(name: string): string {
  return name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())
}

/** References to material that only the makers of the tables hold are named by what it is. */
function publicSource(source: string): string {
  return source
    .replace(/^seed(?: text)?\b.*$/, 'blog posts on z/OS TLS tracing')
    .replace(/;(?: repository)? not named by the index/, '; which one is not known')
}

/** The same in the wording of entries: where something was seen, not from which page we know it. */
function publicWords(fact: Json): Json {
  if (Array.isArray(fact)) return fact.map((item: Json) => publicWords(item))
  if (typeof fact !== 'string') return fact
  return fact
    .replace(/\bseed: /g, '')
    .replace(/^Seed: /, 'Seen in a published trace: ')
    .replace(/ \(seed\)/g, '')
    .replace(/ in the seed\b/g, ' in a published trace')
    .replace(/\b[Ss]eed\b/g, 'published trace')
}

function generate(plan: TablePlan, inputFolder: string): string {
  const input = JSON.parse(readFileSync(join(inputFolder, `${plan.table}.json`), 'utf8')) as JsonObject
  const sources: string[] = []
  const sourceIndex = (source: string): number => {
    const text = publicSource(source)
    if (!sources.includes(text)) sources.push(text)
    return sources.indexOf(text)
  }
  const reduce = (entry: Json, keep: Readonly<Record<string, string>>): Record<string, Json> => {
    const kept: Record<string, Json> = {}
    if (!isObject(entry)) return kept
    for (const [name, path] of Object.entries(keep)) {
      const fact = factAt(entry, path)
      if (name === 'code' && plan.hexCode === true && typeof fact === 'string') kept[name] = Number.parseInt(fact, 16)
      else if (name === 'sources' && Array.isArray(fact))
        kept[name] = [...new Set(fact.map((source) => sourceIndex(String(source))))]
      else if (saysSomething(fact)) kept[name] = publicWords(fact)
    }
    return kept
  }
  const rows = (list: Json | undefined, keep: Readonly<Record<string, string>> | undefined): string => {
    const entries = Array.isArray(list) ? list : []
    const lines = entries.map((entry: Json) => {
      const all = isObject(entry) ? Object.fromEntries(Object.keys(entry).map((key) => [camelCase(key), key])) : {}
      return `    ${JSON.stringify(reduce(entry, keep ?? all))}`
    })
    return lines.length === 0 ? '[]' : `[\n${lines.join(',\n')}\n  ]`
  }
  const parts = [`  "table": ${JSON.stringify(plan.table)}`]
  if (Object.keys(plan.keep).length > 0) parts.push(`  "entries": ${rows(input.entries, plan.keep)}`)
  for (const list of plan.lists ?? [])
    parts.push(`  ${JSON.stringify(camelCase(list))}: ${rows(input[list], undefined)}`)
  if (Array.isArray(input.sources)) input.sources.forEach((source) => sourceIndex(String(source)))
  parts.push(`  "sources": ${JSON.stringify(sources, undefined, 2).replaceAll('\n', '\n  ')}`)
  return `{\n${parts.join(',\n')}\n}\n`
}

const inputFolder = process.argv[2]
if (inputFolder === undefined) {
  console.error('usage: node build/generate-reference.ts FOLDER')
  process.exitCode = 2
} else {
  for (const plan of plans) writeFileSync(join(outputFolder, `${plan.table}.json`), generate(plan, inputFolder))
}
