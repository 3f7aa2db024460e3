import { type Comparison, type FilterTerm, HELD } from '../../db/query/connection-filter.ts'
import { BOUNDARIES, OUTCOMES } from '../../db/vocabulary.ts'
import { CAUSES } from '../../preload/contract/cause.ts'
import { alertDescription } from '../reference/alert.ts'
import { cipherSuite } from '../reference/cipher-suite.ts'
import { supportedGroup } from '../reference/supported-group.ts'
import { readTime } from './filter-time.ts'

/** Where a filter cannot be read, in UTF-16 units of the text, and why, for a person. */
export interface FilterProblem {
  readonly text: string
  readonly start: number
  readonly end: number
}

export type ParsedFilter =
  { readonly ok: true; readonly terms: readonly FilterTerm[] } | { readonly ok: false; readonly problem: FilterProblem }

/** More terms than anybody types; each costs time on every connection. */
const MAX_TERMS = 32

type Value = { readonly term: DistributiveOmit<FilterTerm, 'negated'> } | { readonly wrong: string }
type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never

/**
 * Reads the one-line filter: `name:value` terms (`name<value` where values have an order) and free words, parted by blanks, all of which must hold. `-` before a term turns it round,
 * double quotes keep blanks (`sni:"a b"`, `"free words"`), and make a word of what would be a term.
 */
export function parseFilter(text: string): ParsedFilter {
  const terms: FilterTerm[] = []
  let at = 0
  while (true) {
    while (isBlank(text, at)) at++
    if (at >= text.length) return { ok: true, terms }
    const start = at
    const negated = text[at] === '-' && at + 1 < text.length && !isBlank(text, at + 1)
    if (negated) at++
    const bodyStart = at
    let body = ''
    let colon = -1
    let quoted = false
    while (at < text.length && !isBlank(text, at)) {
      if (text[at] !== '"') {
        if (colon < 0 && !quoted && (text[at] === ':' || isComparison(text, at, body))) {
          colon = body.length
          // `version<1.2` is `version:<1.2`.
          if (text[at] !== ':') body += ':'
        }
        body += text.charAt(at++)
        continue
      }
      const close = text.indexOf('"', at + 1)
      if (close < 0) return problem('This quote is not closed.', at, text.length)
      if (colon < 0) quoted = true
      body += text.slice(at + 1, close)
      at = close + 1
    }
    if (terms.length === MAX_TERMS) return problem(`A filter has ${MAX_TERMS} terms at most.`, start, text.length)
    if (body === '') continue
    const value = colon >= 0 && !quoted ? readTerm(body.slice(0, colon), body.slice(colon + 1)) : word(body)
    if ('wrong' in value) return problem(value.wrong, bodyStart, at)
    terms.push({ ...value.term, negated })
  }
}

function problem(text: string, start: number, end: number): ParsedFilter {
  return { ok: false, problem: { text, start, end } }
}

function isBlank(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  return code === 0x20 || code === 0x09
}

/** Where `<`, `>` or `=` ends the name of a term whose values have an order. */
function isComparison(text: string, at: number, before: string): boolean {
  return '<>='.includes(text.charAt(at)) && ORDERED.includes(before.toLowerCase())
}

function word(text: string): Value {
  return { term: { kind: 'word', text } }
}

/** What the terms are called, for completion and for the message about one that does not exist. */
export const FILTER_TERMS = [
  'outcome',
  'port',
  'sni',
  'version',
  'cipher',
  'group',
  'alert',
  'cause',
  'client',
  'server',
  'boundary',
  'after',
  'before',
  'duration',
  'messages',
  'has',
  'job',
  'source',
] as const

/** Terms that take `<` and `>` before their value. */
const ORDERED: readonly string[] = ['version', 'duration', 'messages']

function readTerm(name: string, value: string): Value {
  const known = FILTER_TERMS.find((term) => term === name.toLowerCase())
  // An address (`fe80::1`, `10.0.0.1:443`) is a free word that happens to hold a colon.
  if (!known)
    return (/^[\da-f.]*$/i.test(name) && !/^[a-z]+$/i.test(name)) ||
      name === '' ||
      /^[\da-f:.]+$/i.test(`${name}:${value}`)
      ? word(`${name}:${value}`)
      : { wrong: `There is no "${name}:". Known are ${FILTER_TERMS.map((term) => `${term}:`).join(' ')}` }
  if (value === '') return { wrong: `${known}: needs a value.` }
  switch (known) {
    case 'outcome':
      return oneOf(known, OUTCOMES, value, (outcome) => ({ kind: 'outcome', outcome }))
    case 'boundary':
      return oneOf(known, BOUNDARIES, value, (boundary) => ({ kind: 'boundary', boundary }))
    case 'port':
      return readPort(value)
    case 'sni':
      return { term: { kind: 'sni', pattern: value } }
    case 'version':
      return readVersion(value)
    case 'duration':
      return readDuration(value)
    case 'messages':
      return readMessages(value)
    case 'has':
      return oneOf(known, HELD, value, (what) => ({ kind: 'has', what }))
    case 'job':
    case 'source':
      return { term: { kind: known, pattern: value } }
    case 'cipher':
      return readCipher(value)
    case 'group':
      return readGroup(value)
    case 'alert':
      return readAlert(value)
    case 'cause':
      return readCause(value)
    case 'client':
    case 'server':
      return { term: { kind: known, prefix: value } }
    case 'after':
    case 'before': {
      const time = readTime(value)
      if (!time) return { wrong: `${known}: is a time, 15:19 or 15:19:30.5, or a time of a day, 2026-11-27T15:19.` }
      return { term: { kind: time.dated ? known : `${known}TimeOfDay`, timeNs: time.timeNs } }
    }
  }
}

function oneOf<T extends string>(
  name: string,
  list: readonly T[],
  value: string,
  make: (found: T) => Exclude<Value, { wrong: string }>['term'],
): Value {
  const found = list.find((entry) => entry === value.toLowerCase())
  return found ? { term: make(found) } : { wrong: `${name}: is one of ${list.join(', ')}.` }
}

function readPort(value: string): Value {
  const port = /^\d{1,5}$/.test(value) ? Number(value) : 65_536
  return port < 65_536 ? { term: { kind: 'port', port } } : { wrong: 'port: is a number from 0 to 65535.' }
}

/** `1.2`, `tls1.2`, `TLSv1.2`, `ssl3`, `dtls1.2`, `0x0303`; before it `<`, `<=`, `>`, `>=` or `=`. */
function readVersion(value: string): Value {
  const parts = /^(<=|>=|<|>|=)?\s*(.+)$/.exec(value)
  const code = versionCode(parts?.[2] ?? '')
  if (code === undefined)
    return { wrong: 'version: is 1.3, 1.2, 1.1, 1.0, ssl3, dtls1.2 or dtls1.0, after < or > where you like.' }
  return { term: { kind: 'version', comparison: (parts?.[1] ?? '=') as Comparison, code } }
}

const NS_OF: Readonly<Record<string, number>> = { us: 1e3, µs: 1e3, ms: 1e6, s: 1e9, m: 60e9, h: 3600e9 }

/** `>1.5s`, `<=200ms`, `>2m`; without a comparison, at least so long. */
function readDuration(value: string): Value {
  const [, comparison = '>=', amount = '', unit = ''] =
    /^(<=|>=|<|>|=)?(\d{1,9}(?:\.\d{1,9})?)(us|µs|ms|s|m|h)$/i.exec(value) ?? []
  const ns = NS_OF[unit.toLowerCase()]
  if (ns === undefined) return { wrong: 'duration: is a time with its unit, >1s, <=200ms or >2m.' }
  return {
    term: { kind: 'duration', comparison: comparison as Comparison, ns: BigInt(Math.round(Number(amount) * ns)) },
  }
}

function readMessages(value: string): Value {
  const parts = /^(<=|>=|<|>|=)?(\d{1,6})$/.exec(value)
  if (!parts) return { wrong: 'messages: is a number, after < or > where you like.' }
  return { term: { kind: 'messages', comparison: (parts[1] ?? '=') as Comparison, count: Number(parts[2]) } }
}

function versionCode(text: string): number | undefined {
  if (/^0x[\da-f]{4}$/i.test(text)) return Number(text)
  const parts = /^(dtls|tls|ssl)?[ _]?v?([0123])(?:\.([0123]))?$/i.exec(text)
  if (!parts) return undefined
  const family = (parts[1] ?? '').toLowerCase()
  const major = Number(parts[2])
  const minor = Number(parts[3] ?? 0)
  if (major === 3 && minor === 0 && family !== 'tls' && family !== 'dtls') return 0x0300
  if (major === 2 && minor === 0 && family === 'ssl') return 0x0002
  if (major !== 1 || family === 'ssl') return undefined
  // RFC 6347 §4.1, RFC 9147 §5.3: the ones' complement of the TLS version; there was no DTLS 1.1.
  if (family === 'dtls') return minor === 1 ? undefined : 0xfeff - (minor === 0 ? 0 : minor)
  return 0x0301 + minor
}

/** `c02b`, `0xC02B`, or any part of a registered name. */
function readCipher(value: string): Value {
  const hex = /^(?:0x)?([\da-f]{4})$/i.exec(value)?.[1]
  const codes = codesNamed(value, 0x10000, (code) => cipherSuite(code)?.name)
  if (hex !== undefined) codes.push(Number.parseInt(hex, 16))
  return codes.length > 0
    ? { term: { kind: 'cipher', codes } }
    : { wrong: `No cipher suite is called "${value}"; a code has four hex digits (c02b).` }
}

/** `001d`, `0x001D`, or any part of a registered name. */
function readGroup(value: string): Value {
  const hex = /^(?:0x)?([\da-f]{4})$/i.exec(value)?.[1]
  const codes = codesNamed(value, 0x10000, (code) => supportedGroup(code)?.name)
  if (hex !== undefined) codes.push(Number.parseInt(hex, 16))
  return codes.length > 0
    ? { term: { kind: 'group', codes } }
    : { wrong: `No group is called "${value}"; a code has four hex digits (001d).` }
}

/** `40`, any part of a registered name, or `none`. */
function readAlert(value: string): Value {
  if (value.toLowerCase() === 'none') return { term: { kind: 'noAlert' } }
  const codes = /^\d{1,3}$/.test(value)
    ? [Number(value)].filter((code) => code < 256)
    : codesNamed(value, 256, (code) => alertDescription(code)?.name)
  return codes.length > 0
    ? { term: { kind: 'alert', codes } }
    : { wrong: `No alert is called "${value}"; a number goes up to 255.` }
}

/** Any part of a cause's id: `cause:cipher` finds `no-common-cipher` and `cipher-needs-other-certificate`; a whole id finds that one alone. */
function readCause(value: string): Value {
  const part = value.toLowerCase()
  const whole = CAUSES.filter((cause) => cause === part)
  const causes = whole.length > 0 ? whole : CAUSES.filter((cause) => cause.includes(part))
  return causes.length > 0
    ? { term: { kind: 'cause', causes } }
    : { wrong: `No cause is called "${value}"; one is no-common-cipher.` }
}

function codesNamed(part: string, end: number, nameOf: (code: number) => string | undefined): number[] {
  const wanted = part.toLowerCase()
  const codes: number[] = []
  for (let code = 0; code < end; code++) {
    if (nameOf(code)?.toLowerCase().includes(wanted)) codes.push(code)
  }
  return codes
}
