import { isAscii } from 'node:buffer'
import { decodeText } from '../format/text/latin.ts'
import { LineReading } from '../format/text/line-reading.ts'
import { lineMatcher, type TextQuery } from './line-matcher.ts'
import { ReadBack } from './read-back.ts'

const BLOCK_BYTES = 1 << 20
/** More than anybody steps through; the search ends there and says so. */
export const MAX_HITS = 20_000

export interface SearchFindings {
  /** Three numbers for each line that matches: its number from 0, and where the first match begins and ends in it. */
  hits(hits: readonly number[]): void
  /** Bytes of the content that were searched. */
  progress(bytes: number): void
  /** Before a line is matched: its number. */
  line(line: number): void
}

/** Goes through a source line by line. Returns whether it ended early, with as many hits as are kept. Throws SyntaxError for a wrong expression. */
export async function searchText(path: string, query: TextQuery, findings: SearchFindings): Promise<{ more: boolean }> {
  const match = lineMatcher(query)
  const file = await ReadBack.open(path)
  if (!file) throw new Error(`${path} cannot be read any more.`)
  let line = 0
  let found = 0
  let hits: number[] = []
  const reading = new LineReading(
    {
      line(bytes, start, end) {
        findings.line(line)
        const at = found < MAX_HITS ? match(textOf(bytes, start, end)) : undefined
        if (at) {
          hits.push(line, at[0], at[1])
          found++
        }
        line++
      },
      broken() {
        // Nothing behind it can be split into lines.
      },
    },
    { keepsMargins: true },
  )
  try {
    const buffer = new Uint8Array(BLOCK_BYTES)
    let offset = 0
    for (;;) {
      const got = await file.read(buffer, offset)
      const last = got < buffer.length
      const taken = reading.take(buffer.subarray(0, got), offset, last)
      offset += taken
      if (hits.length) findings.hits(hits)
      hits = []
      findings.progress(offset)
      if (found >= MAX_HITS) return { more: true }
      if (last || taken === 0) return { more: false }
    }
  } finally {
    file.close()
  }
}

function textOf(bytes: Uint8Array, start: number, end: number): string {
  const line = bytes.subarray(start, end)
  return isAscii(line)
    ? Buffer.from(line.buffer, line.byteOffset, line.byteLength).toString('latin1')
    : decodeText(bytes, start, end)
}
