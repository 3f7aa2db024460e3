/** The second line of a record, by its keywords: `Job <name>? Process <hex> Thread <hex> <function>?`. Filled again and again. */
export class JobLine {
  /** `Job` up to the end of the thread id: what stands for the context as a whole. */
  contextStart = 0
  contextEnd = 0
  jobStart = 0
  jobEnd = 0
  processStart = 0
  processEnd = 0
  threadStart = 0
  threadEnd = 0
  functionStart = 0
  functionEnd = 0

  /** Reads `bytes[start..end)`, which begins with `Job` and a blank. False: it goes on otherwise. */
  read(bytes: Uint8Array, start: number, end: number): boolean {
    let at = skipBlanks(bytes, start + 3, end)
    this.contextStart = this.jobStart = at
    // A job name is at most 8 characters and has no blank; it may be missing.
    if (!isKeyword(bytes, at, end, PROCESS)) {
      while (at < end && (bytes[at] as number) > 0x20) at++
    }
    this.jobEnd = at
    at = skipBlanks(bytes, at, end)
    if (!isKeyword(bytes, at, end, PROCESS)) return false
    at = this.processStart = skipBlanks(bytes, at + PROCESS.length, end)
    while (at < end && (bytes[at] as number) > 0x20) at++
    this.processEnd = at
    at = skipBlanks(bytes, at, end)
    if (!isKeyword(bytes, at, end, THREAD)) return false
    at = this.threadStart = skipBlanks(bytes, at + THREAD.length, end)
    while (at < end && (bytes[at] as number) > 0x20) at++
    this.threadEnd = this.contextEnd = at
    at = this.functionStart = skipBlanks(bytes, at, end)
    while (at < end && (bytes[at] as number) > 0x20) at++
    this.functionEnd = at
    return true
  }
}

const PROCESS = [0x50, 0x72, 0x6f, 0x63, 0x65, 0x73, 0x73]
const THREAD = [0x54, 0x68, 0x72, 0x65, 0x61, 0x64]

/** `Job` and a blank. */
export function isJobLine(bytes: Uint8Array, at: number, end: number): boolean {
  return (
    at + 4 < end &&
    bytes[at] === 0x4a &&
    bytes[at + 1] === 0x6f &&
    bytes[at + 2] === 0x62 &&
    (bytes[at + 3] as number) <= 0x20
  )
}

function isKeyword(bytes: Uint8Array, at: number, end: number, word: readonly number[]): boolean {
  if (at + word.length > end) return false
  for (let i = 0; i < word.length; i++) if (bytes[at + i] !== word[i]) return false
  return at + word.length === end || (bytes[at + word.length] as number) <= 0x20
}

function skipBlanks(bytes: Uint8Array, from: number, end: number): number {
  let at = from
  while (at < end && (bytes[at] as number) <= 0x20) at++
  return at
}
