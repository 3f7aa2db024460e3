/** A certificate as RACDCERT LIST displays it, field by field; names stand between `>` and `<`, on as many lines as they need. */
import type { ListedCertificate } from './listing-block.ts'

const FIELD = /^([A-Za-z][A-Za-z' ()0-9-]{0,40}):(?:\s+(.*))?$/
const QUOTED = /^>(.*)<$/
/** `A3:F2:E0:...`, on two lines. */
const OCTETS = /^[0-9A-Fa-f]{2}(?::[0-9A-Fa-f]{2})*:?$/
/** Subject names have up to 256 bytes in the display, alternative names one line each. */
const MAX_TEXT = 2_048
const MAX_LIST = 256

type Text = 'serial' | 'issuer' | 'subject'

const TEXTS: ReadonlyMap<string, Text> = new Map([
  ['serial number', 'serial'],
  ["issuer's name", 'issuer'],
  ["subject's name", 'subject'],
])
const PLAIN: ReadonlyMap<string, keyof ListedCertificate> = new Map([
  ['status', 'status'],
  ['start date', 'startDate'],
  ['end date', 'endDate'],
  ['signing algorithm', 'signingAlgorithm'],
  ['key usage', 'keyUsage'],
  ['key type', 'keyType'],
  ['private key', 'privateKey'],
  // Before z/OS 2.1 the kind of private key and its size stood in the place of these.
  ['private key type', 'privateKey'],
])
const ALTERNATIVE = new Set(['ip', 'email', 'domain', 'uri'])

export class CertificateDraft {
  readonly owner: string
  readonly line: number
  readonly offset: number
  label: string | undefined
  hasContent = false
  readonly #fields: Partial<Record<keyof ListedCertificate, string>> = {}
  readonly #altNames: string[] = []
  readonly #rings: { owner: string; ring: string }[] = []
  readonly #others: string[] = []
  #keySize: number | undefined
  #fingerprint = ''
  /** What lines between `>` and `<` belong to. */
  #into: Text | 'ring' | 'fingerprint' | undefined
  #ringOwner: string | undefined

  constructor(owner: string, line: number, offset: number) {
    this.owner = owner
    this.line = line
    this.offset = offset
  }

  /** The line begins the next certificate of the same owner. */
  begins(plain: string): boolean {
    return this.label !== undefined && /^Label:/i.test(plain)
  }

  /** False: the line is none of a certificate's display. */
  take(plain: string): boolean {
    const quoted = QUOTED.exec(plain)?.[1]
    if (quoted !== undefined) return this.#quoted(quoted)
    if (this.#into === 'fingerprint' && OCTETS.test(plain)) {
      if (this.#fingerprint.length < MAX_TEXT) this.#fingerprint += plain
      return true
    }
    const [, name, value = ''] = FIELD.exec(plain) ?? []
    if (name === undefined) return false
    this.hasContent = true
    this.#into = undefined
    return this.#field(name.toLowerCase(), value, plain)
  }

  listed(): ListedCertificate {
    return {
      owner: this.owner,
      ...(this.label === undefined ? {} : { label: this.label }),
      line: this.line,
      ...this.#fields,
      ...(this.#keySize === undefined ? {} : { keySize: this.#keySize }),
      ...(this.#fingerprint === '' ? {} : { fingerprint: this.#fingerprint }),
      altNames: this.#altNames,
      rings: this.#rings,
      others: this.#others,
    } as ListedCertificate
  }

  #field(name: string, value: string, plain: string): boolean {
    const text = TEXTS.get(name)
    const field = PLAIN.get(name)
    if (name === 'label') this.label = value
    else if (text !== undefined) this.#into = text
    else if (field !== undefined) this.#fields[field] = value
    else if (name === 'key size' || name === 'private key size') this.#keySize = sizeOf(value)
    else if (name.startsWith('certificate fingerprint')) this.#into = 'fingerprint'
    else if (name === 'ring owner') this.#ringOwner = value.toUpperCase()
    else if (name === 'ring') this.#beginRing()
    else if (ALTERNATIVE.has(name)) keep(this.#altNames, `${name}:${value}`)
    else if (name !== 'ring associations' && name !== "subject's altnames") keep(this.#others, plain)
    return true
  }

  #beginRing(): void {
    this.#into = 'ring'
    if (this.#rings.length < MAX_LIST) this.#rings.push({ owner: this.#ringOwner ?? this.owner, ring: '' })
  }

  #quoted(text: string): boolean {
    const into = this.#into
    if (into === undefined || into === 'fingerprint') return false
    if (into === 'ring') {
      const ring = this.#rings.at(-1)
      if (ring !== undefined && ring.ring.length < MAX_TEXT) ring.ring += text
      return true
    }
    const before = this.#fields[into] ?? ''
    if (before.length < MAX_TEXT) this.#fields[into] = before + text
    return true
  }
}

function sizeOf(value: string): number | undefined {
  return /^\d{1,6}$/.test(value) ? Number(value) : undefined
}

function keep(list: string[], value: string): void {
  if (list.length < MAX_LIST) list.push(value)
}
