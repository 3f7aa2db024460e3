import type { Certificate, ConnectionDetail } from '../../../preload/contract/connection.ts'
import type { Report } from '../model/report.ts'
import type { KnownName } from './pseudonyms.ts'

/** Longer than any label or name of RACF, AT-TLS or a host; what is longer is masked word by word. */
const MAX_NAME = 256
/** In texts of a trace a value stands between apostrophes or quotes. */
const QUOTED = /(?<![\p{L}\p{N}])(?:'([^']{1,128})'|"([^"]{1,128})")(?![\p{L}\p{N}])/gu
/** Texts that are looked through for values. */
const MAX_TEXTS = 100_000

/** Names that the report itself shows to be names, by the place that they stand in. */
export function* namesIn(report: Report): Generator<KnownName> {
  for (const { name } of report.sources) yield { kind: 'file-name', value: name }
  for (const { path, part } of report.sources) {
    yield { kind: 'file-name', value: path }
    if (part !== null) yield { kind: 'file-name', value: part }
  }
  const { rows, connections, comparison } = report
  for (const { row } of rows) if (row.serverName !== null) yield { kind: 'host-name', value: row.serverName }
  if (comparison)
    for (const { serverName } of [comparison.rowA, comparison.rowB])
      if (serverName !== null) yield { kind: 'host-name', value: serverName }
  for (const { detail } of connections) yield* namesOf({ ...detail, serverName: detail.row.serverName })
  yield* quotedValues(report)
}

/** What a connection shows of names, in the report's form and in that of the analysis document alike. */
export interface NamedConnection {
  readonly serverName: string | null
  readonly legs: readonly Pick<ConnectionDetail['legs'][number], 'job' | 'process' | 'thread' | 'connectionId'>[]
  readonly certificates: readonly Pick<Certificate, 'subject' | 'issuer' | 'serial' | 'subjectAltNames'>[]
}

export function* namesOf({ serverName, legs, certificates }: NamedConnection): Generator<KnownName> {
  if (serverName !== null) yield { kind: 'host-name', value: serverName }
  for (const { job, process, thread, connectionId } of legs) {
    if (job !== null) yield { kind: 'job-name', value: job }
    for (const value of [process, thread, connectionId]) if (value !== null) yield { kind: 'identifier', value }
  }
  for (const certificate of certificates) {
    yield* namesOfDn(certificate.subject)
    yield* namesOfDn(certificate.issuer)
    if (certificate.serial !== '') yield { kind: 'serial', value: certificate.serial }
    for (const name of certificate.subjectAltNames) yield altName(name)
  }
}

function* quotedValues({ connections }: Report): Generator<KnownName> {
  let texts = 0
  for (const { detail } of connections)
    for (const { detail: lines } of detail.traceNotes)
      for (const line of lines) {
        if (texts++ > MAX_TEXTS) return
        for (const [, single, double] of line.matchAll(QUOTED)) {
          const value = (single ?? double ?? '').trim()
          if (value !== '') yield { kind: 'label', value }
        }
      }
}

/** `CN=tn.example, O=Example`: each value by itself; a text without `=` is one. */
export function dnParts(dn: string): readonly { readonly key: string; readonly value: string }[] {
  return dn
    .split(/(?<!\\)[,+](?=\s*[A-Za-z0-9.]{1,64}\s*=)/)
    .map((part) => {
      const at = part.indexOf('=')
      return at < 0
        ? { key: '', value: part.trim() }
        : { key: part.slice(0, at).trim(), value: part.slice(at + 1).trim() }
    })
    .filter(({ value }) => value !== '')
}

export function* namesOfDn(dn: string): Generator<KnownName> {
  for (const { key, value } of dnParts(dn)) if (value.length <= MAX_NAME) yield { kind: dnKind(key, value), value }
}

/** A common name is mostly a host's. */
export function dnKind(key: string, value: string): 'host-name' | 'certificate-name' {
  return /^cn$/i.test(key) && isHost(value) ? 'host-name' : 'certificate-name'
}

export function altName(name: string): KnownName {
  return { kind: isHost(name) ? 'host-name' : 'certificate-name', value: name }
}

/** A name of DNS, perhaps of many. */
function isHost(value: string): boolean {
  return /^(?:\*\.)?[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})+\.?$/i.test(value)
}
