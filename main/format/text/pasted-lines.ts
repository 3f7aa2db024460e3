/**
 * Text that went through a web page or a word processor: blanks that do not break (U+00A0) where there were blanks, and HTML's names for
 * characters. Readers are given what stood there before.
 */
import type { Encoding } from './encoding.ts'
import type { LineSink } from './line-sink.ts'

const BLANK = 0x20
const AMPERSAND = 0x26
const SEMICOLON = 0x3b
const NO_BREAK = 0xa0
/** First byte of U+00A0 in UTF-8. */
const NO_BREAK_LEAD = 0xc2
const MAX_ENTITY = 8

/** What text/html writes for characters that it needs for itself, and for blanks (HTML Living Standard, "Named character references"). */
const ENTITIES: Readonly<Record<string, number>> = {
  nbsp: BLANK,
  '#160': BLANK,
  '#xa0': BLANK,
  amp: AMPERSAND,
  lt: 0x3c,
  gt: 0x3e,
  quot: 0x22,
  '#34': 0x22,
  apos: 0x27,
  '#39': 0x27,
  '#x27': 0x27,
}

/** Whether a text, by its beginning, is to be read through `PastedLines`. */
export function isPasted(head: Uint8Array, encoding: Encoding): boolean {
  if (encoding === 'ibm-1047') return false
  const step = encoding === 'utf-16le' || encoding === 'utf-16be' ? 2 : 1
  const low = encoding === 'utf-16be' ? 1 : 0
  for (let at = low; at < head.length; at += step) {
    const byte = head[at] as number
    if (byte === NO_BREAK && (encoding !== 'utf-8' || head[at - 1] === NO_BREAK_LEAD)) return true
    if (byte === AMPERSAND && step === 1 && entityAt(head, at, head.length) !== undefined) return true
  }
  return false
}

/** Lines as they were before they were pasted; places are those in the source. */
export class PastedLines implements LineSink {
  readonly #sink: LineSink
  readonly #isUtf8: boolean
  #scratch = new Uint8Array(256)

  constructor(sink: LineSink, encoding: Encoding) {
    this.#sink = sink
    this.#isUtf8 = encoding === 'utf-8'
  }

  line(bytes: Uint8Array, start: number, end: number, offset: number, extent: number): void {
    if (this.#scratch.length < end - start) this.#scratch = new Uint8Array((end - start) * 2)
    const mended = this.#scratch
    let length = 0
    for (let at = start; at < end;) {
      const byte = bytes[at] as number
      const entity = byte === AMPERSAND ? entityAt(bytes, at, end) : undefined
      if (entity !== undefined) {
        mended[length++] = entity.byte
        at = entity.end
      } else if (this.#isUtf8 && byte === NO_BREAK_LEAD && at + 1 < end && bytes[at + 1] === NO_BREAK) {
        mended[length++] = BLANK
        at += 2
      } else {
        mended[length++] = !this.#isUtf8 && byte === NO_BREAK ? BLANK : byte
        at++
      }
    }
    this.#sink.line(mended, 0, length, offset, extent)
  }

  cut(offset: number): void {
    this.#sink.cut?.(offset)
  }

  broken(offset: number): void {
    this.#sink.broken(offset)
  }
}

/** The character whose name begins at `at`, and where the name ends. */
function entityAt(
  bytes: Uint8Array,
  at: number,
  end: number,
): { readonly byte: number; readonly end: number } | undefined {
  let name = ''
  for (let i = at + 1; i < Math.min(end, at + MAX_ENTITY); i++) {
    const letter = bytes[i] as number
    if (letter === SEMICOLON) {
      const byte = ENTITIES[name.toLowerCase()]
      return byte === undefined ? undefined : { byte, end: i + 1 }
    }
    name += String.fromCharCode(letter)
  }
  return undefined
}
