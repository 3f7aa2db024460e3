import type { TraceSink } from '../reader.ts'
import { Interner } from '../text/interner.ts'
import { decodeText, spells } from '../text/latin.ts'
import { DESCRIPTOR_DAMAGED, LINE_CUT, type LineSink } from '../text/line-sink.ts'
import { behindBinary } from './behind-binary.ts'
import { isDumpLine } from './dump-line.ts'
import { behindCallOut, HeaderLine, isCarriageControl } from '../component-trace/header-line.ts'
import { isPacketRecord } from '../component-trace/packet-record.ts'
import { beforeSequence } from '../component-trace/sequence-number.ts'
import { isJobLine, JobLine } from './job-line.ts'
import { surroundingOf } from './surroundings.ts'
import { TraceClock } from '../component-trace/trace-clock.ts'
import type { EntryDump } from './trace-entry.ts'
import { TraceEntry } from './trace-entry.ts'

/** System SSL's own component trace. */
const COMPONENT = 'GSKSRVR'
/** Formatted packet traces have a reader of their own. */
const PACKET_TRACE = 'SYSTCPDA'
/** What the descriptions of its records begin with. */
const SYSTEM_SSL = 'SSL_'
/** Looked at of a line that belongs to no record. */
const MAX_OTHER = 1_024
/** IPCS clips or folds at 78 columns at the narrowest: a line shorter than this was not folded. */
const NARROWEST_FOLD = 78

/** What stands before a record's time, as printed. */
interface Head {
  readonly systemName: string
  readonly mnemonic: string
  readonly entryId: string
}

/** Job, process and thread of a record, as printed. */
interface Context {
  readonly job: string | undefined
  readonly process: string | undefined
  readonly thread: string | undefined
}

/** Lines in, trace records out. What a line is, its tokens say, not its columns: indentation may be lost or grown. */
export class RecordAssembler implements LineSink {
  readonly #sink: TraceSink
  readonly #entry = new TraceEntry()
  readonly #clock = new TraceClock()
  readonly #header = new HeaderLine()
  readonly #jobLine = new JobLine()
  readonly #words = new Interner()
  readonly #heads = new Interner()
  readonly #headOf: Head[] = []
  readonly #contexts = new Interner()
  readonly #contextOf: Context[] = []

  #line = 0
  #open = false
  /** Chatter came behind the open record: only what cannot be anything else is still a part of it. */
  #interrupted = false
  /** The open record has its job line. */
  #hasJob = false
  /** Where the record that was given out or is being read ends. */
  #end = 0
  /** The dump being read, and how far its lines are indented. */
  #dump: EntryDump | undefined = undefined
  #dumpIndent = 0
  #dumpLineLength = 0
  /** Column 1 holds carriage control. */
  #carriageControl = false
  /** Columns 73 to 80 hold sequence numbers, as a record's header shows, whose description never comes so far. */
  #numbered = false
  /** The open record's header has a call-out before it, so its other lines may have one too. */
  #callOut = false
  #headerIndent = 0
  #jobIndent = 0
  #previousLength = 0
  /** As the heading last seen says; undefined without one. */
  component: string | undefined = undefined
  report: string | undefined = undefined

  constructor(sink: TraceSink) {
    this.#sink = sink
  }

  /** Lines of a dump that are as long as the one before: half of a listing with dumps. */
  alike(bytes: Uint8Array, start: number, offset: number, newLine: number, before: number): number {
    const dump = this.#dump
    if (dump === undefined) return start
    const indent = this.#dumpIndent
    const length = this.#dumpLineLength
    let at = start
    for (;;) {
      const end = at + length
      const newLineAt = bytes[end] === before ? end + 1 : end
      if (bytes[newLineAt] !== newLine || !isBlank(bytes, at, at + indent)) break
      if (!dump.hex.takeOnly(bytes, at + indent, end, newLine)) break
      this.#line++
      this.#end = offset + end - start
      at = newLineAt + 1
    }
    if (at > start) dump.length = this.#end - dump.offset
    return at
  }

  line(bytes: Uint8Array, start: number, lineEnd: number, offset: number, extent: number): void {
    this.#line++
    const dump = this.#dump
    if (dump !== undefined) {
      const at = start + this.#dumpIndent
      if (isBlank(bytes, start, at) && dump.hex.takeFull(bytes, at, lineEnd)) {
        this.#dumpLineLength = lineEnd - start
        this.#end = offset + extent
        dump.length = this.#end - dump.offset
        return
      }
    }
    let end = lineEnd
    while (end > start && (bytes[end - 1] as number) <= 0x20) end--
    if (this.#numbered) end = beforeSequence(bytes, start, end, true)
    let at = start
    while (at < end && (bytes[at] as number) <= 0x20) at++
    if (at === end) return
    this.#classify(bytes, start, at, end, offset, extent)
    this.#previousLength = end - start
  }

  cut(offset: number): void {
    this.#sink.warn(LINE_CUT, offset)
  }

  broken(offset: number): void {
    this.#sink.warn(DESCRIPTOR_DAMAGED, offset)
  }

  /** No more lines come. */
  finish(): void {
    this.#close()
  }

  #classify(bytes: Uint8Array, start: number, first: number, end: number, offset: number, extent: number): void {
    let at = first
    if (this.#isDumpLine(bytes, at, end)) {
      this.#dumpLine(bytes, start, at, end, offset, extent)
      return
    }
    if (isJobLine(bytes, at, end) && this.#takeJobLine(bytes, start, at, end, offset, extent)) return
    if (this.#header.read(bytes, at, end)) {
      this.#begin(bytes, start, at, offset, extent)
      return
    }
    if (at === start && isCarriageControl(bytes[at] as number) && this.#isControlled(bytes, at, end)) {
      at++
      while (at < end && (bytes[at] as number) <= 0x20) at++
      if (at === end) return
      if (isJobLine(bytes, at, end) && this.#takeJobLine(bytes, start, at, end, offset, extent)) return
      if (this.#isDumpLine(bytes, at, end)) {
        this.#dumpLine(bytes, start, at, end, offset, extent)
        return
      }
    }
    const behind = behindBinary(bytes, at, end)
    if (behind > at && this.#header.read(bytes, behind, end)) {
      this.#begin(bytes, behind, behind, offset, extent)
      return
    }
    if (this.#surrounding(bytes, at, end, offset)) return
    const text = behindCallOut(bytes, at, end)
    if (text === end && this.#callOut) return
    if (text > at && text < end) {
      if (this.#surrounding(bytes, text, end, offset)) return
      if (this.#open && this.#callOut) {
        if (isJobLine(bytes, text, end) && this.#takeJobLine(bytes, start, text, end, offset, extent)) return
        if (this.#isDumpLine(bytes, text, end)) {
          this.#dumpLine(bytes, start, text, end, offset, extent)
          return
        }
        at = text
      }
    }
    if (this.#open && !this.#interrupted && this.#belongs(bytes, start, at, end)) {
      this.#entry.addDetail(bytes, at, end)
      this.#end = offset + extent
      return
    }
    if (!this.#isOther(bytes, at, end)) this.#sink.notUnderstood(this.#line, offset)
  }

  /** Whether column 1 is carriage control: known from other lines, or a heading's first letter is glued to it. */
  #isControlled(bytes: Uint8Array, at: number, end: number): boolean {
    if (this.#carriageControl) return true
    if (surroundingOf(bytes, at, end) !== undefined) return false
    const behind = surroundingOf(bytes, at + 1, end)
    if (behind === undefined || behind.kind === 'chatter') return false
    this.#carriageControl = true
    return true
  }

  #begin(bytes: Uint8Array, start: number, at: number, offset: number, extent: number): void {
    this.#close()
    const header = this.#header
    if (this.#isOthers(bytes)) {
      if (!this.#isOther(bytes, at, header.descriptionEnd)) this.#sink.notUnderstood(this.#line, offset)
      return
    }
    if (header.carriageControl) this.#carriageControl = true
    const described = beforeSequence(bytes, start, header.descriptionEnd, false)
    if (described < header.descriptionEnd) {
      this.#numbered = true
      header.descriptionEnd = Math.max(described, header.descriptionStart)
    }
    const entry = this.#entry
    entry.begin(this.#line, offset)
    const headId = this.#heads.number(bytes, header.systemStart, header.entryStart + 8)
    const head = this.#headOf[headId] ?? this.#newHead(headId, bytes)
    entry.headId = headId
    entry.systemName = head.systemName
    entry.mnemonic = head.mnemonic
    entry.entryId = head.entryId
    entry.descriptionId = this.#words.number(bytes, header.descriptionStart, header.descriptionEnd)
    entry.description = this.#textOf(entry.descriptionId, bytes, header.descriptionStart, header.descriptionEnd)
    entry.timeOfDayNs = header.timeOfDayNs
    entry.day = this.#clock.dayAt(header.timeOfDayNs)
    entry.dated = this.#clock.dated
    this.#callOut = header.callOut
    this.#headerIndent = (header.callOut || header.carriageControl ? header.systemStart : at) - start
    this.#jobIndent = -1
    this.#hasJob = false
    this.#open = true
    this.#interrupted = false
    this.#end = offset + extent
  }

  /** A record of another component: its description or, where that says nothing, the heading before it tells. */
  #isOthers(bytes: Uint8Array): boolean {
    const header = this.#header
    const at = header.descriptionStart
    if (spells(bytes, at, Math.min(at + SYSTEM_SSL.length, header.descriptionEnd), SYSTEM_SSL)) return false
    return isPacketRecord(header, bytes) !== undefined || (this.component !== undefined && this.component !== COMPONENT)
  }

  #takeJobLine(bytes: Uint8Array, start: number, at: number, end: number, offset: number, extent: number): boolean {
    const line = this.#jobLine
    if (!line.read(bytes, at, end)) return false
    if (!this.#open || this.#hasJob) {
      // The header line before it is lost: nothing that follows may go to the record before.
      this.#close()
      this.#sink.notUnderstood(this.#line, offset)
      return true
    }
    const entry = this.#entry
    const contextId = this.#contexts.number(bytes, line.contextStart, line.contextEnd)
    const context = this.#contextOf[contextId] ?? this.#newContext(contextId, bytes)
    entry.contextId = contextId
    entry.job = context.job
    entry.process = context.process
    entry.thread = context.thread
    if (line.functionEnd > line.functionStart) {
      entry.functionId = this.#words.number(bytes, line.functionStart, line.functionEnd)
      entry.functionName = this.#textOf(entry.functionId, bytes, line.functionStart, line.functionEnd)
    }
    this.#hasJob = true
    this.#interrupted = false
    this.#jobIndent = at - start
    this.#end = offset + extent
    return true
  }

  #newHead(headId: number, bytes: Uint8Array): Head {
    const header = this.#header
    const head = {
      systemName: decodeText(bytes, header.systemStart, header.systemEnd),
      mnemonic: decodeText(bytes, header.mnemonicStart, header.mnemonicEnd),
      entryId: decodeText(bytes, header.entryStart, header.entryStart + 8),
    }
    if (headId >= 0) this.#headOf[headId] = head
    return head
  }

  #newContext(contextId: number, bytes: Uint8Array): Context {
    const line = this.#jobLine
    const context = {
      job: textOrUndefined(bytes, line.jobStart, line.jobEnd),
      process: textOrUndefined(bytes, line.processStart, line.processEnd),
      thread: textOrUndefined(bytes, line.threadStart, line.threadEnd),
    }
    if (contextId >= 0) this.#contextOf[contextId] = context
    return context
  }

  /** Behind chatter it goes on where the open record's dump stands, or begins the one that is due. */
  #isDumpLine(bytes: Uint8Array, at: number, end: number): boolean {
    if (!this.#open || !isDumpLine(bytes, at, end)) return false
    return !this.#interrupted || this.#entry.dumpGoesOn(bytes, at)
  }

  #dumpLine(bytes: Uint8Array, start: number, at: number, end: number, offset: number, extent: number): void {
    const dump = this.#entry.dumpAt(this.#line, offset)
    dump.hex.takeAny(bytes, at, end)
    this.#dump = dump
    this.#interrupted = false
    this.#dumpIndent = at - start
    this.#dumpLineLength = end - start
    this.#end = offset + extent
    dump.length = this.#end - dump.offset
  }

  /** True when the line is a heading or chatter and needs nothing more. */
  #surrounding(bytes: Uint8Array, at: number, end: number, offset: number): boolean {
    const found = surroundingOf(bytes, at, end)
    if (found === undefined) return false
    if (found.kind === 'date') {
      this.#clock.dateLine(found.day)
    } else if (found.kind === 'component') {
      this.component = found.name
      if (found.name !== COMPONENT) {
        this.#close()
        if (found.name === PACKET_TRACE) return true
        const text = `Part of the file is a trace of component ${found.name}, which is not read here.`
        this.#sink.warn({ code: 'other-component', text }, offset)
      }
    } else if (found.kind === 'report') {
      this.report = found.type
      if (found.type === 'FULL') return true
      const text = `Part of the file is a ${found.type} report, which has no details: run CTRACE again with FULL.`
      this.#sink.warn({ code: 'report-not-full', text }, offset)
    } else if (found.kind === 'chatter') {
      this.#interrupted = true
      this.#dump = undefined
      this.#isOther(bytes, at, end)
    }
    return true
  }

  /**
   * Whether free text belongs to the open record. Where the listing still has its indentation, details are indented deeper than
   * the header line; what is not, is something else, unless a fold put it there.
   */
  #belongs(bytes: Uint8Array, start: number, at: number, end: number): boolean {
    if (isDots(bytes, at, end)) return false
    if (this.#jobIndent <= this.#headerIndent) return true
    return at - start > this.#headerIndent || this.#previousLength >= NARROWEST_FOLD
  }

  #isOther(bytes: Uint8Array, start: number, end: number): boolean {
    return this.#sink.other?.(decodeText(bytes, start, Math.min(end, start + MAX_OTHER))) === true
  }

  #close(): void {
    if (!this.#open) return
    const entry = this.#entry
    entry.length = this.#end - entry.offset
    this.#open = false
    this.#dump = undefined
    this.#sink.record(entry)
  }

  #textOf(id: number, bytes: Uint8Array, start: number, end: number): string {
    return id >= 0 ? this.#words.text(id) : decodeText(bytes, start, end)
  }
}

function textOrUndefined(bytes: Uint8Array, start: number, end: number): string | undefined {
  return end > start ? decodeText(bytes, start, end) : undefined
}

function isBlank(bytes: Uint8Array, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (bytes[i] !== 0x20) return false
  return true
}

/** `...`: somebody left lines out. */
function isDots(bytes: Uint8Array, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (bytes[i] !== 0x2e) return false
  return true
}
