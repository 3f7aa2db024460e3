import { harmless } from '../../presentation/harmless.ts'
import type { AddressMap } from './address-map.ts'
import type { Pseudonyms } from './pseudonyms.ts'
import ownWords from './own-words.json' with { type: 'json' }

const OWN: ReadonlySet<string> = new Set(ownWords.words.split(' '))

/** In place of what is not told. */
export const MASKED = '[masked]'

/** A stretch of text; `done`: nothing in it is an original any more. */
interface Stretch {
  readonly text: string
  readonly done: boolean
}

const PIECE = /[\p{L}\p{N}\p{M}]+/gu
/** Four numbers, however they are joined: dotted is an address, anything else hides one. */
const DOTTED = /(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?!\d)/
const DASHED = /(?<!\d)\d{1,3}([-_])\d{1,3}\1\d{1,3}\1\d{1,3}(?!\d)/
const V6 = /(?<![0-9a-f:])(?=[0-9a-f]*:[0-9a-f]*:)[0-9a-f:]{2,45}(?:(?<=:)\d{1,3}(?:\.\d{1,3}){3})?(?![0-9a-z])/i
/** RFC 1035 §3.5, RFC 3596 §2.5: addresses from their end. */
const REVERSED = /(?<![\w.])(?:[0-9a-f]{1,3}\.){2,32}(?:in-addr|ip6)\.arpa/i
const ADDRESSES = new RegExp(
  [REVERSED, DOTTED, DASHED, V6].map(({ source }) => `(?:${numbered(source)})`).join('|'),
  'gi',
)
const OPERAND = /(?<=\b[A-Z][A-Z0-9]{1,15}\()[^()]*(?=\))/g
const CHUNK = /[^\s()[\]{}<>,;"'`=|]+/g
/** Numbers that people read: sizes, lines, ports, times, codes. */
const SMALL = /^(?:\d{1,6}(?:ns|us|µs|ms|s|min|h|b|kb|mb|gb|st|nd|rd|th)?|\d{1,3}v\d)$/i
/** As gskope prints code points. */
const CODE = /^(?:0x[0-9a-f]{1,8}|(?=.*\d)[0-9A-F]{4})$/

/** A back reference of a part of an alternation has another number there. */
function numbered(source: string): string {
  return source.replace('([-_])', '(?<join>[-_])').replaceAll('\\1', '\\k<join>')
}

/**
 * Text that leaves the house when names must not. Known names become their pseudonyms and addresses their stand-ins; of what is left only words
 * that gskope itself says and small numbers stay, for any other word came from a file.
 */
export class TextMask {
  readonly #pseudonyms: Pseudonyms
  readonly #addresses: AddressMap
  /** Known names by their first piece in lower case, the longest first. */
  readonly #byFirst = new Map<
    string,
    { readonly value: string; readonly offset: number; readonly name: string; readonly loose: boolean }[]
  >()
  #masked = 0

  /** All names are known to `pseudonyms` by now. */
  constructor(pseudonyms: Pseudonyms, addresses: AddressMap) {
    this.#pseudonyms = pseudonyms
    this.#addresses = addresses
    for (const { kind, value } of pseudonyms.values) {
      const [first] = value.matchAll(PIECE)
      if (!first || isTooCommon(value)) continue
      const key = first[0].toLowerCase()
      const loose = kind === 'host-name'
      const all = this.#byFirst.get(key) ?? []
      all.push({
        value: loose ? value.toLowerCase() : value,
        offset: first.index,
        name: pseudonyms.of(kind, value),
        loose,
      })
      this.#byFirst.set(key, all)
    }
    for (const all of this.#byFirst.values()) all.sort((a, b) => b.value.length - a.value.length)
  }

  /** Words that were masked. */
  get count(): number {
    return this.#masked
  }

  /** What gskope says, with values of files in it. */
  own(text: string): string {
    return this.#mask(this.#known(text), (piece) => isOwn(piece) || SMALL.test(piece) || CODE.test(piece))
  }

  /** What a file says: operands of messages are values whatever they look like. */
  foreign(text: string): string {
    const stretches = this.#known(text).flatMap((stretch): Stretch[] =>
      stretch.done
        ? [stretch]
        : splitBy(stretch.text, OPERAND, (operand) => (operand.trim() === '' ? operand : this.#mark())),
    )
    return this.#mask(stretches, (piece) => OWN.has(piece.toLowerCase()) || SMALL.test(piece))
  }

  /** What the one who reports wrote: known names and addresses alone are replaced. */
  given(text: string): string {
    return this.#known(text)
      .map((stretch) => stretch.text)
      .join('')
  }

  /** A name by itself; the same as in texts. */
  name(kind: Parameters<Pseudonyms['of']>[0], value: string): string {
    return value === '' ? '' : (this.#addresses.of(value) ?? this.#pseudonyms.of(kind, value))
  }

  #mark(): string {
    this.#masked++
    return MASKED
  }

  #known(text: string): readonly Stretch[] {
    return this.#named(harmless(text)).flatMap((stretch): Stretch[] =>
      stretch.done ? [stretch] : splitBy(stretch.text, ADDRESSES, (found) => this.#address(found)),
    )
  }

  #named(text: string): readonly Stretch[] {
    const stretches: Stretch[] = []
    let from = 0
    for (const { 0: piece, index } of text.matchAll(PIECE)) {
      if (index < from) continue
      const found = this.#byFirst.get(piece.toLowerCase())?.find(({ value, offset, loose }) => {
        const start = index - offset
        if (start < from) return false
        const there = text.slice(start, start + value.length)
        return (
          (loose ? there.toLowerCase() : there) === value &&
          isEnd(text, start - 1, value[0]) &&
          isEnd(text, start + value.length, value.at(-1))
        )
      })
      if (!found) continue
      const start = index - found.offset
      stretches.push({ text: text.slice(from, start), done: false }, { text: found.name, done: true })
      from = start + found.value.length
    }
    stretches.push({ text: text.slice(from), done: false })
    return stretches
  }

  /** An address in a text; undefined where it only looks like one. */
  #address(found: string): string | undefined {
    const reversed = /^(.*)\.(in-addr|ip6)\.arpa$/i.exec(found)
    if (reversed) return this.#mark()
    if (!found.includes('.') && !found.includes(':')) return this.#mark()
    return this.#addresses.of(found)
  }

  #mask(stretches: readonly Stretch[], allowed: (piece: string) => boolean): string {
    return stretches
      .map(({ text, done }) =>
        done
          ? text
          : text.replace(CHUNK, (chunk) => {
              const pieces = chunk.match(PIECE) ?? []
              if (pieces.every(allowed)) return chunk
              return `${this.#mark()}${/[.:!?]*$/.exec(chunk)?.[0] ?? ''}`
            }),
      )
      .join('')
      .replace(/\[masked\](?:[\s,]+\[masked\])+/g, MASKED)
  }
}

/** `YourCipherParms` is made of words. */
function isOwn(piece: string): boolean {
  if (OWN.has(piece.toLowerCase())) return true
  const parts = piece.match(/[A-Z]?[a-z]+|[A-Z]+(?![a-z])|[^A-Za-z]+/g) ?? []
  return parts.length > 1 && parts.every((part) => part.length > 2 && OWN.has(part.toLowerCase()))
}

/** A stretch for each match that `become` replaces, and for what lies between. */
function splitBy(text: string, expression: RegExp, become: (found: string) => string | undefined): Stretch[] {
  const stretches: Stretch[] = []
  let from = 0
  for (const { 0: found, index } of text.matchAll(expression)) {
    const instead = become(found)
    if (instead === undefined) continue
    stretches.push({ text: text.slice(from, index), done: false }, { text: instead, done: true })
    from = index + found.length
  }
  stretches.push({ text: text.slice(from), done: false })
  return stretches
}

/** A name is whole where its end does not go on. */
function isEnd(text: string, at: number, sign: string | undefined): boolean {
  const next = text[at]
  return next === undefined || sign === undefined || !isWordSign(sign) || !isWordSign(next)
}

function isWordSign(sign: string): boolean {
  return /[\p{L}\p{N}]/u.test(sign)
}

/** A host called `server`, a job called `A`, a serial of 1: replaced where it stands by itself, and no word of a sentence. */
function isTooCommon(value: string): boolean {
  return value.length < 2 || /^\d{1,5}$/.test(value) || (OWN.has(value) && value === value.toLowerCase())
}
