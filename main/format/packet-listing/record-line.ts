import { behindCallOut, HeaderLine, isCarriageControl } from '../component-trace/header-line.ts'
import { isPacketRecord } from '../component-trace/packet-record.ts'

const QUOTED = 0x3e

/** What somebody put before every line: an editor its numbers, a mail its marks. */
export type Margin = 'numbers' | 'marks'

/** The first line of a record, and the margin that it shows. One instance is filled again and again. */
export class RecordLine {
  readonly header = new HeaderLine()
  margin: Margin | undefined
  /** Where the line begins behind the margin. */
  start = 0
  kind: 'packet' | 'data' | undefined

  /** Reads `bytes[start..end)`, trimmed; false: no record of any component begins there. */
  read(bytes: Uint8Array, start: number, end: number): boolean {
    if (!this.#readBehindMargin(bytes, start, end)) {
      this.start = start
      this.margin = undefined
      const { header } = this
      if (!header.read(bytes, start, end) && !this.#readControlled(bytes, start, end)) return false
      // A number before the record is the record's own.
      if (header.callOut && bytes[start] === QUOTED) this.margin = 'marks'
    }
    this.kind = isPacketRecord(this.header, bytes)
    return true
  }

  /** A record that has its own number shows that what stands before that is none. */
  #readBehindMargin(bytes: Uint8Array, start: number, end: number): boolean {
    const behind = behindCallOut(bytes, start, end)
    if (behind === start || behind === end || isControl(bytes, start)) return false
    if (!this.header.read(bytes, behind, end) || !this.header.callOut) return false
    this.start = behind
    this.margin = marginAt(bytes, start)
    return true
  }

  /** A carriage control stands in a column of its own before the record number. */
  #readControlled(bytes: Uint8Array, start: number, end: number): boolean {
    if (!isControl(bytes, start)) return false
    let at = start + 1
    while (at < end && bytes[at] === 0x20) at++
    return this.header.read(bytes, at, end)
  }
}

export function marginAt(bytes: Uint8Array, start: number): Margin {
  return bytes[start] === QUOTED ? 'marks' : 'numbers'
}

/** Where a line begins behind the margin of its record; `start` where this one has none. */
export function behindMargin(margin: Margin | undefined, bytes: Uint8Array, start: number, end: number): number {
  return margin !== undefined && margin === marginAt(bytes, start) ? behindCallOut(bytes, start, end) : start
}

function isControl(bytes: Uint8Array, at: number): boolean {
  return isCarriageControl(bytes[at] as number) && bytes[at + 1] === 0x20
}
