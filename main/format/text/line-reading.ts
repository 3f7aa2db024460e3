import type { SourceReading } from '../reader.ts'
import { DETECT_BYTES } from '../reader.ts'
import { ebcdicToLatin } from './ebcdic.ts'
import { latinText } from './latin.ts'
import type { LineSink } from './line-sink.ts'
import { behindMargins, MarginSample } from './margin-sample.ts'
import { isPasted, PastedLines } from './pasted-lines.ts'
import type { Margins, TextForm } from './encoding.ts'
import { detectTextForm, isDescriptor } from './text-form.ts'
import { unmarkedStarts } from './unmarked-lines.ts'

/** Far longer than any print line (IPCS ends at 250). The rest of a longer line is dropped: it can be of no layout we know. */
const MAX_LINE_BYTES = 32_768

/** Bytes of a descriptor word. */
const DESCRIPTOR = 4
/** Descriptors in a row that are believed behind a damaged one. */
const TRUSTED_DESCRIPTORS = 3
/** Of lines that lost their ends: brought together at most before they are split; a record has a few dozen lines. */
const MAX_UNMARKED_BYTES = 262_144
/** What follows a beginning must be there for it to be known as one; no header line is as long. */
const UNMARKED_MARGIN = 512

const RETURN = 0x0d
/** First byte of a NEL in UTF-8. */
const NEL_LEAD = 0xc2

export interface LineReadingOptions {
  /** Where it is known from elsewhere, for text from the middle of a source that begins with a line. */
  readonly form?: TextForm | undefined
  /** As another reading of the source had it where this one begins. */
  readonly blockLeft?: number
  /** Marks of a mail and line numbers in front of the lines are given with them: for those who show the source as it is. */
  readonly keepsMargins?: boolean
}

/** Bytes of a source in, lines out, whatever the code page and the record form; both are decided from the source's beginning. */
export class LineReading implements SourceReading {
  #sink: LineSink
  /** The first bytes were looked at. */
  #begun = false
  #form: TextForm | undefined
  /** Inside a line that was too long, its kept part given out. */
  #skipping = false
  /** Behind a damaged descriptor, looking for whole ones. */
  #lost = false
  readonly #keepsMargins: boolean
  #newLine = 0x0a
  /** Bytes left of the block that is being read. */
  #blockLeft = 0
  #scratch = new Uint8Array(0)

  constructor(sink: LineSink, { form, blockLeft = Infinity, keepsMargins = false }: LineReadingOptions = {}) {
    this.#sink = sink
    this.#form = form
    this.#keepsMargins = keepsMargins
    if (form === undefined) return
    this.#newLine = form.newLine
    this.#blockLeft = blockLeft
  }

  /** Undefined before the first bytes. */
  get form(): TextForm | undefined {
    return this.#form
  }

  /** Bytes left of the block behind the last line; 0 in a text without blocks; Infinity where damage hides it. */
  get blockLeft(): number {
    return this.#blockLeft
  }

  take(bytes: Uint8Array, offset: number, last: boolean): number {
    if (this.#form === undefined) {
      if (!last && bytes.length < DETECT_BYTES) return 0
      this.#form = detectTextForm(bytes)
      this.#newLine = this.#form.newLine
      this.#look(bytes, this.#form)
      const mark = this.#form.markLength
      return mark + this.#takeAs(this.#form, bytes.subarray(mark), offset + mark, last)
    }
    if (!this.#begun) this.#look(bytes, this.#form)
    return this.#takeAs(this.#form, bytes, offset, last)
  }

  #look(bytes: Uint8Array, form: TextForm): void {
    this.#begun = true
    const head = bytes.subarray(0, DETECT_BYTES)
    if (!this.#keepsMargins) this.#sink = behindMargins(this.#sink, form.margins ?? marginsOf(head, form))
    if (isPasted(head, form.encoding)) this.#sink = new PastedLines(this.#sink, form.encoding)
  }

  #takeAs(form: TextForm, bytes: Uint8Array, offset: number, last: boolean): number {
    if (form.encoding === 'utf-16le' || form.encoding === 'utf-16be') return this.#takeUtf16(form, bytes, offset, last)
    if (form.records === 'rdw' || form.records === 'bdw') {
      return this.#takeDescribed(bytes, offset, last, form.records === 'bdw')
    }
    const plain = form.encoding === 'ibm-1047' ? this.#translate(bytes) : bytes
    if (form.records === 'fixed') return this.#takeFixed(form.length, plain, offset, last)
    if (form.records === 'unmarked') return this.#takeUnmarked(plain, offset, last)
    return this.#takeLines(plain, offset, 1, last)
  }

  /** `unit`: how many bytes of the source one byte here stands for. */
  #takeLines(bytes: Uint8Array, offset: number, unit: number, last: boolean): number {
    let start = 0
    if (this.#skipping) {
      const end = bytes.indexOf(this.#newLine)
      if (end < 0) return bytes.length
      this.#skipping = false
      start = end + 1
    }
    const before = this.#newLine === 0x85 ? NEL_LEAD : RETURN
    start = this.#wholeLines(bytes, start, offset, unit, before)
    const rest = bytes.length - start
    if (rest > MAX_LINE_BYTES || (last && rest > 0)) {
      const stop = Math.min(bytes.length, start + MAX_LINE_BYTES)
      const end = bytes[stop - 1] === before ? stop - 1 : stop
      this.#sink.line(bytes, start, end, offset + start * unit, (end - start) * unit)
      this.#skipping = rest > MAX_LINE_BYTES
      if (this.#skipping) this.#sink.cut?.(offset + start * unit)
      return bytes.length
    }
    return start
  }

  /** Where the first line begins that has no end yet. */
  #wholeLines(bytes: Uint8Array, from: number, offset: number, unit: number, before: number): number {
    const sink = this.#sink
    const newLine = this.#newLine
    let start = from
    for (;;) {
      if (unit === 1 && sink.alike !== undefined) start = sink.alike(bytes, start, offset + start, newLine, before)
      const end = placeOf(newLine, bytes, start)
      if (end === bytes.length) return start
      const kept = end - start > MAX_LINE_BYTES ? start + MAX_LINE_BYTES : end
      const stop = kept > start && bytes[kept - 1] === before ? kept - 1 : kept
      sink.line(bytes, start, stop, offset + start * unit, (stop - start) * unit)
      if (kept < end) sink.cut?.(offset + start * unit)
      start = end + 1
    }
  }

  #takeFixed(length: number, bytes: Uint8Array, offset: number, last: boolean): number {
    let start = 0
    for (; start + length <= bytes.length; start += length) {
      this.#sink.line(bytes, start, start + length, offset + start, length)
    }
    if (!last || start === bytes.length) return start
    this.#sink.line(bytes, start, bytes.length, offset + start, bytes.length - start)
    return bytes.length
  }

  /** The last line that begins is kept until it is known where it ends. */
  #takeUnmarked(bytes: Uint8Array, offset: number, last: boolean): number {
    const starts = unmarkedStarts(latinText(bytes, 0, bytes.length))
    let start = 0
    for (const next of last ? [...starts, bytes.length] : starts) {
      if (!last && next > bytes.length - UNMARKED_MARGIN) break
      if (next > start) this.#sink.line(bytes, start, next, offset + start, next - start)
      start = next
    }
    if (bytes.length - start <= MAX_UNMARKED_BYTES) return start
    this.#sink.line(bytes, start, bytes.length, offset + start, bytes.length - start)
    return bytes.length
  }

  #takeDescribed(bytes: Uint8Array, offset: number, last: boolean, inBlocks: boolean): number {
    let start = 0
    while (start + DESCRIPTOR <= bytes.length) {
      if (this.#lost) {
        const next = nextDescriptors(bytes, start, last)
        start = next.at
        if (!next.found) return last ? bytes.length : start
        this.#lost = false
        this.#blockLeft = Infinity
      }
      const length = lengthAt(bytes, start)
      if (!isDescriptor(bytes, start) || (inBlocks && this.#blockLeft > 0 && length > this.#blockLeft)) {
        this.#lost = true
        this.#sink.broken(offset + start)
        continue
      }
      // Behind damage nothing tells how much of its block is left, but that a block's descriptor has a record's behind it.
      if (inBlocks && (this.#blockLeft === 0 || (this.#blockLeft === Infinity && isBlock(bytes, start)))) {
        this.#blockLeft = length - DESCRIPTOR
        start += DESCRIPTOR
        continue
      }
      if (start + length > bytes.length && !last) return start
      if (inBlocks) this.#blockLeft -= length
      const end = Math.min(bytes.length, start + length)
      const line = this.#translate(bytes.subarray(start + DESCRIPTOR, end))
      this.#sink.line(line, 0, line.length, offset + start + DESCRIPTOR, line.length)
      start = end
    }
    return last ? bytes.length : start
  }

  /** What is no Latin-1 becomes a question mark: no layout depends on it. */
  #takeUtf16(form: TextForm, bytes: Uint8Array, offset: number, last: boolean): number {
    const count = bytes.length >> 1
    const low = form.encoding === 'utf-16le' ? 0 : 1
    const latin = this.#room(count)
    for (let i = 0; i < count; i++) latin[i] = bytes[i * 2 + 1 - low] === 0 ? (bytes[i * 2 + low] ?? 0) : 0x3f
    const taken = this.#takeLines(latin, offset, 2, last) * 2
    return last ? bytes.length : taken
  }

  #translate(bytes: Uint8Array): Uint8Array {
    const latin = this.#room(bytes.length)
    ebcdicToLatin(bytes, latin)
    return latin
  }

  #room(length: number): Uint8Array {
    if (this.#scratch.length < length) this.#scratch = new Uint8Array(length)
    return this.#scratch.subarray(0, length)
  }
}

/**
 * What stands in front of the lines of a text, by its beginning. Lines that lost their ends went through no mail and no editor since, and it
 * takes long to split them.
 */
export function marginsOf(head: Uint8Array, form: TextForm): Margins {
  const sample = new MarginSample()
  if (form.records !== 'unmarked')
    new LineReading(sample, { form, keepsMargins: true }).take(head.subarray(form.markLength), 0, true)
  return sample.found
}

function lengthAt(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)
}

/** A descriptor that has another one right behind it, of a record that lies within: text has no zero bytes. */
function isBlock(bytes: Uint8Array, at: number): boolean {
  return isDescriptor(bytes, at + DESCRIPTOR) && lengthAt(bytes, at + DESCRIPTOR) + DESCRIPTOR <= lengthAt(bytes, at)
}

/** The next place from which descriptors follow each other; where none is `found`, `at` is as far as there can be none. */
function nextDescriptors(bytes: Uint8Array, from: number, last: boolean): { at: number; found: boolean } {
  for (let at = from; at + DESCRIPTOR <= bytes.length; at++) {
    if (!isDescriptor(bytes, at)) continue
    let next = at
    let chain = 0
    while (chain < TRUSTED_DESCRIPTORS && isDescriptor(bytes, next)) {
      next += isBlock(bytes, next) ? DESCRIPTOR : lengthAt(bytes, next)
      chain++
    }
    if (chain === TRUSTED_DESCRIPTORS || (last && chain > 0 && next === bytes.length)) return { at, found: true }
    if (chain > 0 && next + DESCRIPTOR > bytes.length && !last) return { at, found: false }
  }
  return { at: Math.max(from, bytes.length - DESCRIPTOR + 1), found: false }
}

/** The length where it is not there. Lines are short: a loop is faster than `indexOf`, which has to be called. */
function placeOf(byte: number, bytes: Uint8Array, start: number): number {
  const end = bytes.length
  let at = start
  while (at < end && bytes[at] !== byte) at++
  return at
}
