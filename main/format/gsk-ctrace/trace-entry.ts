import type { TraceDump, TraceRecord } from '../reader.ts'
import { decodeText } from '../text/latin.ts'
import { DumpBytes, dumpOffset } from './dump-line.ts'
import { MAX_DETAIL_BYTES, MAX_DETAIL_LINES } from './limits.ts'

/** The one record that a reading fills, gives out and fills again. */
export class TraceEntry implements TraceRecord {
  line = 0
  offset = 0
  length = 0
  systemName = ''
  mnemonic = ''
  entryId = ''
  headId = -1
  timeOfDayNs = 0
  day = 0
  dated = false
  description = ''
  descriptionId = -1
  job: string | undefined = undefined
  process: string | undefined = undefined
  thread: string | undefined = undefined
  contextId = -1
  functionName: string | undefined = undefined
  functionId = -1
  detailCount = 0
  detailCut = false
  dump: TraceDump | undefined = undefined

  readonly #dump = new EntryDump(this)
  detailBytes = new Uint8Array(1024)
  #detailUsed = 0
  readonly #detailEnds = new Int32Array(MAX_DETAIL_LINES)
  #detail: string[] | undefined = undefined
  /** Forgets the record before; the header's fields are then set one by one. */
  begin(line: number, offset: number): void {
    this.line = line
    this.offset = offset
    this.length = 0
    this.job = this.process = this.thread = this.functionName = undefined
    this.contextId = this.functionId = -1
    this.detailCount = 0
    this.detailCut = false
    this.dump = undefined
    this.#detailUsed = 0
    this.#detail = undefined
  }

  get detail(): readonly string[] {
    if (this.#detail === undefined) {
      this.#detail = []
      for (let i = 0; i < this.detailCount; i++) this.#detail.push(this.detailLine(i))
    }
    return this.#detail
  }

  detailLine(index: number): string {
    if (index < 0 || index >= this.detailCount) return ''
    return decodeText(this.detailBytes, index === 0 ? 0 : this.detailEnd(index - 1), this.detailEnd(index))
  }

  detailEnd(index: number): number {
    return this.#detailEnds[index] as number
  }

  addDetail(bytes: Uint8Array, start: number, end: number): void {
    const used = this.#detailUsed
    if (this.detailCount === MAX_DETAIL_LINES || used + end - start > MAX_DETAIL_BYTES) {
      this.detailCut = true
      return
    }
    if (used + end - start > this.detailBytes.length) {
      const larger = new Uint8Array(Math.max(this.detailBytes.length * 2, used + end - start))
      larger.set(this.detailBytes)
      this.detailBytes = larger
    }
    const kept = this.detailBytes
    let to = used
    for (let i = start; i < end; i++) kept[to++] = bytes[i] as number
    this.#detailUsed = to
    this.#detailEnds[this.detailCount++] = to
  }

  /** Whether a dump line goes on where the record's dump stands, or begins the one that is due. */
  dumpGoesOn(bytes: Uint8Array, at: number): boolean {
    const due = this.dump === undefined ? 0 : this.#dump.hex.length
    return (this.dump !== undefined || this.mnemonic === 'DUMP') && dumpOffset(bytes, at) === due
  }

  /** The record's dump, begun with this line if it has none yet. */
  dumpAt(line: number, offset: number): EntryDump {
    if (this.dump === undefined) {
      this.#dump.begin(line, offset, this.detailCount - 1)
      this.dump = this.#dump
    }
    return this.#dump
  }
}

export class EntryDump implements TraceDump {
  line = 0
  offset = 0
  length = 0
  readonly hex = new DumpBytes()
  readonly #entry: TraceEntry
  #titleLine = -1

  constructor(entry: TraceEntry) {
    this.#entry = entry
  }

  begin(line: number, offset: number, titleLine: number): void {
    this.line = line
    this.offset = offset
    this.#titleLine = titleLine
    this.hex.reset()
  }

  get title(): string | undefined {
    return this.#titleLine < 0 ? undefined : this.#entry.detailLine(this.#titleLine)
  }

  get bytes(): Uint8Array {
    return this.hex.view()
  }

  get damaged(): boolean {
    return this.hex.damaged
  }
}
