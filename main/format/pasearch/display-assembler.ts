/** Lines of `pasearch -t` in, the policies of each stack out: a rule with its conditions and its actions is one setting. */
import { attlsKeyword, attlsStatement } from '../../reference/attls-statement.ts'
import type { SettingsSink, Warning } from '../reader.ts'
import { addBlock, addOddity, addParameter, openBlock, type OpenBlock, wholeRoom } from '../setting-block.ts'
import { withoutMargins } from '../text/line-margin.ts'
import type { TextLineSink } from '../text/text-lines.ts'
import { type DisplayField, displayFields, LISTED, listedCode } from './display-line.ts'

/** `TCP/IP pasearch CS 3.1                    Image Name: TCPIP`. */
const HEADER = /\bpasearch\s+CS\s+(\S{1,8})/i
const NOTHING = /^No policies retrieved\b/i
const ADDRESS = /^(?:Local|Remote) Address$/
/** What a statement inside an action is called in the display. */
const STATEMENT = /^TTLS\w+Parms$/

export class DisplayAssembler implements TextLineSink {
  readonly #sink: SettingsSink
  /** The header of the image, or a rule. */
  #outer: OpenBlock | undefined
  #offset = 0
  #end = 0
  #lastLine = 0
  #room = wholeRoom()
  /** Of the rule: the action, the statement in it, or the address that fields go to. */
  #action: OpenBlock | undefined
  #part: OpenBlock | undefined
  /** The label of the list whose entries follow. */
  #list: string | undefined
  #image: string | undefined
  #release: string | undefined

  constructor(sink: SettingsSink) {
    this.#sink = sink
  }

  line(text: string, line: number, offset: number, end: number): void {
    const plain = withoutMargins(text, LISTED)
    if (plain === '') return
    const header = HEADER.exec(plain)
    if (header) return this.#beginImage(header[1] ?? '', plain, line, offset, end)
    if (NOTHING.test(plain)) return this.#nothing(line, offset, end)
    const [first, second] = displayFields(plain)
    if (first?.label.toLowerCase() === 'policyrule') return this.#beginRule(first.value, line, offset, end)
    const code = listedCode(plain)
    const taken =
      this.#outer !== undefined &&
      (code !== undefined && this.#list !== undefined
        ? this.#add(this.#part ?? this.#action ?? this.#outer, { label: this.#list, value: code }, line)
        : first !== undefined && this.#field(first, second, line))
    if (!taken) return this.#sink.notUnderstood(line, offset, text)
    this.#end = end
    this.#lastLine = line
  }

  finish(): void {
    this.#close()
  }

  warn(warning: Warning, offset: number): void {
    this.#sink.warn(warning, offset)
  }

  #beginImage(release: string, text: string, line: number, offset: number, end: number): void {
    this.#close()
    const [, image] = /Image Name:\s*(\S{1,8})/.exec(text) ?? []
    this.#image = image
    this.#release = release.replace(/^V(\d+)R(\d+)$/i, '$1.$2')
    this.#begin(openBlock('pasearch', image, line), offset, end, line)
    this.#origin()
  }

  #nothing(line: number, offset: number, end: number): void {
    if (this.#outer?.type !== 'pasearch') {
      this.#close()
      this.#begin(openBlock('pasearch', this.#image, line), offset, end, line)
      this.#origin()
    }
    if (this.#outer !== undefined) addParameter(this.#outer, this.#room, 'No policies retrieved', '', line)
    this.#end = end
    this.#lastLine = line
  }

  #beginRule(name: string, line: number, offset: number, end: number): void {
    this.#close()
    this.#begin(openBlock('policyRule', name, line), offset, end, line)
    this.#origin()
  }

  /** Whose display it is goes with each of its settings, as each stands for itself. */
  #origin(): void {
    const outer = this.#outer
    if (outer === undefined) return
    if (this.#image !== undefined) addParameter(outer, this.#room, 'Image Name', this.#image, outer.line)
    if (this.#release !== undefined) addParameter(outer, this.#room, 'Release', this.#release, outer.line)
  }

  #begin(block: OpenBlock, offset: number, end: number, line: number): void {
    this.#outer = block
    this.#room = wholeRoom()
    this.#action = undefined
    this.#part = undefined
    this.#list = undefined
    this.#offset = offset
    this.#end = end
    this.#lastLine = line
  }

  #field(first: DisplayField, second: DisplayField | undefined, line: number): boolean {
    const outer = this.#outer
    if (outer === undefined) return false
    this.#list = undefined
    if (first.label === 'TTLS Action') {
      this.#action = openBlock('TTLS Action', first.value, line)
      this.#part = undefined
      return this.#addBlock(outer, this.#action, line)
    }
    if (ADDRESS.test(first.label)) {
      this.#part = openBlock(first.label, undefined, line)
      return this.#addBlock(outer, this.#part, line)
    }
    if (this.#action !== undefined && STATEMENT.test(first.label) && attlsStatement(first.label) !== undefined) {
      this.#part = openBlock(first.label, undefined, line)
      return this.#addBlock(this.#action, this.#part, line)
    }
    if (first.value === '' && second === undefined) this.#list = first.label
    const into = this.#placeOf(first.label, outer)
    // A label alone begins a list, whose entries follow; in a rule it may also stand for an empty value.
    return (this.#list !== undefined || this.#add(into, first, line)) && (!second || this.#add(into, second, line))
  }

  /** Where a field belongs: the blanks before it may be lost, so its keyword decides. */
  #placeOf(label: string, outer: OpenBlock): OpenBlock {
    const part = this.#part
    if (part === undefined) return this.#action ?? outer
    const stays = ADDRESS.test(part.type)
      ? /^(?:FromAddr|ToAddr|Prefix|Range)$/.test(label)
      : attlsKeyword(part.type, label)
    if (stays) return part
    const known = ['Group', 'Environment', 'Connection'].some((scope) => attlsKeyword(`TTLS${scope}Action`, label))
    if (!known && !/^Policy (?:created|updated)$/.test(label) && !ADDRESS.test(part.type)) return part
    this.#part = undefined
    return this.#action ?? outer
  }

  #add(into: OpenBlock, { label, value }: DisplayField, line: number): boolean {
    if (!addParameter(into, this.#room, label, value, line)) addOddity(into, this.#room, 'too-much', line)
    return true
  }

  #addBlock(into: OpenBlock, block: OpenBlock, line: number): boolean {
    if (!addBlock(into, this.#room, block)) addOddity(into, this.#room, 'too-much', line)
    return true
  }

  #close(): void {
    const block = this.#outer
    this.#outer = undefined
    if (block === undefined) return
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
}
