import { codeNameParts } from './code-name.ts'
import { harmless } from './harmless.ts'

/** HTML or SVG that is ready to be written; text becomes markup through `markup` alone, which escapes it. */
export class Markup {
  readonly #text: string

  /** Only for what is markup by itself: our own style sheets. */
  constructor(text: string) {
    this.#text = text
  }

  toString(): string {
    return this.#text
  }
}

/** A registered name that may break where a reader would break it. */
export function codeName(name: string): Markup {
  return markup`${codeNameParts(name).map((part, at) => markup`${at > 0 && markup`<wbr>`}${part}`)}`
}

export type Insert = Markup | string | number | readonly Insert[] | null | undefined | false

/** Markup with values put in: strings are escaped, lists are put in one after the other, null and false leave nothing. */
export function markup(parts: TemplateStringsArray, ...inserts: readonly Insert[]): Markup {
  return new Markup(parts.map((part, at) => part + (at < inserts.length ? inserted(inserts[at]) : '')).join(''))
}

function inserted(insert: Insert): string {
  if (insert === null || insert === undefined || insert === false) return ''
  if (typeof insert === 'number') return String(insert)
  if (typeof insert === 'string') return escaped(insert)
  return insert instanceof Markup ? insert.toString() : insert.map(inserted).join('')
}

const ENTITY: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** For element content and quoted attributes alike. */
export function escaped(text: string): string {
  return harmless(text).replace(/[&<>"']/g, (sign) => ENTITY[sign] ?? sign)
}
