import type { RedactedKind } from '../../../preload/contract/report.ts'

/** Kinds that a name can be of; the rest is masked and not renamed. */
export type NameKind = Exclude<RedactedKind, 'address' | 'text' | 'bytes' | 'note'>

/** A name that the case holds, and what it names. */
export interface KnownName {
  readonly kind: NameKind
  readonly value: string
}

const STEM: Readonly<Record<NameKind, string>> = {
  'host-name': 'host',
  'user-id': 'user',
  'job-name': 'job',
  'certificate-name': 'name',
  serial: 'serial',
  label: 'label',
  'key-ring': 'ring',
  'file-name': 'file',
  identifier: 'id',
}

/** Endings of files that say what they are and nothing else. */
const ENDING = /\.(pcap|pcapng|cap|trc|txt|log|listing|out|conf|policy|keys|gz|zst|gskope)$/i

/** The same name for the same value throughout a report: `host-1.example`, `job-2`. A value keeps the kind that it was met as first. */
export class Pseudonyms {
  readonly #names = new Map<string, string>()
  readonly #values = new Map<string, KnownName>()
  readonly #counts = new Map<NameKind | 'domain', number>()

  of(kind: NameKind, value: string): string {
    const key = kind === 'host-name' ? value.toLowerCase() : value
    const known = this.#names.get(key)
    if (known !== undefined) return known
    const name = kind === 'host-name' ? this.#host(key) : `${STEM[kind]}-${this.#next(kind)}${endingOf(kind, value)}`
    this.#names.set(key, name)
    this.#values.set(key, { kind, value: key })
    return name
  }

  get values(): Iterable<KnownName> {
    return this.#values.values()
  }

  /** How many different values of a kind were renamed. */
  count(kind: NameKind): number {
    let count = 0
    for (const one of this.#values.values()) if (one.kind === kind) count++
    return count
  }

  /** `tn.corp.example` and `*.corp.example` stay in the same domain. */
  #host(name: string): string {
    const labels = name.split('.').filter((label) => label !== '')
    const [first = ''] = labels
    const star = first.startsWith('*')
    if (labels.length < 3 && !star) return `host-${this.#next('host-name')}.example`
    const domain = this.#domain(labels.slice(1).join('.'))
    return star ? `*.${domain}` : `host-${this.#next('host-name')}.${domain}`
  }

  #domain(name: string): string {
    const known = this.#names.get(name)
    if (known !== undefined) return known
    const domain = `domain-${this.#next('domain')}.example`
    this.#names.set(name, domain)
    this.#values.set(name, { kind: 'host-name', value: name })
    return domain
  }

  #next(kind: NameKind | 'domain'): number {
    const next = (this.#counts.get(kind) ?? 0) + 1
    this.#counts.set(kind, next)
    return next
  }
}

function endingOf(kind: NameKind, value: string): string {
  return kind === 'file-name' ? (ENDING.exec(value)?.[0].toLowerCase() ?? '') : ''
}
