import type { LogMessage, LogSink, LogStamp } from '../reader.ts'
import { decodeText } from '../text/latin.ts'
import { DESCRIPTOR_DAMAGED, LINE_CUT, type LineSink } from '../text/line-sink.ts'
import { continuationOf, continuesBehindBlank, repeatedPrefix } from './continuation.ts'
import { MAX_LINE_CHARACTERS, MAX_MESSAGE_LINES } from './limits.ts'
import { messageStart } from './message-start.ts'
import { dayIn, readStamp } from './stamp.ts'

interface OpenMessage {
  line: number
  offset: number
  end: number
  stamp: LogStamp
  id: string
  lines: string[]
  /** It is read; else its lines are only kept from going to another message. */
  wanted: boolean
}

/** JES prints the date alone, on a line of its own. */
const DATE_LINE = /^.{0,40}-{4} +[A-Z]{6,9}, /
/** What is between the lines of a message that a service returns as one: a carriage return, or that written as in JSON. */
const INNER_LINE_END = /\r\n?|\\r\\n|\\r|\\n/

/** Lines in, messages out. */
export class MessageAssembler implements LineSink {
  readonly #sink: LogSink
  #open: OpenMessage | undefined
  /** The line before was blank. */
  #behindBlank = false
  #line = 0
  /** The date last printed on a line of its own. */
  #day: number | undefined

  constructor(sink: LogSink) {
    this.#sink = sink
  }

  line(bytes: Uint8Array, start: number, end: number, offset: number, extent: number): void {
    this.#line++
    const text = decodeText(bytes, start, Math.min(end, start + MAX_LINE_CHARACTERS)).trimEnd()
    if (text === '') {
      this.#behindBlank = true
      return
    }
    const found = messageStart(text)
    // Words in the middle of a further line that look like an identifier (a job or rule name) do not break a message.
    const goesOn = this.#open === undefined ? undefined : this.#furtherText(text, found?.wanted === true)
    this.#behindBlank = false
    if (goesOn !== undefined) return this.#add(goesOn, offset + extent, text)
    this.#close()
    if (found === undefined) return this.#other(text, offset)
    const stamp = readStamp(text.slice(0, found.at))
    const lines = text.slice(found.at).split(INNER_LINE_END).slice(0, MAX_MESSAGE_LINES)
    this.#open = {
      line: this.#line,
      offset,
      end: offset + extent,
      stamp: { ...stamp, day: stamp.day ?? this.#day },
      id: found.id,
      lines: lines.map((line) => line.trim()).filter((line) => line !== ''),
      wanted: found.wanted,
    }
    if (!found.wanted) this.#sink.notUnderstood(this.#line, offset, text)
    if (!found.open) this.#close()
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

  #furtherText(text: string, beginsOther: boolean): string | undefined {
    if (beginsOther) return undefined
    // A page may have blank lines anywhere, and ends a message with one where another text follows.
    if (this.#behindBlank && !continuesBehindBlank(text)) return undefined
    const again = this.#open?.id.startsWith('EZD12') === true ? repeatedPrefix(text) : undefined
    return again === undefined ? continuationOf(text) : text.slice(again)
  }

  #add(text: string, end: number, line: string): void {
    const open = this.#open
    if (open === undefined || text === '') return
    if (!open.wanted) return this.#sink.notUnderstood(this.#line, open.offset, line)
    if (open.lines.length >= MAX_MESSAGE_LINES) return this.#close()
    open.lines.push(text)
    open.end = end
  }

  #other(text: string, offset: number): void {
    if (DATE_LINE.test(text)) {
      this.#day = dayIn(text) ?? this.#day
      return
    }
    this.#sink.notUnderstood(this.#line, offset, text)
  }

  #close(): void {
    const open = this.#open
    this.#open = undefined
    if (open?.wanted !== true) return
    const { line, offset, end, stamp, id, lines } = open
    const message: LogMessage = { line, offset, length: end - offset, stamp, id, lines }
    this.#sink.message(message)
  }
}
