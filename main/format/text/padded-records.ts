/** Print files and data sets with records of one length, blanks behind the text of each. */
const LENGTHS: readonly number[] = [80, 133, 132, 121, 137, 72, 250, 255, 256]
const MIN_RECORDS = 3
const BLANK = 0x20
/** Text begins in the first columns of a record. */
const MAX_INDENT = 40

/** The length with which every record begins with text soon and ends with a blank; 0: none. `look` is ASCII without line ends. */
export function paddedLength(look: Uint8Array): number {
  let best = 0
  let leastIndent = Infinity
  for (const length of LENGTHS) {
    const indent = meanIndent(look, length)
    if (indent !== undefined && indent < leastIndent) {
      leastIndent = indent
      best = length
    }
  }
  return best
}

function meanIndent(look: Uint8Array, length: number): number | undefined {
  let sum = 0
  let records = 0
  for (let start = 0; start + length <= look.length; start += length) {
    let at = start
    while (at < start + length && look[at] === BLANK) at++
    if (at === start + length) continue
    if (at - start > MAX_INDENT || (look[start + length - 1] !== BLANK && !isNumbered(look, start, length)))
      return undefined
    sum += at - start
    records++
  }
  return records >= MIN_RECORDS ? sum / records : undefined
}

/** A record of 80 may end with its sequence number. */
function isNumbered(look: Uint8Array, start: number, length: number): boolean {
  if (length !== 80) return false
  for (let at = start + 72; at < start + 80; at++) if ((look[at] ?? 0) < 0x30 || (look[at] ?? 0) > 0x39) return false
  return true
}
