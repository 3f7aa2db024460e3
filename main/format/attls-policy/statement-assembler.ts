/** Lines of a policy in, statements out: `Keyword value`, `Type name`, braces, `#` comments. */
import { attlsStatement } from '../../reference/attls-statement.ts'
import type { SettingsSink, Warning } from '../reader.ts'
import { addBlock, addOddity, addParameter, openBlock, type OpenBlock, wholeRoom } from '../setting-block.ts'
import type { TextLineSink } from '../text/text-lines.ts'
import { isMainStatement } from './main-statement.ts'
import { withoutMargins } from '../text/line-margin.ts'

/** Statements stand in statements, and those in an action: three deep. */
const MAX_DEPTH = 8
/** The one keyword that begins with a digit. */
export const DES_KEYWORD = /^3des/i
const COMMENT = /(?:^|\s)#.*$/
const WORDS = /^(\S{1,64})(?:\s+(\S.*))?$/
/** What may begin a statement or a parameter; text of another kind does not look like that. */
const KEYWORD = /^[A-Za-z0-9][A-Za-z0-9._~-]*$/

interface Head {
  readonly type: string
  readonly value: string
  readonly line: number
  readonly offset: number
  readonly end: number
  readonly text: string
}

export class StatementAssembler implements TextLineSink {
  readonly #sink: SettingsSink
  /** The outermost first. */
  readonly #open: OpenBlock[] = []
  #offset = 0
  #end = 0
  #lastLine = 0
  #room = wholeRoom()
  /** The last line that was told as not understood. */
  #told = 0
  /** A line outside of any statement that a brace may follow. */
  #head: Head | undefined

  constructor(sink: SettingsSink) {
    this.#sink = sink
  }

  line(text: string, line: number, offset: number, end: number): void {
    const plain = withoutMargins(text, DES_KEYWORD).replace(COMMENT, '').trim()
    if (plain === '') return
    const pieces = plain.split(/([{}])/)
    // `Type name {` and `}` behind a value: not as documented, and yet plain.
    const alone = pieces.length === 1 || plain === '{' || plain === '}'
    for (const piece of pieces) {
      const words = piece.trim()
      if (words === '') continue
      if (words === '{') this.#begin(line, end, alone)
      else if (words === '}') this.#finishBlock(line, offset, end, alone, text)
      else this.#words(words, line, offset, end, text)
    }
  }

  finish(): void {
    this.#dropHead()
    while (this.#open.length > 0) this.#closeOpen(this.#lastLine)
  }

  warn(warning: Warning, offset: number): void {
    this.#sink.warn(warning, offset)
  }

  #words(words: string, line: number, offset: number, end: number, text: string): void {
    const [, keyword = '', value = ''] = WORDS.exec(words) ?? []
    if (!KEYWORD.test(keyword)) {
      this.#dropHead()
      this.#notUnderstood(line, offset, text)
      return
    }
    this.#dropHead()
    this.#closeBefore(keyword, value, line)
    const open = this.#open.at(-1)
    // An unknown keyword may be a statement's, misspelt: the next line tells.
    if (open === undefined || attlsStatement(open.type)?.keywords.has(keyword.toLowerCase()) !== true) {
      this.#head = { type: keyword, value, line, offset, end, text }
      return
    }
    this.#end = end
    this.#lastLine = line
    if (!addParameter(open, this.#room, keyword, value, line)) addOddity(open, this.#room, 'too-much', line)
  }

  /** A statement that cannot stand where it does ends those before it: their closing braces are missing. */
  #closeBefore(keyword: string, name: string, line: number): void {
    const statement = attlsStatement(keyword)
    if (statement === undefined || this.#open.length === 0) return
    const lower = keyword.toLowerCase()
    const takes = ({ type }: OpenBlock): boolean => {
      const outer = attlsStatement(type)
      return outer === undefined || outer.inside.has(lower) || outer.keywords.has(lower)
    }
    const depth = statement.outermost ? -1 : this.#open.findLastIndex(takes)
    // Without a name it stands in another statement, though not in the right one.
    if (depth < 0 && !statement.outermost && name === '') return
    while (this.#open.length > depth + 1) this.#closeOpen(line)
  }

  #begin(line: number, end: number, alone: boolean): void {
    const head = this.#head
    this.#head = undefined
    if (head === undefined || this.#open.length >= MAX_DEPTH) {
      const open = this.#open.at(-1)
      if (open !== undefined) addOddity(open, this.#room, 'surplus-brace', line)
      return
    }
    if (this.#open.length === 0) {
      if (!mayBeStatement(head)) return this.#notUnderstood(head.line, head.offset, head.text)
      this.#offset = head.offset
      this.#room = wholeRoom()
    }
    const block = openBlock(head.type, head.value === '' ? undefined : head.value, head.line)
    if (!alone) addOddity(block, this.#room, 'brace-not-alone', line)
    this.#open.push(block)
    this.#end = end
    this.#lastLine = line
  }

  /** Once a line, of which several parts may be none of a policy's. */
  #notUnderstood(line: number, offset: number, text: string): void {
    if (line <= this.#told) return
    this.#told = line
    this.#sink.notUnderstood(line, offset, text)
  }

  #finishBlock(line: number, offset: number, end: number, alone: boolean, text: string): void {
    this.#dropHead()
    const block = this.#open.pop()
    if (block === undefined) return this.#notUnderstood(line, offset, text)
    if (!alone) addOddity(block, this.#room, 'brace-not-alone', line)
    this.#end = end
    this.#lastLine = line
    this.#put(block)
  }

  #closeOpen(line: number): void {
    const block = this.#open.pop()
    if (block === undefined) return
    addOddity(block, this.#room, 'missing-brace', line)
    this.#put(block)
  }

  #put(block: OpenBlock): void {
    const outer = this.#open.at(-1)
    if (outer !== undefined) {
      if (!addBlock(outer, this.#room, block)) addOddity(outer, this.#room, 'too-much', block.line)
      return
    }
    this.#sink.setting({
      kind: block.type,
      name: block.name,
      line: block.line,
      lastLine: this.#lastLine,
      offset: this.#offset,
      length: this.#end - this.#offset,
      value: block,
    })
  }

  /** The line that a brace was awaited for: a parameter of the open statement, a statement without braces, or nothing known. */
  #dropHead(): void {
    const head = this.#head
    this.#head = undefined
    if (head === undefined) return
    const open = this.#open.at(-1)
    if (open !== undefined) {
      this.#end = head.end
      this.#lastLine = head.line
      if (!addParameter(open, this.#room, head.type, head.value, head.line))
        addOddity(open, this.#room, 'too-much', head.line)
      return
    }
    if (!isMainStatement(head.type) && attlsStatement(head.type) === undefined) {
      this.#notUnderstood(head.line, head.offset, head.text)
      return
    }
    const block = openBlock(head.type, undefined, head.line)
    this.#room = wholeRoom()
    if (head.value !== '') addParameter(block, this.#room, head.type, head.value, head.line)
    this.#sink.setting({
      kind: head.type,
      name: undefined,
      line: head.line,
      lastLine: head.line,
      offset: head.offset,
      length: head.end - head.offset,
      value: block,
    })
  }
}

/** Of text of another kind a brace may end a line too; a statement has one word for its name, which may be left out. */
function mayBeStatement({ type, value }: Head): boolean {
  return attlsStatement(type) !== undefined || (/^[A-Za-z]/.test(type) && !/\s/.test(value))
}
