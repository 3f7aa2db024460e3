/**
 * Codes as free text spells them: detail lines of trace records, messages, console lines. Words differ from release to release and program
 * to program, so shapes of numbers count, and of words only those that name a thing anywhere (`status`, `return code`, `alert`).
 */

/** Where in the text it stands: `text.slice(start, end)`. */
interface Place {
  readonly start: number
  readonly end: number
}

export type TextCode = Place &
  (
    | {
        /** A System SSL return code; 0 where the text says that all is well. */
        readonly kind: 'system-ssl'
        readonly code: number
        /** `named`: a word or a second spelling of the number says what it is; `bare`: it just stands at the end of the text. */
        readonly by: 'named' | 'bare'
      }
    /** A status of Certificate Management Services, 0x03353nnn. */
    | { readonly kind: 'cms'; readonly status: number }
    /** An ICSF service's return and reason code. */
    | {
        readonly kind: 'icsf'
        readonly service: string | undefined
        readonly returnCode: number
        readonly reasonCode: number
      }
    /** A certificate's label in quotation marks. */
    | { readonly kind: 'label'; readonly label: string }
    /** A TLS group by its IANA number; System SSL prints it with four decimal digits. */
    | { readonly kind: 'group'; readonly group: number; readonly skipped: boolean }
    | { readonly kind: 'socket-closed'; readonly address: string; readonly port: number }
    /** The suite that was agreed, as AT-TLS and System SSL name the attribute: `GSK_CONNECT_CIPHER_SPEC(207) - C02B`. */
    | { readonly kind: 'cipher'; readonly suite: number }
    | { readonly kind: 'alert'; readonly level: number; readonly description: number }
  )

/** Looked at of one text. */
const MAX_TEXT = 1_024
/** Hosts say the same of thousands of connections. */
const MAX_REMEMBERED = 256
const remembered = new Map<string, readonly TextCode[]>()
/** Given of one text; no line says more. */
const MAX_CODES = 16

const NUMBER = /(?<![\w.])(0[xX][0-9A-Fa-f]{1,16}|[0-9A-Fa-f]{8}|-?\d{1,10})(?![\w]|\.\d)/g
const NAMED = /(?:status|code|error|return(?:ed|s)?|rc|result)[\s:=('"]*$/i
const ICSF =
  /(?:ret(?:urn)?[ _]?code|\brc)[\s=:]*(0x[0-9a-f]{1,8}|\d{1,10})[\s,;]+(?:and )?(?:rsn|rea?s(?:o?n)?)[ _]?(?:code)?[\s=:]*(0x[0-9a-f]{1,8}|\d{1,10})/i
const ICSF_SERVICE = /\bCS[FN][A-Z][A-Z0-9]{1,5}\b/
const QUOTED = /['‘’"“”]([^'‘’"“”]{1,64})['‘’"“”]/
const CURVE = /\b(?:curve|group) (\d{4})\b/i
const CLOSED = /\bclosed by ([0-9A-Fa-f.:]{3,45})\.(\d{1,5})(?!\d)/i
const CONNECT_CIPHER =
  /GSK_CONNECT_CIPHER_SPEC\s{0,4}(?:\(\s{0,4}207\s{0,4}\))?\s{0,4}[-\u2010-\u2015\u2212:=]\s{0,4}([0-9A-F]{4})\b/i
const ALERT = /\balert\b\D{0,16}([12])\b\D{1,16}(\d{1,3})\b/i

/** All that a text gives, in the order of its characters. Empty for most. */
export function codesInText(text: string): readonly TextCode[] {
  const known = remembered.get(text)
  if (known !== undefined) return known
  const line = text.length > MAX_TEXT ? text.slice(0, MAX_TEXT) : text
  const codes = readCodes(line)
  if (remembered.size >= MAX_REMEMBERED) remembered.clear()
  if (line === text) remembered.set(text, codes)
  return codes
}

function readCodes(line: string): readonly TextCode[] {
  const found: TextCode[] = []
  const take = (pattern: RegExp, of: (match: RegExpExecArray, place: Place) => TextCode | undefined): void => {
    const match = pattern.exec(line)
    const code = match && of(match, { start: match.index, end: match.index + match[0].length })
    if (code) found.push(code)
  }
  take(ICSF, ([, returned = '', reason = ''], place) => {
    const service = ICSF_SERVICE.exec(line)?.[0]
    // Other products have pairs like it: without a service's name the text must name ICSF.
    if (service === undefined && !/\bICSF\b/i.test(line)) return undefined
    return { kind: 'icsf', service, returnCode: Number(returned), reasonCode: Number(reason), ...place }
  })
  take(QUOTED, ([, label = ''], place) =>
    /certificate|label/i.test(line) ? { kind: 'label', label, ...place } : undefined,
  )
  take(CURVE, ([, group = ''], place) => ({
    kind: 'group',
    group: Number(group),
    skipped: /\bskipped\b/i.test(line),
    ...place,
  }))
  take(CLOSED, ([, address = '', port = ''], place) =>
    Number(port) > 65_535 ? undefined : { kind: 'socket-closed', address, port: Number(port), ...place },
  )
  take(CONNECT_CIPHER, ([, suite = ''], place) => ({ kind: 'cipher', suite: parseInt(suite, 16), ...place }))
  take(ALERT, ([, level = '', description = ''], place) =>
    Number(description) > 255
      ? undefined
      : { kind: 'alert', level: Number(level), description: Number(description), ...place },
  )
  const taken = [...found]
  for (const number of numbersIn(line)) {
    if (taken.some(({ start, end }) => number.start < end && number.end > start)) continue
    const code = codeOf(number, line)
    if (code) found.push(code)
    if (found.length >= MAX_CODES) break
  }
  return onlyOnce(found).sort((one, other) => one.start - other.start)
}

interface Numeral extends Place {
  readonly value: number
  readonly isHex: boolean
}

function* numbersIn(line: string): Generator<Numeral> {
  for (const { 0: whole, index } of line.matchAll(NUMBER)) {
    // `00000191` is 401 as System SSL prints it; eight digits that begin otherwise are a decimal number.
    const isHex = /^(?:0x|0\d{7}$)|[a-f]/i.test(whole)
    const value = isHex ? parseInt(whole.replace(/^0x/i, ''), 16) : Number(whole)
    yield { value, isHex, start: index, end: index + whole.length }
  }
}

/** CMS: 0x03353nnn, or the same in decimal. */
const CMS_PREFIX = 0x03353
/** System SSL's status: 0x134CC000 and the return code. */
const STATUS_PREFIX = 0x134cc
const MAX_RETURN_CODE = 0xfff
/** `0x00000192 (402)`: the number once more. */
const TWIN = /^\s{0,4}[(/=]\s{0,4}(\d{1,4})\b/

function codeOf({ value, isHex, start, end }: Numeral, line: string): TextCode | undefined {
  if (value > 0xffff_ffff) return undefined
  if (Math.floor(value / 0x1000) === CMS_PREFIX) return { kind: 'cms', status: value, start, end }
  if (Math.floor(value / 0x1000) === STATUS_PREFIX) {
    return { kind: 'system-ssl', code: value & MAX_RETURN_CODE, by: 'named', start, end }
  }
  // Negative codes are printed as two's complement (FFFFFFEA is -22).
  const code = isHex && value >= 0xffff_f000 ? value - 0x1_0000_0000 : value
  if (Math.abs(code) > MAX_RETURN_CODE) return undefined
  if (NAMED.test(line.slice(0, start))) return { kind: 'system-ssl', code, by: 'named', start, end }
  if (Number(TWIN.exec(line.slice(end))?.[1]) === code) return { kind: 'system-ssl', code, by: 'named', start, end }
  const isLast = /^[\s).'"\]]*$/.test(line.slice(end))
  return isLast ? { kind: 'system-ssl', code, by: 'bare', start, end } : undefined
}

/** A code that is spelt twice is one, and surely one. */
function onlyOnce(codes: readonly TextCode[]): TextCode[] {
  const kept: TextCode[] = []
  for (const code of codes) {
    const at = kept.findIndex(
      (other) => code.kind === 'system-ssl' && other.kind === 'system-ssl' && other.code === code.code,
    )
    const twin = kept[at]
    if (twin === undefined) kept.push(code)
    else if (twin.kind === 'system-ssl') kept[at] = { ...twin, by: 'named' }
  }
  return kept
}
