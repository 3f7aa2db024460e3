/** Lines of RACDCERT displays in, certificates and key rings out. */
import type { SettingsSink, Warning } from '../reader.ts'
import { withoutMargins } from '../text/line-margin.ts'
import type { TextLineSink } from '../text/text-lines.ts'
import { CertificateDraft } from './certificate-draft.ts'
import type { ListedCertificate, ListedRing, ListedRingEntry } from './listing-block.ts'

export const BEGIN = /^Digital (certificate|ring) information for (?:user\s+)?([A-Z0-9#@$]{1,8}|CERTAUTH|SITE)\s*:/i
/** The table's row, from its right end: the label may hold blanks. */
const ROW =
  /^(\S.{0,120}?)\s{1,80}(CERTAUTH|SITE|ID\(([A-Z0-9#@$]{1,8})\))\s{1,20}(PERSONAL|CERTAUTH|SITE)\s{1,20}(YES|NO)$/i
/** A row's label and a fingerprint's octets may begin with what looks like a control character. */
export const KEEPS = /^(?:[0-9A-Fa-f]{2}:|.{1,200}\s(?:PERSONAL|CERTAUTH|SITE)\s{1,20}(?:YES|NO)$)/i
const TABLE_HEAD = /^(?:Certificate Label Name\s|-{8,})/
const QUOTED = /^>(.*)<$/
const NONE = /^\*{3} No (?:certificates connected|rings associated) \*{3}$/i
const CHAIN = /^(?:Certificate \d{1,4}:|Chain information:)$/
const CHAIN_SAYS = /^Chain (?:contains|is)\b/i
/** Entries of one ring, and settings of a part that is not closed: rings of authorities hold some hundred. */
const MAX_ENTRIES = 4_096

interface OpenRing {
  readonly owner: string
  ring: string
  readonly line: number
  offset: number
  readonly certificates: ListedRingEntry[]
}

export class ListingAssembler implements TextLineSink {
  readonly #sink: SettingsSink
  #certificate: CertificateDraft | undefined
  /** User whose rings are displayed. */
  #ringOwner: string | undefined
  #ring: OpenRing | undefined
  /** A `Ring:` line awaits its name. */
  #named = true
  #end = 0
  #lastLine = 0

  constructor(sink: SettingsSink) {
    this.#sink = sink
  }

  line(text: string, line: number, offset: number, end: number): void {
    const plain = withoutMargins(text, KEEPS)
    if (plain === '') return
    const begin = BEGIN.exec(plain)
    if (begin) this.#begin((begin[1] ?? '').toLowerCase(), (begin[2] ?? '').toUpperCase(), line, offset)
    else if (NONE.test(plain) || CHAIN.test(plain)) this.#chain(plain)
    else if (CHAIN_SAYS.test(plain)) this.#tellChain(plain, line, offset, end)
    else if (this.#certificate !== undefined) {
      const again = this.#certificate.begins(plain)
      if (again) this.#beginCertificate(this.#certificate.owner, line, offset)
      if (!this.#certificate.take(plain)) return this.#sink.notUnderstood(line, offset, text)
    } else if (!this.#ringLine(plain, line, offset)) return this.#sink.notUnderstood(line, offset, text)
    this.#end = end
    this.#lastLine = line
  }

  finish(): void {
    this.#close()
  }

  warn(warning: Warning, offset: number): void {
    this.#sink.warn(warning, offset)
  }

  #begin(what: string, owner: string, line: number, offset: number): void {
    this.#close()
    this.#ringOwner = undefined
    if (what === 'ring') this.#ringOwner = owner
    else this.#beginCertificate(owner, line, offset)
  }

  #beginCertificate(owner: string, line: number, offset: number): void {
    this.#close()
    this.#certificate = new CertificateDraft(owner, line, offset)
  }

  #chain(plain: string): void {
    if (CHAIN.test(plain)) this.#close()
  }

  /** The summary below a chain: how many, complete or not, what is not trusted. */
  #tellChain(plain: string, line: number, offset: number, end: number): void {
    this.#close()
    this.#sink.setting({
      kind: 'chain',
      name: undefined,
      line,
      lastLine: line,
      offset,
      length: end - offset,
      value: { text: plain, line },
    })
  }

  #ringLine(plain: string, line: number, offset: number): boolean {
    const owner = this.#ringOwner
    if (owner === undefined) return false
    if (/^Ring:$/i.test(plain)) {
      this.#close()
      this.#ring = { owner, ring: '', line, offset, certificates: [] }
      this.#named = false
      return true
    }
    if (TABLE_HEAD.test(plain)) return true
    const ring = this.#ring
    if (ring === undefined) return false
    const name = QUOTED.exec(plain)?.[1]
    if (name !== undefined) {
      if (ring.ring.length < MAX_RING_NAME && ring.certificates.length === 0) ring.ring += name
      this.#named = true
      return true
    }
    const row = ROW.exec(plain)
    if (row === null || !this.#named) return false
    const [, label = '', where = '', user, usage = '', isDefault = ''] = row
    if (ring.certificates.length < MAX_ENTRIES)
      ring.certificates.push({
        label,
        owner: (user ?? where).toUpperCase(),
        usage: usage.toUpperCase(),
        isDefault: isDefault.toUpperCase() === 'YES',
        line,
      })
    return true
  }

  #close(): void {
    const certificate = this.#certificate
    const ring = this.#ring
    this.#certificate = undefined
    this.#ring = undefined
    if (certificate?.hasContent === true)
      this.#put('certificate', certificate.label, certificate.line, certificate.offset, certificate.listed())
    if (ring !== undefined && ring.ring !== '') {
      const listed: ListedRing = {
        owner: ring.owner,
        ring: ring.ring,
        line: ring.line,
        certificates: ring.certificates,
      }
      this.#put('ring', ring.ring, ring.line, ring.offset, listed)
    }
  }

  #put(
    kind: string,
    name: string | undefined,
    line: number,
    offset: number,
    value: ListedCertificate | ListedRing,
  ): void {
    const length = Math.max(0, this.#end - offset)
    this.#sink.setting({ kind, name, line, lastLine: Math.max(line, this.#lastLine), offset, length, value })
  }
}

/** RACF allows 237 characters; longer ones are displayed on several lines. */
const MAX_RING_NAME = 512
