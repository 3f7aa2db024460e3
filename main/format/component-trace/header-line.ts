import { isWord } from '../text/hex-digit.ts'

/** Blanks between the beginnings of system name and mnemonic in the published layout. */
const MNEMONIC_COLUMN = 10
const MAX_SYSTEM_NAME = 8
const MAX_MNEMONIC = 8
/** Call-outs of a printed page, and what a mail or an editor puts there where too few lines show it for `MarginSample`. */
const MAX_CALL_OUT = 6
const QUOTED = 0x3e

/**
 * The first line of a record, found by its whole pattern:
 * `<call-out>? <system name>? <MNEMONIC> <8 hex digits> <hh:mm:ss.ffffff> <description>`.
 * One instance is filled again and again.
 */
export class HeaderLine {
  /** Where the system name begins; equal to systemEnd when it is masked away. */
  systemStart = 0
  systemEnd = 0
  mnemonicStart = 0
  mnemonicEnd = 0
  entryStart = 0
  descriptionStart = 0
  descriptionEnd = 0
  timeOfDayNs = 0
  /** A call-out stood before the record (see isCallOut). */
  callOut = false
  /** The system name had a carriage control character glued to it. */
  carriageControl = false

  /** Reads `bytes[from..end)`, which begins and ends with no blank; false: no header line, and nothing in here is of use. */
  read(bytes: Uint8Array, from: number, end: number): boolean {
    const start = innermostMark(bytes, from, end)
    let firstStart = -1
    let firstEnd = -1
    let secondStart = -1
    let secondEnd = -1
    let at = start
    // up to three words before the entry id: call-out, system name, mnemonic
    for (let words = 0; words < 4; words++) {
      const wordStart = at
      while (at < end && (bytes[at] as number) > 0x20) at++
      const length = at - wordStart
      const wordEnd = at
      while (at < end && (bytes[at] as number) <= 0x20) at++
      if (at >= end) return false
      if (words > 0 && length === 8 && isWord(bytes, wordStart, wordEnd) && this.#readTime(bytes, at, end)) {
        this.entryStart = wordStart
        return (
          this.#name(bytes, start, firstStart, firstEnd, secondStart, secondEnd) && this.#describe(bytes, at + 15, end)
        )
      }
      if (words === 3 || length > MAX_SYSTEM_NAME + 1) return false
      firstStart = secondStart
      firstEnd = secondEnd
      secondStart = wordStart
      secondEnd = wordEnd
    }
    return false
  }

  /** `second` is the word before the entry id, `first` the one before that, if any. */
  #name(bytes: Uint8Array, start: number, first: number, firstEnd: number, second: number, secondEnd: number): boolean {
    if (secondEnd - second > MAX_MNEMONIC || !isUpper(bytes[second] as number)) return false
    this.mnemonicStart = second
    this.mnemonicEnd = secondEnd
    this.carriageControl = false
    this.callOut = false
    if (first < 0 || (first === start && isCallOut(bytes, first, firstEnd) && second - first < MNEMONIC_COLUMN - 2)) {
      // no system name, but perhaps a call-out
      this.callOut = first >= 0
      this.systemStart = this.systemEnd = second
      return true
    }
    const glued = isCarriageControl(bytes[first] as number) && second - first === MNEMONIC_COLUMN + 1
    if (firstEnd - first > MAX_SYSTEM_NAME + (glued ? 1 : 0)) return false
    this.carriageControl = glued
    this.systemStart = glued ? first + 1 : first
    this.systemEnd = firstEnd
    if (first > start) {
      if (!isCallOut(bytes, start, endOfWord(bytes, start, first))) return false
      this.callOut = true
    }
    return true
  }

  #readTime(bytes: Uint8Array, at: number, end: number): boolean {
    if (at + 15 > end || bytes[at + 2] !== 0x3a || bytes[at + 5] !== 0x3a || bytes[at + 8] !== 0x2e) return false
    const hours = twoDigits(bytes, at)
    const minutes = twoDigits(bytes, at + 3)
    const seconds = twoDigits(bytes, at + 6)
    let micros = 0
    for (let i = at + 9; i < at + 15; i++) {
      const digit = (bytes[i] as number) - 0x30
      if (digit < 0 || digit > 9) return false
      micros = micros * 10 + digit
    }
    if (hours > 23 || minutes > 59 || seconds > 60) return false
    this.timeOfDayNs = (((hours * 60 + minutes) * 60 + seconds) * 1_000_000 + micros) * 1000
    return at + 15 === end || (bytes[at + 15] as number) <= 0x20
  }

  /** The description may be cut away with the rest of the line. */
  #describe(bytes: Uint8Array, from: number, end: number): boolean {
    let at = from
    while (at < end && (bytes[at] as number) <= 0x20) at++
    this.descriptionStart = at
    this.descriptionEnd = end
    return true
  }
}

/** ASA: one line, two, three, new page, overprint. The blank is not told from indentation. */
export function isCarriageControl(byte: number): boolean {
  return byte === 0x30 || byte === 0x31 || byte === 0x2d || byte === 0x2b
}

/** 255 and more for what is no two digits, so that every range check refuses it. */
function twoDigits(bytes: Uint8Array, at: number): number {
  const tens = (bytes[at] as number) - 0x30
  const ones = (bytes[at + 1] as number) - 0x30
  return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? 255 : tens * 10 + ones
}

function isUpper(byte: number): boolean {
  return byte >= 0x41 && byte <= 0x5a
}

/** A number, or the marks of a quoted mail (`>`, `>>`), that are no part of what stands behind them. */
function isCallOut(bytes: Uint8Array, start: number, end: number): boolean {
  if (end === start || end - start > MAX_CALL_OUT) return false
  const quoted = bytes[start] === QUOTED
  for (let i = start; i < end; i++) if (quoted ? bytes[i] !== QUOTED : !isDigit(bytes[i] as number)) return false
  return true
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39
}

/** Where the text begins behind a call-out and its blank: `start` where there is none, `end` where it stands alone. */
export function behindCallOut(bytes: Uint8Array, start: number, end: number): number {
  const mark = innermostMark(bytes, start, end)
  let at = endOfWord(bytes, mark, Math.min(end, mark + MAX_CALL_OUT + 1))
  if (!isCallOut(bytes, mark, at)) return start
  while (at < end && (bytes[at] as number) <= 0x20) at++
  return at
}

/** The last of the marks of a mail that was quoted over and over with blanks between them (`> > >`); `start` where there are no two. */
function innermostMark(bytes: Uint8Array, start: number, end: number): number {
  let mark = start
  for (let at = start; at < end && bytes[at] === QUOTED;) {
    mark = at++
    while (at < end && (bytes[at] as number) <= 0x20) at++
  }
  return mark
}

function endOfWord(bytes: Uint8Array, start: number, end: number): number {
  let at = start
  while (at < end && (bytes[at] as number) > 0x20) at++
  return at
}
