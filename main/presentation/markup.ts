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

/**
 * Text without what no document should hold: control characters other than tab and line feed, signs that turn the direction of writing or show
 * nothing at all (Unicode TR 36 §2.5), and halves of surrogate pairs.
 */
export function harmless(text: string): string {
  return text
    .replace(
      /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff]/g,
      '\ufffd',
    )
    .toWellFormed()
}
