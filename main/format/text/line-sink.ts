import type { Warning } from '../reader.ts'

export interface LineSink {
  /**
   * One line `bytes[start..end)` without its end, in ASCII or a superset of it; valid during the call.
   * `offset` and `extent`: where it stands in the source, its end left out.
   */
  line(bytes: Uint8Array, start: number, end: number, offset: number, extent: number): void
  /**
   * Asked where a line begins, at `start`, which stands at `offset` in the source: may take lines that are like the last one without their
   * being told one by one, and returns where it stopped, which is where a line begins. `newLine` ends each, perhaps with `before` before it.
   */
  alike?(bytes: Uint8Array, start: number, offset: number, newLine: number, before: number): number
  /** The line that begins here is too long: its rest is left out. */
  cut?(offset: number): void
  /** A record descriptor is damaged here: what stands up to the next whole ones is no line. */
  broken(offset: number): void
}

export const DESCRIPTOR_DAMAGED: Warning = {
  code: 'record-descriptor-damaged',
  text: 'A record descriptor word is damaged: what stands between it and the next whole ones is not read.',
}

export const LINE_CUT: Warning = {
  code: 'line-cut',
  text: 'A line is longer than any print line: what is behind its first 32 KiB is not read.',
}
