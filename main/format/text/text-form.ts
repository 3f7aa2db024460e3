import { DETECT_BYTES } from '../reader.ts'
import { isWord } from './hex-digit.ts'
import { EBCDIC_BLANK, EBCDIC_TO_LATIN } from './ebcdic.ts'

export type Encoding = 'utf-8' | 'latin-1' | 'ibm-1047' | 'utf-16le' | 'utf-16be'

/** How a text is written down: what its bytes mean and what ends a line. */
export interface TextForm {
  readonly encoding: Encoding
  /** `lines`: ended by a new line; `fixed`: records of `length` bytes; `rdw`: a record descriptor word before each record. */
  readonly records: 'lines' | 'fixed' | 'rdw'
  /** Of a fixed record, in bytes of the source. */
  readonly length: number
  /** Bytes of a byte order mark at the beginning. */
  readonly markLength: number
}

/** Enough to see what kind of text it is; form must not depend on how much of a long source was brought. */
const LOOK_BYTES = 8192
/** Record lengths seen for listings: 80 to 255; a little more for print files with descriptors left in. */
const MAX_FIXED = 1024
const MIN_FIXED = 40
/** Print files with and without carriage control and descriptors, screens, IPCS at its widest. */
const USUAL_LENGTHS: readonly number[] = [133, 132, 121, 137, 80, 250, 255]

/** What the beginning of a text tells of its form. Any bytes have an answer; text in lines is the default. */
export function detectTextForm(head: Uint8Array): TextForm {
  const look = head.subarray(0, LOOK_BYTES)
  if (look[0] === 0xff && look[1] === 0xfe) return { encoding: 'utf-16le', records: 'lines', length: 0, markLength: 2 }
  if (look[0] === 0xfe && look[1] === 0xff) return { encoding: 'utf-16be', records: 'lines', length: 0, markLength: 2 }
  if (look[0] === 0xef && look[1] === 0xbb && look[2] === 0xbf) {
    return { encoding: 'utf-8', records: 'lines', length: 0, markLength: 3 }
  }
  if (isEbcdic(look)) return ebcdicForm(look)
  const encoding = isUtf8(head.subarray(0, DETECT_BYTES)) ? 'utf-8' : 'latin-1'
  const length = look.includes(0x0a) ? 0 : fixedLength(look)
  return { encoding, records: length > 0 ? 'fixed' : 'lines', length, markLength: 0 }
}

/** As the analysis document writes it: `lines`, `fixed-133`, `vb-rdw`. */
export function recordFormName(form: TextForm): string {
  return form.records === 'fixed' ? `fixed-${form.length}` : form.records === 'rdw' ? 'vb-rdw' : 'lines'
}

/** A listing is a third blanks; a text in ASCII has commercial ats (X'40') by the way only. */
function isEbcdic(look: Uint8Array): boolean {
  let ebcdicBlanks = 0
  let asciiBlanks = 0
  for (const byte of look) {
    if (byte === EBCDIC_BLANK) ebcdicBlanks++
    else if (byte === 0x20) asciiBlanks++
  }
  return ebcdicBlanks > 8 && ebcdicBlanks * 8 > look.length && asciiBlanks * 4 < ebcdicBlanks
}

function ebcdicForm(look: Uint8Array): TextForm {
  if (hasDescriptors(look)) return { encoding: 'ibm-1047', records: 'rdw', length: 0, markLength: 0 }
  const latin = look.map((byte) => EBCDIC_TO_LATIN[byte] ?? 0)
  const length = latin.includes(0x0a) ? 0 : fixedLength(latin)
  return { encoding: 'ibm-1047', records: length > 0 ? 'fixed' : 'lines', length, markLength: 0 }
}

/** Each record begins with its length (2 bytes, counting the word itself) and two zero bytes. */
function hasDescriptors(look: Uint8Array): boolean {
  let at = 0
  let records = 0
  while (at + 4 <= look.length && records < 16) {
    const length = ((look[at] ?? 0) << 8) | (look[at + 1] ?? 0)
    if (length < 4 || look[at + 2] !== 0 || look[at + 3] !== 0) return false
    at += length
    records++
  }
  return records >= 2 || (records === 1 && at === look.length)
}

/**
 * Header lines stand a whole number of records apart, and so do the lines of a dump: their times of day and their offsets give the period.
 * 0: no period found.
 */
function fixedLength(look: Uint8Array): number {
  const times = new Period()
  const offsets = new Period()
  for (let at = 0; at + 15 <= look.length; at++) {
    if (look[at + 2] === 0x3a && look[at + 5] === 0x3a && look[at + 8] === 0x2e && digits(look, at)) times.at(at)
    else if (look[at + 8] === 0x3a && isWord(look, at, look.length)) offsets.at(at)
  }
  const period = greatestCommonDivisor(times.length, offsets.length)
  const usual = USUAL_LENGTHS.find((length) => period > 0 && period % length === 0)
  return usual ?? (period >= MIN_FIXED && period <= MAX_FIXED ? period : 0)
}

/** The longest distance of which all distances between places are a multiple; 0 while there are not two places. */
class Period {
  length = 0
  #previous = -1

  at(place: number): void {
    if (this.#previous >= 0) this.length = greatestCommonDivisor(place - this.#previous, this.length)
    this.#previous = place
  }
}

function digits(look: Uint8Array, at: number): boolean {
  for (let i = at; i < at + 15; i++) {
    if (i - at === 2 || i - at === 5 || i - at === 8) continue
    const byte = look[i] ?? 0
    if (byte < 0x30 || byte > 0x39) return false
  }
  return true
}

function greatestCommonDivisor(a: number, b: number): number {
  while (b > 0) [a, b] = [b, a % b]
  return a
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
