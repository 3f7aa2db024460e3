import { DETECT_BYTES } from '../reader.ts'
import { type Encoding, ENCODINGS, type TextForm } from './encoding.ts'
import { EBCDIC_BLANK, EBCDIC_TO_LATIN } from './ebcdic.ts'
import { latinText } from './latin.ts'
import { paddedLength } from './padded-records.ts'
import { alikeLength, recordPeriod, USUAL_LENGTHS } from './record-period.ts'
import { isUnmarked } from './unmarked-lines.ts'

const LF = 0x0a
const CR = 0x0d
const NEL = 0x85
const TAB = 0x09
/** X'05'. */
const EBCDIC_TAB = 0x05
/** Shares of an EBCDIC text with tabs: a tab is between words at the least, and descriptors of short records are a fifth. */
const LEAST_BLANKS = 1 / 16
const PRINTABLE = 0.8
/** Share of UTF-16 units whose upper byte is zero, in any text of a western language. */
const WIDE_SHARE = 0.8

/** Enough to see what kind of text it is; form must not depend on how much of a long source was brought. */
const LOOK_BYTES = 8192

/** What the beginning of a text tells of its form. Any bytes have an answer; text in lines is the default. */
export function detectTextForm(head: Uint8Array): TextForm {
  const look = head.subarray(0, LOOK_BYTES)
  if (look[0] === 0xff && look[1] === 0xfe) return utf16Form(look, 'utf-16le', 2)
  if (look[0] === 0xfe && look[1] === 0xff) return utf16Form(look, 'utf-16be', 2)
  if (look[0] === 0xef && look[1] === 0xbb && look[2] === 0xbf) {
    return { encoding: 'utf-8', records: 'lines', newLine: newLineOf(look), length: 0, markLength: 3 }
  }
  const wide = wideBlanks(look)
  if (wide !== undefined) return utf16Form(look, wide, 0)
  const all = head.subarray(0, DETECT_BYTES)
  if (isEbcdic(look)) return ebcdicForm(look, all)
  return plainForm(look, all, isUtf8(all) ? 'utf-8' : 'latin-1')
}

function utf16Form(look: Uint8Array, encoding: 'utf-16le' | 'utf-16be', markLength: number): TextForm {
  const low = encoding === 'utf-16le' ? 0 : 1
  const newLine = newLineOf(look.filter((_, at) => at % 2 === low))
  return { encoding, records: 'lines', newLine, length: 0, markLength }
}

/** Lines if anything ends them, else records of one length, else lines that lost their ends, else one line. */
function plainForm(look: Uint8Array, all: Uint8Array, encoding: Encoding): TextForm {
  const newLine = newLineOf(look)
  const form = { encoding, newLine, length: 0, markLength: 0 } as const
  if (look.includes(newLine)) return { ...form, records: 'lines' }
  const length = recordPeriod(all, all.length < DETECT_BYTES) || paddedLength(look) || alikeLength(look)
  // Trace records may be of one length as a whole.
  if (!USUAL_LENGTHS.includes(length) && isUnmarked(latinText(all, 0, all.length)))
    return { ...form, records: 'unmarked' }
  return length > 0 ? { ...form, records: 'fixed', length } : { ...form, records: 'lines' }
}

/** Some programs turn the NEL that ends lines on z/OS into U+0085, old ones end lines with CR alone. */
function newLineOf(look: Uint8Array): number {
  if (look.includes(LF)) return LF
  return look.includes(CR) ? CR : look.includes(NEL) ? NEL : LF
}

/** Half of the bytes of UTF-16 are zero, on one side of the blanks; text has none. */
function wideBlanks(look: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const zeros = [0, 0]
  for (let at = 0; at < look.length; at++) if (look[at] === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1
  const [even = 0, odd = 0] = zeros
  const most = (look.length / 2) * WIDE_SHARE
  if (look.length < 8) return undefined
  if (odd > most && even === 0) return 'utf-16le'
  return even > most && odd === 0 ? 'utf-16be' : undefined
}

/** As the analysis document writes it: `lines`, `fixed-133`, `vb-rdw`. */
export function recordFormName(form: TextForm): string {
  if (form.records === 'fixed') return `fixed-${form.length}`
  return RECORD_NAMES[form.records]
}

const RECORD_NAMES = { lines: 'lines', rdw: 'vb-rdw', bdw: 'vb-bdw-rdw', unmarked: 'vb-unmarked' } as const

/** The form that was told by its names, for text from the middle of a source; undefined where they are of no text. */
export function textFormNamed(encoding: string, recordForm: string, text: Uint8Array): TextForm | undefined {
  const known = ENCODINGS.find((one) => one === encoding)
  if (known === undefined) return undefined
  if (known === 'utf-16le' || known === 'utf-16be') return utf16Form(text, known, 0)
  const form = { encoding: known, newLine: newLineOf(known === 'ibm-1047' ? latinOf(text) : text), markLength: 0 }
  const length = Number(/^fixed-(\d{1,5})$/.exec(recordForm)?.[1] ?? 0)
  if (length > 0) return { ...form, records: 'fixed', length }
  const records = (['lines', 'rdw', 'bdw', 'unmarked'] as const).find((one) => RECORD_NAMES[one] === recordForm)
  return records && { ...form, records, length: 0 }
}

/**
 * A listing is a third blanks; a text in ASCII has commercial ats (X'40') by the way only. With tabs for blanks there is less of both: then
 * the other bytes must be EBCDIC's letters, digits and signs, too, which those of another text are not.
 */
function isEbcdic(look: Uint8Array): boolean {
  let blanks = 0
  let tabs = 0
  let asciiBlanks = 0
  let printable = 0
  for (const byte of look) {
    if (byte === EBCDIC_BLANK) blanks++
    else if (byte === EBCDIC_TAB) tabs++
    else if (byte === 0x20) asciiBlanks++
    if (isPrintable(EBCDIC_TO_LATIN[byte] as number)) printable++
  }
  if (blanks > 8 && blanks * 8 > look.length && asciiBlanks * 4 < blanks) return true
  const all = blanks + tabs
  return all > 8 && all > look.length * LEAST_BLANKS && asciiBlanks * 4 < all && printable > look.length * PRINTABLE
}

function isPrintable(latin: number): boolean {
  return (latin >= 0x20 && latin < 0x7f) || latin === TAB || latin === LF || latin === CR
}

function ebcdicForm(look: Uint8Array, all: Uint8Array): TextForm {
  const described = { encoding: 'ibm-1047', newLine: LF, length: 0, markLength: 0 } as const
  // A block's word is followed by its first record's at once; text has no zero bytes.
  if (isDescriptor(look, 0) && isDescriptor(look, 4) && u16(look, 4) + 4 <= u16(look, 0))
    return { ...described, records: 'bdw' }
  if (hasDescriptors(look)) return { ...described, records: 'rdw' }
  return plainForm(latinOf(look), latinOf(all), 'ibm-1047')
}

function latinOf(ebcdic: Uint8Array): Uint8Array {
  return ebcdic.map((byte) => EBCDIC_TO_LATIN[byte] ?? 0)
}

/** A length that counts the word itself, and two zero bytes. */
export function isDescriptor(bytes: Uint8Array, at: number): boolean {
  return at + 4 <= bytes.length && u16(bytes, at) >= 4 && bytes[at + 2] === 0 && bytes[at + 3] === 0
}

function u16(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)
}

/** Each record begins with its length (2 bytes, counting the word itself) and two zero bytes. */
function hasDescriptors(look: Uint8Array): boolean {
  let at = 0
  let records = 0
  while (at + 4 <= look.length && records < 16) {
    if (!isDescriptor(look, at)) return false
    at += u16(look, at)
    records++
  }
  return records >= 2 || (records === 1 && at === look.length)
}

/** Well-formed as far as the cut end lets one see. */
function isUtf8(look: Uint8Array): boolean {
  for (let i = 0; i < look.length;) {
    const byte = look[i] ?? 0
    const more =
      byte < 0x80
        ? 0
        : byte >= 0xc2 && byte < 0xe0
          ? 1
          : byte >= 0xe0 && byte < 0xf0
            ? 2
            : byte >= 0xf0 && byte < 0xf5
              ? 3
              : -1
    if (more < 0) return false
    for (let k = 1; k <= more && i + k < look.length; k++) if (((look[i + k] ?? 0) & 0xc0) !== 0x80) return false
    i += more + 1
  }
  return true
}
