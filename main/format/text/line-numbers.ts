/**
 * Numbers in front of lines: six digits and a blank as ISPF shows them, or the eight of a data set with NUM ON (z/OS ISPF Edit and Edit Macros,
 * NUMBER command), with a blank or glued to the text. Listings have digits of their own in front, of which offsets of a dump grow from line to
 * line too, so that numbers are known by several lines with the same step, with words behind them, and not beyond what zeros before them allow.
 */
import type { LineNumbering } from './encoding.ts'
import { BAD, HEX } from './hex-digit.ts'

const BLANK = 0x20
const ZERO = 0x30
/** Stands behind an offset. */
const COLON = 0x3a
/** What begins the characters beside the hex of a dump. */
const STAR = 0x2a
const BAR = 0x7c

const LONG = 8
const SHORT = 6
/** From line to line. Offsets in hex grow by 10, too, as long as they have no letter. */
const STEPS: readonly number[] = [1, 10, 100]
/** Lines in a row that are numbered, and how many of them have words: a record has as many at the least. */
const LEAST_LINES = 3
const LEAST_WORDS = 2

/** Status codes of System SSL's certificate functions as they are printed, one below the other in tables of them. */
const FIRST_STATUS = 3_353_000
const LAST_STATUS = 3_353_999

/** Looks for line numbers in the lines of a text's beginning. */
export class NumberedRows {
  found: LineNumbering | undefined
  #width = 0
  #step = 0
  #first = 0
  #last = 0
  #lines = 0
  #words = 0
  /** One of them is no time of a log that has a line each second. */
  #untimely = false
  #spaced = true

  see(bytes: Uint8Array, start: number, end: number): void {
    if (isBlank(bytes, start, end)) return
    const width = numberWidth(bytes, start, end)
    const number = numberAt(bytes, start, width)
    if (width === 0 || (width === LONG && number >= FIRST_STATUS && number <= LAST_STATUS)) {
      this.#lines = 0
      return
    }
    if (!this.#goesOn(width, number)) this.#begin(width, number)
    else if (!isTime(number, width, this.#step)) this.#untimely = true
    this.#last = number
    this.#lines++
    const text = start + width
    if (text < end && (bytes[text] as number) > BLANK) this.#spaced = false
    if (hasWords(bytes, text, end)) this.#words++
    this.#tell()
  }

  #goesOn(width: number, number: number): boolean {
    if (this.#lines === 0 || width !== this.#width) return false
    const step = number - this.#last
    if (this.#lines > 1) return step === this.#step
    if (!STEPS.includes(step)) return false
    this.#step = step
    return true
  }

  #begin(width: number, number: number): void {
    this.#width = width
    this.#first = number
    this.#lines = this.#words = 0
    this.#spaced = true
    this.#untimely = false
    this.#step = 0
  }

  /** What was found once stays so, but that a number that is glued to its text shows later than one that has a blank behind it. */
  #tell(): void {
    if (this.#lines < LEAST_LINES || this.#words < LEAST_WORDS || !this.#untimely) return
    if (!isFilledUp(this.#first, this.#width)) return
    const found = (this.found ??= {
      width: this.#width,
      step: this.#step,
      first: this.#first,
      spaced: this.#spaced,
    })
    if (found.width === this.#width && !this.#spaced) this.found = { ...found, spaced: false }
  }
}

/** How many digits in front of `bytes[start..end)` may be a line number; 0: none may. */
export function numberWidth(bytes: Uint8Array, start: number, end: number): number {
  let at = start
  while (at < end && at < start + LONG && isDigit(bytes[at] as number)) at++
  if (at === start + LONG) return bytes[at] === COLON && at < end ? 0 : LONG
  return at === start + SHORT && (at === end || (bytes[at] as number) <= BLANK) ? SHORT : 0
}

export function numberAt(bytes: Uint8Array, start: number, width: number): number {
  let number = 0
  for (let at = start; at < start + width; at++) number = number * 10 + (bytes[at] as number) - ZERO
  return number
}

/** Zeros stand before it: not so with days, times, and numbers that packets have of their own. */
export function isFilledUp(number: number, width: number): boolean {
  return number < 10 ** (width - 1)
}

/** `hhmmss`, or with hundredths that are the same in all lines. The first hour has numbers as any listing begins with. */
function isTime(number: number, width: number, step: number): boolean {
  const time = width === SHORT ? number : step === 100 ? Math.floor(number / 100) : 0
  return time >= 10_000 && time % 100 < 60 && Math.floor(time / 100) % 100 < 60
}

/** Whether something stands there that does not look as if the digits before it were an offset: hex, and hex or characters behind it. */
export function hasWords(bytes: Uint8Array, start: number, end: number): boolean {
  const first = skipBlanks(bytes, start, end)
  if (first === end) return false
  const behind = skipHex(bytes, first, end)
  if (behind < end && (bytes[behind] as number) > BLANK) return bytes[behind] !== COLON || behind === first
  const second = skipBlanks(bytes, behind, end)
  if (second === end || bytes[second] === STAR || bytes[second] === BAR) return false
  const stop = skipHex(bytes, second, end)
  return stop < end && (bytes[stop] as number) > BLANK
}

export function isBlank(bytes: Uint8Array, start: number, end: number): boolean {
  return skipBlanks(bytes, start, end) === end
}

function skipBlanks(bytes: Uint8Array, start: number, end: number): number {
  let at = start
  while (at < end && (bytes[at] as number) <= BLANK) at++
  return at
}

function skipHex(bytes: Uint8Array, start: number, end: number): number {
  let at = start
  while (at < end && (HEX[bytes[at] as number] as number) < BAD) at++
  return at
}

function isDigit(byte: number): boolean {
  return byte >= ZERO && byte <= 0x39
}
